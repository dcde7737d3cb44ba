"""Lambda's API with one function, which answers when it is let, and the credentials that ECS and EKS give a container."""
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FUNCTION = "deploy-check-wait"
GIVEN = "a-containers-own-token"


class Lambdas:
    def __init__(self):
        self.invoked, self.release = threading.Event(), threading.Event()
        self.asked_by, self.signed_by = [], []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if self.path == "/credentials":
                    owner.asked_by.append(self.headers.get("Authorization"))
                    self.answer({"AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "secret", "Token": "session", "Expiration": "2099-01-01T00:00:00Z"})
                    return
                owner.signed_by.append(self.headers.get("Authorization", ""))
                described = {
                    "FunctionName": FUNCTION, "FunctionArn": f"arn:aws:lambda:eu-central-1:123456789012:function:{FUNCTION}",
                    "Description": "Waits.", "Runtime": "provided.al2023", "PackageType": "Zip", "Version": "$LATEST"}
                self.answer({"Functions": [described]} if self.path.split("?")[0].rstrip("/").endswith("/functions") else {"Configuration": described, "Tags": {}})

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                owner.invoked.set()
                owner.release.wait(60)
                self.answer({"waited": True})

            def answer(self, value):
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.release.set()
        self.server.shutdown()
        self.server.server_close()
