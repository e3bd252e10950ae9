#!/usr/bin/env python3
"""The cameras' way through the real programs (docs/budget.md).

    camera_bench.py --build build/release [--posts 300] [--seconds 60]

First: from the first byte of a post until the decision stands on the console's WebSocket, beside a
raw fsync and a raw round trip of the same run. Then: how many reads a second the bridge takes
durably, alone and sixteen at a time, and what it says to more at once than it lets wait. The count
of the answers that said 200 must be that of the journal's rows.
"""
import argparse
import base64
import datetime
import http.client
import json
import os
import pathlib
import random
import socket
import sqlite3
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sim"))

from cameras.hikvision import hikvision_push  # noqa: E402
from cameras.seen import picture, send  # noqa: E402
from clients import Http  # noqa: E402
from stage import SECRET, Stage, say, wait_for  # noqa: E402

PASSWORD = "a password of the bench"


def now():
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=5)))


class Push:
    """The console's WebSocket, read frame by frame."""

    def __init__(self, port, cookie):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            f"GET /api/v1/console/push HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: {cookie}\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        status = self.file.readline()
        if b" 101 " not in status:
            raise SystemExit(f"the console's push was refused: {status!r}")
        while self.file.readline() not in (b"\r\n", b""):
            pass

    def _frame(self):
        first, second = self.file.read(2)
        size = second & 127
        if size == 126:
            size = int.from_bytes(self.file.read(2), "big")
        elif size == 127:
            size = int.from_bytes(self.file.read(8), "big")
        return first & 15, first & 128, self.file.read(size)

    def message(self):
        text = b""
        while True:
            kind, last, payload = self._frame()
            if kind == 9:  # a ping: answered with an empty, masked pong
                self.socket.sendall(bytes((0x8A, 0x80, 0, 0, 0, 0)))
            elif kind in (0, 1):
                text += payload
                if last:
                    return text

    def until(self, needle):
        while True:
            text = self.message()
            if needle in text:
                return text


def spread(seconds):
    ordered = sorted(s * 1000 for s in seconds)
    return (f"p50 {statistics.median(ordered):.2f} ms, "
            f"p99 {ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]:.2f} ms")


def timed(work, times):
    out = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        out.append(time.perf_counter() - began)
    return out


def raw_fsync(folder, times):
    with open(folder / "fsync", "wb", buffering=0) as file:
        def one():
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
        return timed(one, times)


def raw_round_trip(port, times):
    """A new connection for each, as cameras do."""
    def one():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/healthz", headers={"Connection": "close"})
        connection.getresponse().read()
        connection.close()
    return timed(one, times)


def latency(stage, officer, posts, picture_bytes):
    push = Push(stage.ports["console"], officer.http.headers["Cookie"])
    push.message()
    times, answers, pause = [], [], random.Random(1)
    for n in range(posts):
        # As trucks come: not while the pushes after the last one are gathered.
        time.sleep(0.2 + 0.1 * pause.random())
        plate = f"{n % 1000:03d}Q{'P' if picture_bytes else 'N'}Z{n // 1000 + 1:02d}"
        headers, body = hikvision_push(plate, f"LAT-{len(picture_bytes)}-{n}", now(),
                                       picture_bytes=picture_bytes)
        began = time.perf_counter()
        status, answer = send(stage.camera_url("gate-1"), headers, body)
        answers.append(time.perf_counter() - began)
        if status != 200:
            raise SystemExit(f"answered {status}: {answer[:200]!r}")
        text = push.until(plate.encode())
        times.append(time.perf_counter() - began)
        for visit in json.loads(text)["data"]["visits"]:
            if visit["raw"] == plate:
                officer.decide(visit["visit_id"], None, "bench")
    push.socket.close()
    return times, answers


class Load:
    """Posts as fast as they are answered, on `connections` kept connections."""

    def __init__(self, port, connections, tag):
        self.port, self.tag = port, tag
        self.ending = threading.Event()
        self.lock = threading.Lock()
        self.statuses, self.without_retry_after = {}, 0
        self.threads = [threading.Thread(target=self._run, args=(n,)) for n in range(connections)]

    def _count(self, status, retry_after):
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if status in (429, 503) and not retry_after:
                self.without_retry_after += 1

    def _run(self, worker):
        connection, n = None, 0
        while not self.ending.is_set():
            n += 1
            plate = f"{n % 1000:03d}{chr(65 + worker % 26)}{chr(65 + n // 1000 % 26)}A02"
            headers, body = hikvision_push(plate, f"{self.tag}-{worker}-{n}", now(),
                                           picture_bytes=b"")
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port,
                                                                      timeout=15)
                connection.request("POST", f"/anpr/v1/{SECRET}/gate-1", body, headers)
                answer = connection.getresponse()
                answer.read()
                self._count(answer.status, answer.getheader("Retry-After"))
                if not answer.will_close:
                    continue
            except (OSError, http.client.HTTPException):
                self._count("cut", None)
            connection.close()
            connection = None

    def run(self, seconds, look=lambda: None):
        began = time.monotonic()
        for thread in self.threads:
            thread.start()
        while time.monotonic() - began < seconds:
            look()
            self.ending.wait(0.5)
        self.ending.set()
        for thread in self.threads:
            thread.join()
        return time.monotonic() - began


class Bursts:
    """Every connection posts at the same moment, again and again: more at once than the bridge
    lets wait for the disk. What is turned away is sent again, as it is, in the next burst."""

    def __init__(self, port, connections, tag):
        self.tag = tag
        self.statuses, self.without_retry_after = {}, 0
        self.sockets, self.events = [], [0] * connections
        for n in range(connections):  # from several addresses: one may hold only a part of them
            link = socket.create_connection(("127.0.0.1", port), 15, (f"127.0.0.{n % 8 + 1}", 0))
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sockets.append((link, link.makefile("rb")))

    def _request(self, worker):
        n = self.events[worker]
        headers, body = hikvision_push(f"{n % 1000:03d}B{worker % 26 + 65:c}R02",
                                       f"{self.tag}-{worker}-{n}", now(), picture_bytes=b"")
        lines = [f"POST /anpr/v1/{SECRET}/gate-1 HTTP/1.1", "Host: 127.0.0.1",
                 f"Content-Length: {len(body)}", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
        return "\r\n".join(lines).encode() + body

    def _answer(self, worker):
        file = self.sockets[worker][1]
        status, headers = int(file.readline().split()[1]), http.client.parse_headers(file)
        file.read(int(headers["Content-Length"]))
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status in (429, 503) and not headers["Retry-After"]:
            self.without_retry_after += 1
        return status == 200

    def _burst(self, workers):
        """Those who were turned away."""
        requests = [(worker, self._request(worker)) for worker in workers]
        for worker, request in requests:
            self.sockets[worker][0].sendall(request)
        return [worker for worker in workers if not self._answer(worker)]

    def run(self, seconds, look=lambda: None):
        began, everybody = time.monotonic(), range(len(self.events))
        while time.monotonic() - began < seconds:
            refused = set(self._burst(everybody))
            for worker in everybody:
                self.events[worker] += worker not in refused
            look()
        took = time.monotonic() - began
        while refused:  # nothing may be left out
            refused = self._burst(sorted(refused))
        for link, _ in self.sockets:
            link.close()
        return took


def rows(stage, tag):
    db = sqlite3.connect(f"file:{stage.data}/bridge.db?mode=ro", uri=True)
    try:
        return db.execute("SELECT count(*) FROM messages WHERE event_id LIKE ?",
                          (f"{tag}-%",)).fetchone()[0]
    finally:
        db.close()


def resident(stage):
    for line in pathlib.Path(f"/proc/{stage.processes['otkel-anpr'].pid}/status").read_text() \
            .splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def rate(stage, kind, connections, seconds, tag):
    sizes = [resident(stage)]
    load = kind(stage.ports["bridge"], connections, tag)
    took = load.run(seconds, lambda: sizes.append(resident(stage)))
    taken, kept = load.statuses.get(200, 0), rows(stage, tag)
    turned = {status: n for status, n in load.statuses.items() if status != 200}
    say(f"{connections} connections{' at once' if kind is Bursts else ''}, {took:.0f} s: "
        f"{taken / took:.0f} reads/s answered 200; {taken} answers, {kept} rows in the journal"
        f"{' (LOST!)' if kept < taken else ''}; rejected {turned or 'none'}, "
        f"{load.without_retry_after} of them without Retry-After; resident "
        f"{sizes[0]:.1f} MiB before, {sizes[len(sizes) // 2]:.1f} half way, "
        f"{max(sizes):.1f} at most")
    return kept >= taken and load.without_retry_after == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    arguments = parser.parse_args()
    stage = Stage(arguments.build, tempfile.mkdtemp(prefix="otkel-cameras-"), "nur-zholy", 1,
                  printer="file")
    good = True
    try:
        stage.start()
        stage.portal.enrol_officer("bench", "Bench", "officer", PASSWORD)
        stage.settle()
        officer = stage.officer("bench", PASSWORD)
        officer.log_in()
        say(f"raw fsync of 4 KiB: {spread(raw_fsync(stage.data, arguments.posts))}")
        say(f"raw round trip, a new connection each: "
            f"{spread(raw_round_trip(stage.ports['bridge'], arguments.posts))}")
        for what, jpeg in (("without picture", b""), ("with one of 170 kB", picture("bench"))):
            if jpeg:
                jpeg = jpeg[:-2] + b"\0" * (170_000 - len(jpeg)) + jpeg[-2:]
            shown, answered = latency(stage, officer, arguments.posts, jpeg)
            say(f"post {what}: answered {spread(answered)}; on the console {spread(shown)}")
        good &= rate(stage, Load, 1, arguments.seconds / 4, "one")
        good &= rate(stage, Load, 16, arguments.seconds, "many")
        good &= rate(stage, Bursts, 160, arguments.seconds / 2, "above")
        wait_for("the journal to be forwarded",
                 lambda: Http(stage.ports["bridge"]).get("/status")["backlog"] == 0, 600, 0.5)
        say("everything was forwarded and acknowledged")
    finally:
        stage.stop()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
