"""Runs an image: with Docker's engine where there is one, else its files as the root of a process of their own."""
import os
import shutil
import signal
import stat
import subprocess

# What runtime-deps:10.0-noble-chiseled has of libraries: libc6, libgcc-s1, libssl3 and libstdc++6.
LIBRARIES = (
    "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libnss_files.so.2", "libnss_dns.so.2",
    "libgcc_s.so.1", "libstdc++.so.6", "libssl.so.3", "libcrypto.so.3")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


def has_engine():
    return bool(shutil.which("docker")) and subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0


def lay_base(root, user):
    """What the base image has, from this machine. Returns the libraries that are missing here."""
    known = {}
    for line in subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout.splitlines():
        name, _, path = line.strip().partition(" => ")
        known.setdefault(name.split()[0], path) if path else None
    loaders = [name for name in known if name.startswith("ld-linux")]
    for name in (*LIBRARIES, *loaders):
        if name in known:
            place(known[name], root)
    for loader in ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"):
        if os.path.exists(loader):
            place(loader, root)
    if os.path.exists(CERTIFICATES):
        place(CERTIFICATES, root)
    # As every container's runtime lays them.
    (root / "dev").mkdir(exist_ok=True)
    for name in ("null", "zero", "random", "urandom"):
        os.mknod(root / "dev" / name, 0o666 | stat.S_IFCHR, os.stat(f"/dev/{name}").st_rdev)
        (root / "dev" / name).chmod(0o666)
    for folder in ("proc", "tmp", "etc"):
        (root / folder).mkdir(exist_ok=True)
    (root / "etc/passwd").write_text(f"root:x:0:0:root:/root:/bin/false\napp:x:{user}:{user}::/home/app:/bin/false\n", encoding="utf-8")
    return [name for name in ("libc.so.6", "libssl.so.3", "libcrypto.so.3", "libgcc_s.so.1") if name not in known]


def place(path, root):
    target = root / path.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)


class Folder:
    """The image's files as a process's root, its user, and process id 1, as in a container; its network is this machine's."""

    def __init__(self, root, user):
        self.prefix = ["unshare", "--fork", "--pid", "--mount", "--mount-proc", f"--root={root}", f"--setgid={user}", f"--setuid={user}"]

    def start(self, words, variables):
        return Process(subprocess.Popen([*self.prefix, *words], env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))

    def run(self, words, variables):
        return subprocess.run([*self.prefix, *words], env=variables, capture_output=True, text=True, check=False)


class Process:
    def __init__(self, process):
        self.process = process

    def url(self):
        """The URL that the server prints once it listens, or None when it ended first."""
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("MCP endpoint: "):
                return line.split()[-1]
        return None

    def end(self):
        """Asks it to end, as a container's runtime does."""
        os.kill(self.child(), signal.SIGTERM)

    def child(self):
        """The server's process as this machine counts."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as children:
            return int(children.read().split()[0])

    def wait(self, seconds):
        rest, _ = self.process.communicate(timeout=seconds)
        self.said.append(rest)
        return self.process.returncode

    def close(self):
        if self.process.poll() is None:
            # With its first process the whole namespace ends.
            os.kill(self.child(), signal.SIGKILL)
            self.process.communicate()


class Engine:
    """The image in Docker's engine, on this machine's network."""

    def __init__(self, tag):
        self.tag = tag

    def start(self, words, variables):
        settings = [word for name, value in variables.items() for word in ("--env", f"{name}={value}")]
        return Container(subprocess.run(
            ["docker", "run", "--detach", "--network=host", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", *settings, self.tag],
            capture_output=True, text=True, check=True).stdout.strip())

    def run(self, words, variables):
        settings = [word for name, value in variables.items() for word in ("--env", f"{name}={value}")]
        return subprocess.run(
            ["docker", "run", "--rm", "--network=host", "--entrypoint", words[0], *settings, self.tag, *words[1:]], capture_output=True, text=True, check=False)


class Container:
    def __init__(self, name):
        self.name, self.said = name, []

    def url(self):
        with subprocess.Popen(["docker", "logs", "--follow", self.name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as log:
            for line in log.stdout:
                self.said.append(line)
                if line.startswith("MCP endpoint: "):
                    log.kill()
                    return line.split()[-1]
        return None

    def end(self):
        subprocess.run(["docker", "kill", "--signal=TERM", self.name], capture_output=True, check=True)

    def wait(self, seconds):
        return int(subprocess.run(["docker", "wait", self.name], capture_output=True, text=True, check=True, timeout=seconds).stdout)

    def close(self):
        subprocess.run(["docker", "rm", "--force", self.name], capture_output=True, check=False)
