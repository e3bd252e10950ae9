#!/usr/bin/env python3
"""Officers at work while strangers flood the console (docs/budget.md).

    flood_bench.py --build build/release [--seconds 20]

Each setting floods for that long: a hundred log-ins a second from 1, from 16 and from 4,096
addresses, half of them guessing at an officer's name; 256 half-open requests from 1 and from 4
addresses. Three officers at their usual console log in, look and call meanwhile. Nothing may be
refused to them; their p99 is printed beside the one on a quiet machine. An officer at an address
that nobody knows must get in, too, where the strangers have fewer addresses than the queue has
places.
"""
import argparse
import asyncio
import collections
import http.client
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sim"))

from stage import Stage, say  # noqa: E402

PASSWORD = "a password of the bench"
OFFICERS = ("aigerim", "berik", "saule")
RATE = 100
HALF_OPEN = 256
TARGET_MS = 500


def address(n):
    return f"127.{1 + n // 65536}.{n // 256 % 256}.{n % 256}"


# --- strangers, in a process of their own ------------------------------------------------------


async def log_in_once(port, n, addresses, outcomes):
    name = OFFICERS[n % len(OFFICERS)] if n % 2 else f"stranger-{n}"
    body = json.dumps({"login": name, "password": f"guess-{n}"})
    try:
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", port, local_addr=(address(n % addresses), 0))
        writer.write((f"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                      f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                      f"Connection: close\r\n\r\n{body}").encode())
        line = await asyncio.wait_for(reader.readline(), 15)
        outcomes[line[9:12].decode() or "cut"] += 1
        writer.close()
    except (OSError, asyncio.TimeoutError):
        outcomes["cut"] += 1


async def flood_log_ins(port, addresses, seconds, outcomes):
    began, tasks, n = time.monotonic(), set(), 0
    while time.monotonic() - began < seconds:
        task = asyncio.ensure_future(log_in_once(port, n, addresses, outcomes))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        n += 1
        await asyncio.sleep(max(0.0, began + n / RATE - time.monotonic()))
    if tasks:
        await asyncio.wait(tasks, timeout=5)


async def hold_half_open(port, n, addresses, end, outcomes):
    """Whoever is cut comes back at once."""
    while time.monotonic() < end:
        outcomes["opened"] += 1
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", port, local_addr=(address(n % addresses), 0))
            writer.write(b"GET /api/v1/console HTTP/1.1\r\nHost: 127.0")
            await asyncio.wait_for(reader.read(1), max(0.1, end - time.monotonic()))
            writer.close()
        except (OSError, asyncio.TimeoutError):
            pass
        await asyncio.sleep(0.05)


async def flood_half_open(port, addresses, seconds, outcomes):
    end = time.monotonic() + seconds
    await asyncio.gather(*(hold_half_open(port, n, addresses, end, outcomes)
                           for n in range(HALF_OPEN)))


def attack(arguments):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16_384), hard))
    outcomes = collections.Counter()
    flood = flood_log_ins if arguments.attack == "log-ins" else flood_half_open
    asyncio.run(flood(arguments.port, arguments.addresses, arguments.seconds, outcomes))
    print(json.dumps(outcomes))


# --- officers ------------------------------------------------------------------------------------


class Work:
    """One officer at one console: in, looks, calls the next truck, out."""

    def __init__(self, port, login, source="127.0.0.1"):
        self.port, self.login, self.source = port, login, source
        self.times, self.log_ins, self.refused = [], [], []
        self.cookie, self.key = None, 0

    def ask(self, method, path, body=None):
        headers = {"Origin": f"http://127.0.0.1:{self.port}"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        self.key += 1
        headers["Idempotency-Key"] = f"{self.login}-{self.key:08d}"
        began = time.perf_counter()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20,
                                                    source_address=(self.source, 0))
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            status, cookie = answer.status, answer.getheader("Set-Cookie")
        except (OSError, http.client.HTTPException) as error:
            status, cookie = repr(error), None
        took = time.perf_counter() - began
        # What the rules refuse (nobody waits) is an answer; what there was no room for is not.
        if not isinstance(status, int) or status in (401, 403, 429) or status >= 500:
            self.refused.append(f"{method} {path}: {status}")
        return took, cookie

    def log_in(self):
        self.cookie = None
        took, cookie = self.ask("POST", "/api/v1/session",
                                {"login": self.login, "password": PASSWORD})
        self.log_ins.append(took)
        self.cookie = cookie.split(";")[0] if cookie else None

    def turn(self):
        self.log_in()
        for method, path, body in (("GET", "/api/v1/console", None), ("GET", "/api/v1/stock", None),
                                   ("POST", "/api/v1/queue/call", {"lane": "1"}),
                                   ("GET", "/api/v1/session", None)):
            self.times.append(self.ask(method, path, body)[0])
        self.ask("DELETE", "/api/v1/session")

    def run(self, end):
        while time.monotonic() < end:
            self.turn()
            time.sleep(0.2)


def p99(seconds):
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000


def officers_at_work(port, seconds):
    people = [Work(port, login) for login in OFFICERS]
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=one.run, args=(end,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [t for one in people for t in one.times]
    log_ins = [t for one in people for t in one.log_ins]
    refused = [r for one in people for r in one.refused]
    worst = p99(times + log_ins)
    say(f"  officers: {len(times) + len(log_ins)} requests, {len(refused)} refused; all p50 "
        f"{statistics.median(times + log_ins) * 1000:.0f} ms, p99 {worst:.0f} ms; log-ins alone "
        f"p99 {p99(log_ins):.0f} ms" + (f"; above the target of {TARGET_MS} ms" if worst > TARGET_MS
                                    else ""))
    for line in refused[:5]:
        say(f"    REFUSED {line}")
    return not refused


def under(stage, kind, addresses, seconds, new_console):
    port = stage.ports["console"]
    say(f"{RATE} log-ins a second from {addresses} addresses" if kind == "log-ins" else
        f"{HALF_OPEN} half-open requests from {addresses} addresses")
    flood = subprocess.Popen([sys.executable, __file__, "--attack", kind, "--port", str(port),
                              "--addresses", str(addresses), "--seconds", str(seconds + 2)],
                             stdout=subprocess.PIPE, text=True)
    time.sleep(1)
    good = True
    stranger = Work(port, OFFICERS[0], "127.200.0.1")
    if new_console:
        stranger.log_in()
        say(f"  an officer at a new console: in after {stranger.log_ins[0] * 1000:.0f} ms"
            f"{' REFUSED ' + stranger.refused[0] if stranger.refused else ''}")
        good = not stranger.refused
    good &= officers_at_work(port, seconds - 1)
    outcomes, _ = flood.communicate(timeout=60)
    say(f"  strangers: {outcomes.strip()}")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--attack", choices=("log-ins", "half-open"), help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--addresses", type=int, default=1, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.attack:
        return attack(arguments)
    stage = Stage(arguments.build, tempfile.mkdtemp(prefix="otkel-flood-"), "nur-zholy", 1,
                  printer="file")
    good = True
    try:
        stage.start()
        for login in OFFICERS:
            stage.portal.enrol_officer(login, login, "officer", PASSWORD)
        stage.settle()
        say("quiet")
        good &= officers_at_work(stage.ports["console"], min(5.0, arguments.seconds))
        for addresses in (1, 16, 4096):
            good &= under(stage, "log-ins", addresses, arguments.seconds, addresses <= 16)
        for addresses in (1, 4):
            good &= under(stage, "half-open", addresses, arguments.seconds, True)
    finally:
        stage.stop()
    say("nothing was refused to an officer" if good else "an officer was REFUSED")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
