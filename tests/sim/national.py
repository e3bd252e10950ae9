#!/usr/bin/env python3
"""The national electronic queue as far as a checkpoint sees it: authorise, the day's plates, camera
events. Strict about what it takes, and able to be down, slow, wrong or full.

    national.py [--port N] [--certificate PEM --key PEM]

The first line on stdout says the port; then every line on stdin is a command in JSON and gets one
line back: {"do": "behave", "how": "500"}, {"do": "events"}, ... Programs take NationalQueue.
"""
import argparse
import base64
import http.server
import json
import socketserver
import ssl
import sys
import threading

LOGIN = {"username": "checkpoint", "password": "national-password", "checkpoint": "KZ-NZ"}
FIELDS = {"plateNumber": str, "dateTime": str, "fullImage": str, "plateImage": str,
          "cleanImage": str, "recognitionConfidence": (int, float, type(None)),
          "relatedPlateNumbers": list, "direction": str, "vehicleClass": str, "vehicleModel": str,
          "vehicleMark": str}
HOLD = 30.0  # seconds that a hanging answer takes at most


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def misbehave(self, queue, path):
        """True: the answer was none of the protocol."""
        how = queue.how
        if how == "hang":
            queue.ended.wait(HOLD)
        elif how == "garbage":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
        elif how == "429":
            self.reply(429, headers=[("Retry-After", "1")])
        elif how == "huge":
            if "event" in path:
                queue.take(self.headers, self.body)
            self.reply(200, b"x" * (6 << 20))
        elif how == "cut" and "event" in path:
            queue.take(self.headers, self.body)
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-")
        elif how == "html":
            self.reply(200, b"<html>under maintenance</html>")
        elif how.isdigit():
            self.reply(int(how))
        else:
            return False
        self.close_connection = True
        return True

    def serve(self, method):
        queue, path = self.server.queue, self.path.split("?")[0]
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with queue.lock:
            queue.asked.append(f"{method} {self.path}")
        if queue.how != "html" or "event" not in path:
            if self.misbehave(queue, path):
                return
        if path.endswith("/authorize"):
            return self.reply(*queue.authorise(self.body))
        if self.headers.get("Authorization") not in queue.tokens:
            return self.reply(401)
        if method == "GET" and path.endswith("/plates"):
            return self.reply(200, json.dumps({"plates": queue.plates}).encode())
        if method == "POST" and path.endswith("/camera-events"):
            return self.reply(queue.take(self.headers, self.body))
        self.reply(404)

    def do_GET(self):
        self.serve("GET")

    def do_POST(self):
        self.serve("POST")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_):  # a client that went away or does not trust us
        pass

    def finish_request(self, request, client_address):
        if self.queue.tls:  # in the thread of the connection: a slow handshake holds nobody up
            request = self.queue.tls.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)


class NationalQueue:
    """`how` it behaves: "ok", a status, or one of the words of Handler.misbehave."""

    def __init__(self, port=0, certificate=None, key=None):
        self.lock = threading.Lock()
        self.how, self.most_body = "ok", 64 << 20
        self.tokens, self.plates = set(), []
        self.events, self.repeated, self.asked = [], 0, []
        self.authorised, self.keys = 0, set()
        self.ended = threading.Event()
        self.tls = None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate, key)
        self.port, self.server = port, None
        self.up()

    def up(self):
        if self.server:
            return
        self.server = Server(("127.0.0.1", self.port), Handler)
        self.server.queue = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def close(self):
        self.ended.set()
        self.down()

    def authorise(self, body):
        try:
            right = json.loads(body) == LOGIN
        except ValueError:
            right = False
        if not right:
            return 401, b""
        with self.lock:
            self.authorised += 1
            token = f"token-{self.authorised}"
            self.tokens.add(f"Bearer {token}")
        return 200, json.dumps({"token": token}).encode()

    def take(self, headers, body):
        """The status of an event. The same Idempotency-Key twice is one event."""
        if len(body) > self.most_body:
            return 413
        try:
            event = json.loads(body)
            sound = (list(event) == list(FIELDS) and event["direction"] in ("in", "out") and
                     all(isinstance(event[name], kind) for name, kind in FIELDS.items()))
            picture = base64.b64decode(event["fullImage"], validate=True)
        except (ValueError, TypeError):
            sound = False
        if not sound:
            return 400
        if event["plateNumber"].startswith("BAD"):
            return 422
        key = headers.get("Idempotency-Key", "")
        with self.lock:
            if key in self.keys:
                self.repeated += 1
                return 200
            self.keys.add(key)
            self.events.append({"key": key, "plate": event["plateNumber"],
                                "time": event["dateTime"], "direction": event["direction"],
                                "picture": len(picture),
                                "listed": headers.get("Otkel-Day-List", "")})
        return 200

    def obey(self, command):
        what = command["do"]
        if what == "behave":
            self.how = command["how"]
        elif what == "limit":
            self.most_body = command["bytes"]
        elif what == "plates":
            self.plates = command["plates"]
        elif what == "expire":
            self.tokens.clear()
        elif what == "down":
            self.down()
        elif what == "up":
            self.up()
        with self.lock:
            return {"events": list(self.events), "repeated": self.repeated,
                    "authorised": self.authorised, "asked": list(self.asked)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    arguments = parser.parse_args()
    queue = NationalQueue(arguments.port, arguments.certificate, arguments.key)
    print(json.dumps({"port": queue.port}), flush=True)
    for line in sys.stdin:
        print(json.dumps(queue.obey(json.loads(line))), flush=True)
    queue.close()


if __name__ == "__main__":
    main()
