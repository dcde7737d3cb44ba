"""
Holds what deploy/ says against what it runs on: the container image is built by its own steps and driven, definitions for ECS, Kubernetes, systemd
and IAM are judged by the tools of those. A step that lacks its tool is skipped and says so; with CI=true it fails.

usage: python3 tests/Deploy/check_deploy.py [manifests] [container]
"""
import sys

import container
import manifests
from report import Report

CHECKS = {"manifests": manifests.check, "container": container.check}


def main(names):
    report = Report()
    for name in names or CHECKS:
        CHECKS[name](report)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
