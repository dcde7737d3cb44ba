"""A shell that keeps its folder, variables and aliases from command to command, and servers that are started as it would."""
import os
import re
import signal
import subprocess
import threading
import uuid

LONGEST = 900


class Shell:
    def __init__(self, folder, environment):
        self._process = subprocess.Popen(
            ["bash", "--norc", "--noprofile"], cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True)
        self._send("shopt -s expand_aliases")

    def _send(self, command):
        mark = uuid.uuid4().hex
        # The command reads nothing of what stands behind it.
        self._process.stdin.write(f"{{ {command}\n}} < /dev/null 2>&1\necho {mark} $?\n")
        self._process.stdin.flush()
        lines, timer = [], threading.Timer(LONGEST, self.stop)
        timer.start()
        try:
            for line in self._process.stdout:
                if line.startswith(mark):
                    return "".join(lines), int(line.split()[1])
                lines.append(line)
            raise AssertionError("the shell ended, or took too long:\n" + "".join(lines))
        finally:
            timer.cancel()

    def run(self, command):
        output, status = self._send(command)
        if status != 0:
            raise AssertionError(f"ended with {status}:\n{output}")
        return output

    def folder(self):
        return self.run("pwd").strip()

    def environment(self):
        return dict(line.split("=", 1) for line in self.run("env -0 | tr '\\n\\0' ' \\n'").splitlines() if "=" in line)

    def stop(self):
        _end(self._process, signal.SIGKILL)


class Server:
    """A command that serves until it is told to stop; it is there when it prints what `ready` matches."""

    def __init__(self, command, folder, environment, ready):
        self._process = subprocess.Popen(
            ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        timer = threading.Timer(LONGEST, self.stop)
        timer.start()
        lines = []
        for line in self._process.stdout:
            lines.append(line)
            if re.search(ready, line):
                break
        else:
            raise AssertionError("it ended before it served:\n" + "".join(lines))
        timer.cancel()
        self.output = "".join(lines)
        # A pipe that is full would stop it.
        threading.Thread(target=self._process.stdout.read, daemon=True).start()

    def stop(self):
        _end(self._process, signal.SIGTERM)


def _end(process, number):
    if process.poll() is None:
        os.killpg(process.pid, number)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
