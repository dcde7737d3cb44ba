#!/usr/bin/env python3
"""Carries README.md out: every command in a shell, in their order, in a clean clone; every other block is used, or compared with what is seen.

A block or a command that is not known here fails, and so does one that is known and not in the README any more. What a machine of one's own cannot have is stood
in for: `sam` by programs/sam beside this file, Amazon Bedrock by tests/Support/Bedrock, an AWS account by the LambdaMcp.Local that the README's first command starts.

usage: run_readme.py [--here]      --here runs it in this working tree in the place of a clone
Closes with the line "N passed, N failed".
"""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from shell import Server, Shell

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)

# What each command is: a pattern of it, how it is carried out, and a pattern of what is then seen.
RUN, LOOK, INSTALL, SERVE, ELSEWHERE, ASK = "run", "run, whatever it ends with", "install and try", "serve until the end", "run by .ci/run itself", "ask a model"
COMMANDS = [
    (r"dotnet run --project src/LambdaMcp\.Local$", SERVE, r"^session="),
    (r"dotnet test$", ELSEWHERE, r"check 'dotnet test' dotnet test$"),
    (r"dotnet build src/LambdaMcp\.Cli ", RUN, r""),
    (r"alias lambda-mcp=", RUN, r"^$"),
    (r"lambda-mcp tools$", RUN, r"customer-by-id"),
    (r"lambda-mcp call customer-by-id ", RUN, r"Ada Ferreira"),
    (r"lambda-mcp config claude-code$", RUN, r'"type": "http"'),
    (r"lambda-mcp register add ", RUN, r"find-customer"),
    (r"lambda-mcp call find-customer ", RUN, r"C-1001"),
    (r"lambda-mcp servers verify ", RUN, r"filesystem\s+passed"),
    (r"lambda-mcp servers generate ", RUN, r"template\.yaml"),
    (r"dotnet pack ", RUN, r"LambdaMcp\.Templates\.[\d.]+\.nupkg"),
    (r"dotnet nuget add source ", RUN, r"lambda-mcp-clone"),
    (r"dotnet tool install --global LambdaMcp\.Cli$", INSTALL, r"--ready-file"),
    (r"dotnet new install ", RUN, r"lambda-mcp"),
    (r"dotnet new lambda-mcp ", RUN, r"created successfully"),
    (r"cd \.\./MyServer$", RUN, r"^$"),
    (r"dotnet run$", SERVE, r"^MCP endpoint: http://127\.0\.0\.1:3000/mcp"),
    (r"export MCP_URL=", RUN, r"^$"),
    (r"lambda-mcp call to_fahrenheit ", RUN, r"\b68\b"),
    (r"cd \.\./lambda-mcp-serverless && unset MCP_URL MCP_TOKEN$", RUN, r"^$"),
    # Here there are no credentials, for one.
    (r"lambda-mcp deploy --check", LOOK, r"^ok\s+sam\s"),
    (r"sam build$", RUN, r"^Build Succeeded$"),
    (r"sam deploy --guided$", RUN, r"^Successfully created/updated stack"),
    (r"lambda-mcp token create alice ", RUN, r"lmcp_"),
    (r"lambda-mcp doctor ", RUN, r""),
    (r"lambda-mcp chat ", ASK, r"Ada lives in"),
]


class Readme:
    def __init__(self, folder, work):
        self.folder, self.work = folder, work
        self.shell = Shell(folder, environment(work))
        self.servers, self.unused, self.banner = [], list(COMMANDS), ""
        self.taken = taken_ports()

    def commands(self, text):
        """The commands of a block, their continuation lines joined."""
        for line in re.sub(r"\\\n\s*", "", text).splitlines():
            if line.strip():
                yield line.strip()

    def carry_out(self, command):
        plain = re.sub(r"\s+#.*$", "", command)
        known = next((entry for entry in COMMANDS if re.match(entry[0], plain)), None)
        if known is None:
            raise AssertionError("no expectation is written for this command")
        pattern, way, seen = known
        if known in self.unused:
            self.unused.remove(known)
        if way == ELSEWHERE:
            output = (ROOT / ".ci" / "run").read_text()
        elif way == SERVE:
            # Somebody else's server may be there on a machine that is not new.
            server = Server(f"{plain} --port 0" if "8080" in self.taken and not self.servers else plain, self.shell.folder(), self.shell.environment(), seen)
            self.servers.append(server)
            output = server.output
            if not self.banner:
                self.banner = output
                self.shell.run(local_account(self.work))
        elif way == INSTALL:
            # Local is in the tool's package.
            output = self.shell.run(f"{plain} && $HOME/.dotnet/tools/lambda-mcp local -- --help")
        elif way == ASK:
            with Bedrock() as url:
                output = self.shell.run(f"AWS_ENDPOINT_URL_BEDROCK_RUNTIME={url} {plain}")
        else:
            output = self.shell.run(plain if way == RUN else f"{plain} || true")
        if not re.search(seen, output, re.M):
            raise AssertionError(f"{seen!r} is not seen in:\n{output}")

    def compare(self, text):
        """What the first command prints: each line of the block, up to the word with its first ellipsis; numbers of ports differ."""
        def plain(line):
            return re.sub(r":\d+", ":PORT", re.split(r"\S*…", line)[0].rstrip())

        printed = [re.sub(r":\d+", ":PORT", line) for line in self.banner.splitlines()]
        for line in filter(None, map(plain, text.splitlines())):
            words = re.sub(r"\d+ functions", "N functions", line)
            if not any(re.sub(r"\d+ functions", "N functions", seen).startswith(words) for seen in printed):
                raise AssertionError(f"{line!r} is not printed:\n{self.banner}")

    def configure(self, text):
        """A client's configuration: its URL and headers reach the server that runs."""
        token = re.search(r"^\s*Token\s+(\S+)$", self.banner, re.M).group(1)
        url = re.search(r"^\s*MCP\s+(\S+)$", self.banner, re.M).group(1)
        server = json.loads(text.replace("TOKEN", token))["mcpServers"]["lambda"]
        if re.sub(r":\d+", "", server["url"]) != re.sub(r":\d+", "", url):
            raise AssertionError(f"{server['url']} is not where the server is: {url}")
        body = {"jsonrpc": "2.0", "id": 1, "method": "initialize",
                "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "readme", "version": "1"}}}
        headers = {**server["headers"], "Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers), timeout=60) as answer:
            if b"serverInfo" not in answer.read():
                raise AssertionError("the server did not answer as one of MCP")

    def write_tool(self, text):
        """A method goes to the end of the class in the file that the README names."""
        file = Path(self.shell.folder()) / "MyTools.cs"
        source = file.read_text()
        end = source.rstrip().rindex("}")
        file.write_text(source[:end] + "\n" + text + "}\n")

    def close(self):
        for server in self.servers:
            server.stop()
        self.shell.stop()


def environment(work):
    """A home of its own: nothing that the machine's user has set up helps, but the package sources and the packages at hand; no AWS account is reached."""
    home = work / "home"
    config = Path.home() / ".nuget" / "NuGet" / "NuGet.Config"
    (home / ".nuget" / "NuGet").mkdir(parents=True)
    if config.exists():
        shutil.copy(config, home / ".nuget" / "NuGet")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MCP_", "LAMBDA_MCP_NATIVE"))}
    return {
        **kept, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "DOTNET_CLI_HOME": str(home), "DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
        "NUGET_PACKAGES": str(work / "packages"), "NUGET_FALLBACK_PACKAGES": os.environ.get("NUGET_PACKAGES", str(Path.home() / ".nuget" / "packages")),
        "PATH": f"{HERE / 'programs'}:{os.environ['PATH']}", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": str(home / "aws"),
        "README_ARTIFACTS": str(work / "sam"),
    }


def taken_ports():
    """Of the ports that the README names, those where somebody listens already."""
    def is_taken(port):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", int(port))) == 0

    return [port for port in ("8080",) if is_taken(port)]


def local_account(work):
    """The account that the AWS parts of the README are carried out in: Local's."""
    local = json.loads((work / "home" / "state" / "lambda-mcp" / "local.json").read_text())
    return (f"export AWS_ENDPOINT_URL={local['endpointUrl']} AWS_REGION={local['region']} AWS_ACCESS_KEY_ID={local['accessKeyId']} "
            f"AWS_SECRET_ACCESS_KEY={local['secretAccessKey']}")


class Bedrock:
    """Amazon Bedrock on this machine, with the conversation of conversation.json."""

    def __enter__(self):
        self.process = subprocess.Popen(["node", str(ROOT / "tests/Support/Bedrock/bedrock.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        url = json.loads(self.process.stdout.readline())["url"]
        urllib.request.urlopen(urllib.request.Request(f"{url}/conversation", (HERE / "conversation.json").read_bytes(), method="PUT"), timeout=60).close()
        return url

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)


def main():
    work = Path(tempfile.mkdtemp(prefix="lambda-mcp-readme-"))
    folder = ROOT
    if "--here" not in sys.argv[1:]:
        folder = work / "lambda-mcp-serverless"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)
    readme = Readme(folder, work)
    passed = failed = 0
    try:
        heading = ""
        for part in re.finditer(r"^## (?P<heading>[^\n]*)$|" + BLOCK.pattern, (folder / "README.md").read_text(), re.M | re.S):
            if part["heading"]:
                heading = part["heading"]
                continue
            language, text = part["language"], part["text"]
            if heading == "How it works":
                continue
            steps = {"sh": [(command, lambda command=command: readme.carry_out(command)) for command in readme.commands(text)],
                     "": [("what is printed", lambda: readme.compare(text))],
                     "json": [("the configuration", lambda: readme.configure(text))],
                     "csharp": [("the tool", lambda: readme.write_tool(text))]}[language]
            for name, step in steps:
                try:
                    step()
                    passed += 1
                    print(f"ok    {heading}: {name}", flush=True)
                except Exception as fault:
                    failed += 1
                    print(f"FAIL  {heading}: {name}\n{fault}", flush=True)
        for pattern, _, _ in readme.unused:
            failed += 1
            print(f"FAIL  The README has no command like {pattern}")
    finally:
        readme.close()
        shutil.rmtree(work, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
