"""Lambda's API with one function, which answers when it is let."""
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FUNCTION = "deploy-check-wait"


class Lambdas:
    def __init__(self):
        self.invoked, self.release = threading.Event(), threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
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
