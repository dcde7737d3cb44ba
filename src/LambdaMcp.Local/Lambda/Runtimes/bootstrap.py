"""Runs a Python handler against the Runtime API: the part that Lambda's own python runtimes play in the cloud."""

import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback
from types import SimpleNamespace

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
PREFIX = "/2018-06-01/runtime/"
REQUEST = SimpleNamespace(id="")


class LogHandler(logging.Handler):
    """Formats log records as Lambda does, so that logging works without any set-up."""

    def emit(self, record):
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        sys.stdout.write(f"[{record.levelname}]\t{stamp}.{int(record.msecs):03d}Z\t{REQUEST.id}\t{self.format(record)}\n")


class Context:
    """What a handler gets as its second argument."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None)
        self.client_context = client_context(headers["Lambda-Runtime-Client-Context"])
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def client_context(text):
    if not text:
        return None
    read = json.loads(text)
    client = read.get("client") or {}
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return SimpleNamespace(custom=read.get("custom"), env=read.get("env"), client=SimpleNamespace(**{name: client.get(name) for name in names}))


def call(connection, method, url, body=None, headers=None):
    try:
        connection.request(method, PREFIX + url, body, headers or {})
        response = connection.getresponse()
        return response.headers, response.read()
    except OSError:
        # Without its Runtime API the process has nothing to live for; the service that started it may have been killed.
        os._exit(1)
    except http.client.HTTPException:
        os._exit(1)


def document(error, kind=None):
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != __file__ and "importlib" not in frame.filename]
    return {"errorMessage": str(error), "errorType": kind or type(error).__name__, "requestId": REQUEST.id, "stackTrace": traceback.format_list(own)}


def report(connection, url, error):
    sys.stdout.write(f"[ERROR] {error['errorType']}: {error['errorMessage']}\n")
    if error["stackTrace"]:
        sys.stdout.write("Traceback (most recent call last):\n" + "".join(error["stackTrace"]).rstrip("\n") + "\n")
    headers = {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": error["errorType"]}
    call(connection, "POST", url, json.dumps(error).encode(), headers)


def load():
    name = os.environ["_HANDLER"]
    module, dot, function = name.rpartition(".")
    if not dot:
        raise_init("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as error:
        raise_init("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}")
    except SyntaxError as error:
        raise_init("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}")
    if not hasattr(loaded, function):
        raise_init("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module}'")
    return getattr(loaded, function)


class InitError(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def raise_init(kind, message):
    raise InitError(kind, message) from None


def main():
    # The folder of this script must not shadow the function's modules.
    sys.path[:1] = [os.environ["LAMBDA_TASK_ROOT"], *sys.argv[1:]]
    del sys.argv[1:]
    root = logging.getLogger()
    root.addHandler(LogHandler())
    host, port = API.split(":")
    connection = http.client.HTTPConnection(host, int(port))
    try:
        handler = load()
    except InitError as error:
        report(connection, "init/error", document(error, error.kind))
        sys.exit(1)
    except Exception as error:
        report(connection, "init/error", document(error))
        sys.exit(1)
    while True:
        headers, event = call(connection, "GET", "invocation/next")
        context = Context(headers)
        REQUEST.id = context.aws_request_id
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"]
        url = f"invocation/{context.aws_request_id}/"
        try:
            result = handler(json.loads(event), context)
        except Exception as error:
            report(connection, url + "error", document(error))
            continue
        try:
            answer = json.dumps(result).encode()
        except (TypeError, ValueError) as error:
            report(connection, url + "error", document(error, "Runtime.MarshalError") | {"errorMessage": f"Unable to marshal response: {error}"})
            continue
        call(connection, "POST", url + "response", answer, {"Content-Type": "application/json"})


main()
