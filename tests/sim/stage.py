"""One checkpoint with its bridge, its printer and the hub: keys, settings and the real binaries."""
import datetime
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import tomllib

import cameras
from cameras.seen import send
from clients import Http, Kiosk, Officer, Portal
from national import LOGIN, NationalQueue
from proxy import Wire

TREE = pathlib.Path(__file__).resolve().parents[2]
SECRET = "demonstration-only-secret"


class Trouble(Exception):
    """The stage does not do what it should; says what was waited for and what was seen."""


def free_port(taken=frozenset()):
    """Below the range from which the system draws ports by itself, so that nobody takes it between
    this look and the start of the program that it is for."""
    for _ in range(200):
        port = random.SystemRandom().randrange(20_000, 32_000)
        if port in taken:
            continue
        try:
            socket.create_server(("127.0.0.1", port)).close()
            return port
        except OSError:
            continue
    raise Trouble("no free port between 20000 and 32000")


def wait_for(what, look, seconds=60.0, pause=0.004):
    """Polls `look` until it gives something true; the limit is for a stage that hangs."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(pause)
    raise Trouble(f"waited {seconds:.0f} s for {what}")


class DrivenClock:
    """The file that every process of a demonstration reads the time from."""

    def __init__(self, path, start_ms):
        self.path = path
        path.write_bytes(struct.pack("<q", start_ms))
        self._file = open(path, "r+b", buffering=0)
        self.now_ms = start_ms

    def advance_to(self, ms):
        if ms < self.now_ms:
            raise Trouble(f"the clock must not go back from {self.now_ms} to {ms}")
        self._file.seek(0)
        self._file.write(struct.pack("<q", ms))
        self.now_ms = ms


class UsbPrinter:
    """otkel-usb-printer-sim; only programs with its `environment` see its cable."""

    def __init__(self, binary):
        self.process = subprocess.Popen(["umockdev-wrapper", binary], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, start_new_session=True)
        self.environment = json.loads(self.process.stdout.readline())

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


def camera_url(port, name):
    return f"http://127.0.0.1:{port}/anpr/v1/{SECRET}/{name}"


class Stage:
    """`clock_start_ms`: drives the clock from there; None: the machine's own clock. `national`: the
    bridge reports its visits to a simulated national queue."""

    def __init__(self, build, data, site, seed, *, clock_start_ms=None, pack="kz-cn-c-2023.toml",
                 printer="file", overlays=(), ports=None, ui=None, national=False):
        self.build = pathlib.Path(build).resolve()
        self.data = pathlib.Path(data).resolve()
        self.site, self.seed, self.printer_kind = site, seed, printer
        self.overlays = [str(o) for o in overlays]
        self.pack = pack
        self.ui = pathlib.Path(ui) if ui else TREE / "kiosk-ui" / "dist"
        self.data.mkdir(parents=True, exist_ok=True)
        self.clock = None
        if clock_start_ms is not None:
            self.clock = DrivenClock(self.data / "clock", clock_start_ms)
        self.ports = dict(ports or {})
        for name in ("kiosk", "console", "bridge", "hub", "link", "printer", "printer_control"):
            self.ports.setdefault(name, free_port(frozenset(self.ports.values())))
        self.processes = {}
        self.logs = {}
        self.wire = self.usb = None
        self.national = NationalQueue() if national else None
        # A socket path must be short; the data folder may lie deep.
        self._run = pathlib.Path(tempfile.mkdtemp(prefix="otkel-"))

    # --- files ---------------------------------------------------------------------------------

    def binary(self, name):
        path = self.build / "bin" / name
        if not path.exists():
            raise Trouble(f"{path} is not built; run ./dev test or ./dev run, which build it")
        return str(path)

    def _keys(self):
        keys = self.data / "keys"
        if (keys / "edge").exists():
            return keys
        for name in ("hub", "edge"):
            subprocess.run([self.binary("otkelctl"), "keygen", "--out", str(keys / name)],
                           check=True, stdout=subprocess.DEVNULL)
        return keys

    @staticmethod
    def _toml(value):
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)

    def _write(self, name, sections):
        lines = []
        for section, values in sections.items():
            if section:
                lines.append(f"[{section}]")
            lines += [f"{key} = {self._toml(value)}" for key, value in values.items()]
            lines.append("")
        path = self.data / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    def _common(self):
        sections = {"": {"profile": "demonstration"}, "log": {"level": "warning"},
                    "rules": {"pack_file": self.pack}}
        if self.clock:
            sections["clock"] = {"source": "driven", "file": self.clock.path}
            sections["demo"] = {"seed": self.seed}
        return sections

    def write_settings(self):
        keys = self._keys()
        authorised = self.data / "authorised"
        authorised.mkdir(exist_ok=True)
        shutil.copy(keys / "edge" / "link.key.pub", authorised / f"{self.site}.pub")
        self.token = f"token-of-the-portal-{self.seed}"
        token_file = self.data / "portal.token"
        token_file.write_text(self.token)
        token_file.chmod(0o600)
        device = {"file": f"file:{self.data}/paper", "usb": "usb:",
                  "tcp": f"tcp:127.0.0.1:{self.ports['printer']}"}[self.printer_kind]
        edge = self._common() | {
            "storage": {"database": self.data / "edge.db", "backup_dir": self.data / "backup"},
            "kiosk": {"port": self.ports["kiosk"]}, "console": {"port": self.ports["console"]},
            "ui": {"static_root": self.ui},
            "printer": {"device": device, "archive_dir": self.data / "prints",
                        **self._signing(keys)},
            "link": {"enabled": True, "hub_endpoint": f"tcp://127.0.0.1:{self._link_port()}",
                     "hub_public_key_file": keys / "hub" / "link.key.pub",
                     "secret_key_file": keys / "edge" / "link.key"},
            "bridge": {"port": self.ports["bridge"], "secret": SECRET,
                       "journal": self.data / "bridge.db", "pictures_dir": self.data / "pictures",
                       "endpoint": f"ipc://{self._run}/anpr.sock"},
            **self._national()}
        hub = self._common() | {
            "storage": {"database": self.data / "hub.db", "backup_dir": self.data / "backup"},
            "http": {"port": self.ports["hub"], "api_token_file": token_file},
            "ui": {"static_root": self.ui},
            # Whoever counts a whole day at its end asks from one address.
            "register": {"keys_dir": self._public_keys(keys), "lookups_per_minute": 100_000},
            "link": {"bind": f"tcp://127.0.0.1:{self.ports['link']}",
                     "secret_key_file": keys / "hub" / "link.key", "authorised_dir": authorised}}
        hub[""]["sites"] = "@SITES@"
        for folder in ("prints", "paper", "pictures", "backup"):
            (self.data / folder).mkdir(exist_ok=True)
        self.edge_config = self._write("edge.toml", edge)
        self.hub_config = self._write("hub.toml", hub)
        path = pathlib.Path(self.hub_config)
        path.write_text(path.read_text().replace('"@SITES@"', f'["{self.site}"]'))

    def _national(self):
        if not self.national:
            return {}
        password = self.data / "national.password"
        password.write_text(LOGIN["password"])
        password.chmod(0o600)
        return {"bridge.national": {
            "enabled": True, "url": f"http://127.0.0.1:{self.national.port}",
            "user": LOGIN["username"], "password_file": password,
            "checkpoint": LOGIN["checkpoint"], "settle_after": "5s"}}

    def _signing(self, keys):
        """A driven stage leaves the key to the seed, so that the same day gives the same prints."""
        return {} if self.clock else {"signing_key_file": keys / "edge" / "signing.key"}

    def _public_keys(self, keys):
        folder = self.data / "register-keys"
        folder.mkdir(exist_ok=True)
        if not self.clock:
            shutil.copy(keys / "edge" / "signing.pub", folder / f"{self.site}.pub")
        return folder

    def _link_port(self):
        self.wire = self.wire or Wire(("127.0.0.1", self.ports["link"]))
        return self.wire.port

    # --- processes -----------------------------------------------------------------------------

    def _start(self, name, *arguments, environment=None):
        log = open(self.data / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen([self.binary(name), *arguments], stdout=log,
                                                stderr=log, start_new_session=True,
                                                env={**os.environ, **(environment or {})})
        self.logs[name] = self.data / f"{name}.log"

    def _alive(self, name):
        code = self.processes[name].poll()
        if code is not None:
            tail = self.logs[name].read_text(errors="replace")[-1500:]
            raise Trouble(f"{name} ended with {code}:\n{tail}")

    def _serving(self, name, port):
        def look():
            self._alive(name)
            try:
                return Http(port).get("/healthz") is not None
            except OSError:
                return False
        wait_for(f"{name} on port {port}", look, 30)

    def start(self):
        self.write_settings()
        self.start_hub()
        if self.printer_kind == "usb":
            self.usb = UsbPrinter(self.binary("otkel-usb-printer-sim"))
        if self.printer_kind == "tcp":
            self._start("otkel-printer-sim", "--port", str(self.ports["printer"]),
                        "--control-port", str(self.ports["printer_control"]), "--out",
                        str(self.data / "paper"), "--paper-rows", "100000000")
        self.start_edge()
        self.start_bridge()
        with open(TREE / "config" / "rule_pack" / self.pack, "rb") as pack:
            self.portal = Portal(self.ports["hub"], self.token, self.site, tomllib.load(pack))
        self.kiosk = Kiosk(self.ports["kiosk"])
        self.bridge = Http(self.ports["bridge"])

    def _edge_arguments(self):
        files = [*self.overlays, self.edge_config]
        return ["--site", self.site, *(x for f in files for x in ("--config", f))]

    def _hub_overlays(self):
        """What is said of the checkpoint holds at the hub too: it sells the same slots."""
        for overlay in self.overlays:
            text = pathlib.Path(overlay).read_text(encoding="utf-8")
            path = self.data / f"hub-{pathlib.Path(overlay).name}"
            path.write_text(text.replace("[checkpoint", f"[checkpoints.{self.site}"),
                            encoding="utf-8")
            yield str(path)

    def start_hub(self):
        files = [*self._hub_overlays(), self.hub_config]
        settings = [x for f in files for x in ("--config", f)]
        subprocess.run([self.binary("otkelctl"), "hub", "enrol", *settings], check=True,
                       stdout=subprocess.DEVNULL)
        self._start("otkel-hub", *settings)
        self._serving("otkel-hub", self.ports["hub"])

    def spawn_edge(self):
        self._start("otkeld", *self._edge_arguments(),
                    environment=self.usb.environment if self.usb else None)

    def start_edge(self):
        self.spawn_edge()
        self._serving("otkeld", self.ports["kiosk"])

    def start_bridge(self):
        self._start("otkel-anpr", *self._edge_arguments())
        self._serving("otkel-anpr", self.ports["bridge"])

    def officer(self, login, password):
        return Officer(self.ports["console"], login, password)

    def stop_one(self, name):
        """What was wrong with its end, or nothing."""
        process = self.processes.pop(name, None)
        if process is None:
            return None
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            return f"{name} did not end on SIGTERM"
        return None if code == 0 else f"{name} ended with {code}, see {self.logs[name]}"

    def stop(self):
        """SIGTERM to each, the hub last, so that the last acknowledgements arrive."""
        problems = [self.stop_one(name) for name in
                    ("otkel-anpr", "otkeld", "otkel-printer-sim", "otkel-hub")]
        problems = [problem for problem in problems if problem]
        if self.national:
            self.national.close()
        if self.wire:
            self.wire.close()
        if self.usb:
            self.usb.end()
        shutil.rmtree(self._run, ignore_errors=True)
        return problems

    # --- cameras, paper, waiting -----------------------------------------------------------------

    def camera_url(self, name):
        return camera_url(self.ports["bridge"], name)

    def see(self, name, maker, seen, tell=cameras.messages):
        """One vehicle before one camera, in the maker's own bytes. `tell` may be cameras.visit:
        all that the maker sends of it. Which of those the checkpoint decides by depends on the
        moment, so a day that must be repeatable tells one."""
        for path, headers, body in tell(maker, seen):
            status, answer = send(self.camera_url(name) + path, headers, body)
            if status != 200:
                raise Trouble(f"camera {name} was answered {status}: {answer[:300]!r}")

    def paper(self, line):
        """A word to the printer: "paper 1000", "status", and what its simulator knows beside."""
        if self.usb:
            return self.usb.ask(line)
        with socket.create_connection(("127.0.0.1", self.ports["printer_control"]), 5) as control:
            control.sendall(line.encode() + b"\n")
            return json.loads(control.makefile().readline() or "{}")

    def printer_is(self, state):
        """Waits until the checkpoint knows that its printer is "ready" or "not_ready"."""
        wait_for(f"a printer that is {state}",
                 lambda: self.kiosk.http.get("/readyz")["printer"]["state"] == state, pause=0.05)

    def _bridge_is_empty(self):
        return self.bridge.get("/status")["backlog"] == 0

    def _edge_is_done(self):
        status = self.kiosk.status()
        stepped = self.clock is None or ms_of(status["stepped_to"]) >= self.clock.now_ms
        return status if stepped and status["idle"] else None

    def _link_is_level(self, edge):
        hub = self.portal.site_status()
        return (edge["edge"]["acked_seq"] == edge["edge"]["seq"] == hub["edge_head_seq"]
                == hub["edge_projected_seq"] and edge["hub"]["seq"] == hub["hub_head_seq"]
                == hub["edge_acked_hub_seq"])

    def advance_to(self, ms):
        """Only from rest to rest: else what is under way takes one time or the other by chance."""
        self.settle()
        self.clock.advance_to(ms)

    def settle(self):
        """Waits until cameras, checkpoint and, while the wire holds, the hub are done."""
        def look():
            for name in self.processes:
                self._alive(name)
            if not self._bridge_is_empty():
                return None
            edge = self._edge_is_done()
            if edge is None or (self.wire.up and not self._link_is_level(edge)):
                return None
            again = self._edge_is_done()
            return again if again and again["edge"]["seq"] == edge["edge"]["seq"] else None
        return wait_for("everything to come to rest", look, 150)


def ms_of(iso):
    """ISO 8601 as the interfaces write it -> UTC milliseconds."""
    stamp = datetime.datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return round(stamp.timestamp() * 1000)


def say(text):
    print(text, flush=True)
    sys.stdout.flush()


def data_folder(wanted):
    folder = pathlib.Path(wanted) if wanted else pathlib.Path(tempfile.mkdtemp(prefix="otkel-day-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


os.environ.setdefault("LC_ALL", "C.UTF-8")
