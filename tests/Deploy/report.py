"""Counts what holds and what does not."""
import os


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def expect(self, holds, what, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}" + (f"\n    {detail}" if detail else ""), flush=True)
        return bool(holds)

    def skip(self, what, reason, excused=False):
        """A step that lacks a tool. Where CI=true promises every tool it is a failure, unless it is excused."""
        if os.environ.get("CI") == "true" and not excused:
            return self.expect(False, what, reason)
        print(f"SKIP: {what}: {reason}", flush=True)
        return False
