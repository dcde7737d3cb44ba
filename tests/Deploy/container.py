"""The container image: its Dockerfile carried out, and what comes of it probed."""
import http.client
import json
import os
import pathlib
import platform
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import dockerfile
import image
import lambdas

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "container"
TOKEN = "a-token-of-the-image-check"
LIST = {
    "jsonrpc": "2.0", "id": 1, "method": "tools/list",
    "params": {"_meta": {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": {"name": "check", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {}}}}


def check(report):
    described = dockerfile.Dockerfile(FOLDER / "Dockerfile")
    build, final = described.stages[0], described.stages[-1]
    entry, user = dockerfile.command(final.last("ENTRYPOINT") or ""), final.last("USER") or ""
    probe = dockerfile.command(final.last("HEALTHCHECK") or "")
    report.expect(entry and probe and probe[0] == entry[0], "ENTRYPOINT and HEALTHCHECK are the executable itself, for there is no shell", f"{entry} {probe}")
    report.expect(user.isdigit() and user != "0", "USER is a number, and not root's", user)
    report.expect(final.base.endswith("-chiseled") and build.name, "the image has no shell, and no SDK", final.base)
    report.expect(not any(step == "RUN" for step, _ in final.steps), "nothing runs in an image without a shell")
    settings = described.variables(final, {})
    report.expect(final.last("EXPOSE") == settings["MCP_SERVER_PORT"], "EXPOSE names the port")
    given = {"FRAMEWORK": os.environ.get("LAMBDA_MCP_NATIVE", "net9.0")}
    settings = {name: value for name, value in settings.items() if name.startswith("MCP_")}

    if image.has_engine():
        built = subprocess.run(
            ["docker", "build", "--file", str(FOLDER / "Dockerfile"), "--tag", "lambda-mcp-check", *(f"--build-arg={name}={value}" for name, value in given.items()), str(ROOT)],
            check=False)
        if report.expect(built.returncode == 0, "the image builds"):
            drive(report, image.Engine("lambda-mcp-check"), entry, probe, settings)
        subprocess.run(["docker", "rmi", "--force", "lambda-mcp-check"], capture_output=True, check=False)
        return

    report.skip("the image built by Docker", "no Docker engine answers; its steps are carried out without one", excused=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="lambda-mcp-image-"))
    try:
        built, root = work / "build", work / "root"
        root.mkdir()
        context = dockerfile.Context(ROOT, FOLDER / "Dockerfile.dockerignore")
        error = dockerfile.build(described, build, context, built, given)
        if not report.expect(error is None, "the build stage's steps succeed", error):
            return
        copied = [name for name in ("tests", "deploy", "artifacts/net10.0", ".git") if (built / "source" / name).exists()]
        report.expect(not copied, "the build is given no more than it needs", str(copied))
        dockerfile.assemble(final, {build.name: built}, root)
        files = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
        report.expect(files == [entry[0].lstrip("/")], "the image's one file is the executable", str(files))
        if os.geteuid() != 0 or not shutil.which("unshare") or platform.system() != "Linux":
            report.skip("the image's files as a root of their own", "needs Linux, root and unshare")
            return
        missing = image.lay_base(root, user)
        if missing:
            report.skip("the image's files as a root of their own", f"this machine lacks {', '.join(missing)}")
            return
        work.chmod(0o755)
        drive(report, image.Folder(root, user), entry, probe, settings)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def drive(report, runner, entry, probe, settings):
    """Starts the server and asks of it what its users, its keepers and the image's will."""
    port = free_port()
    settings = settings | {"MCP_SERVER_PORT": str(port)}
    without = runner.run(entry, settings)
    report.expect(without.returncode == 2 and "MCP_AUTH_TOKEN" in without.stderr, "without a token it does not start", without.stderr)
    idle = runner.run(probe, settings)
    report.expect(idle.returncode == 1, "the health check fails where nothing answers", idle.stderr)

    functions = lambdas.Lambdas()
    server = runner.start(entry, settings | {
        "MCP_AUTH_TOKEN": TOKEN, "FUNCTION_PREFIX": "deploy-check-", "AWS_REGION": "eu-central-1",
        # As ECS and EKS Pod Identity hand a role's credentials to a container.
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{functions.url}/credentials", "AWS_CONTAINER_AUTHORIZATION_TOKEN": lambdas.GIVEN,
        "AWS_ENDPOINT_URL_LAMBDA": functions.url})
    try:
        url = server.url()
        if not report.expect(url and url.endswith(f":{port}/mcp"), "the server starts", "".join(server.said)):
            return
        probe_server(report, runner, probe, settings, port)
        report.expect(
            functions.asked_by and set(functions.asked_by) == {lambdas.GIVEN} and all("ASIAEXAMPLE/" in one for one in functions.signed_by),
            "requests to AWS are signed with the container's credentials", f"{functions.asked_by} {functions.signed_by}")
        probe_drain(report, server, functions, port)
    finally:
        functions.close()
        server.close()


def probe_server(report, runner, probe, settings, port):
    status, _, body = ask(port, "GET", "/health")
    report.expect((status, body) == (200, b'{"status":"ok"}'), "/health answers", f"{status} {body}")
    status, _, body = ask(port, "GET", "/health/ready")
    report.expect((status, body) == (200, b'{"status":"ready"}'), "/health/ready answers", f"{status} {body}")
    # It gives the server two seconds, which a busy machine may not have for it.
    report.expect(eventually(lambda: runner.run(probe, settings).returncode == 0), "the health check passes")
    status, headers, _ = ask(port, "POST", "/mcp", LIST)
    report.expect(status == 401 and "resource_metadata=" in headers.get("WWW-Authenticate", ""), "a request without a token is refused", f"{status} {headers}")
    status, _, body = ask(port, "POST", "/mcp", LIST, TOKEN)
    names = [tool["name"] for tool in result(body).get("tools", [])]
    report.expect(status == 200 and names == ["wait"], "tools/list has the function", f"{status} {body}")


def probe_drain(report, server, functions, port):
    call = LIST | {"method": "tools/call", "params": LIST["params"] | {"name": "wait", "arguments": {}}}
    answers = []
    caller = threading.Thread(target=lambda: answers.append(ask(port, "POST", "/mcp", call, TOKEN)))
    caller.start()
    if not report.expect(functions.invoked.wait(30), "a call reaches its function"):
        return
    server.end()
    report.expect(eventually(lambda: ask(port, "GET", "/health/ready")[0] == 503), "after SIGTERM it is not ready")
    report.expect(ask(port, "GET", "/health")[0] == 200, "and lives on while a call is open")
    functions.release.set()
    caller.join(30)
    status, _, body = answers[0] if answers else (None, None, b"")
    report.expect(status == 200 and result(body).get("structuredContent") == {"waited": True}, "the open call ends as if nothing were", f"{status} {body}")
    code = server.wait(30)
    report.expect(code == 0, "the process then ends with 0", f"{code}\n{''.join(server.said)}")
    report.expect(refuses(port), "and takes no connection any more")


def result(body):
    for line in body.decode().splitlines():
        text = line.removeprefix("data:").strip()
        if text.startswith("{"):
            return json.loads(text).get("result", {})
    return {}


def ask(port, method, path, message=None, token=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    headers = {"Accept": "application/json, text/event-stream"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if message:
        headers |= {"Content-Type": "application/json", "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": message["method"]}
        if "name" in message["params"]:
            headers["Mcp-Name"] = message["params"]["name"]
    connection.request(method, path, json.dumps(message) if message else None, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def eventually(holds):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def refuses(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        return False
    except ConnectionRefusedError:
        return True


def free_port():
    """None of those that the system gives to outgoing connections, for one might get it before the server does."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
