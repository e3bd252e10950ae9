"""What a camera sees: the one value that every maker's module turns into its own bytes."""
import base64
import dataclasses
import datetime
import http.client
import urllib.parse

KAZAKHSTAN = datetime.timezone(datetime.timedelta(hours=5))

# A grey lorry seen from the front, 96 x 64 dots.
_PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABcQERQRDhcUEhQaGBcbIjklIh8fIkYyNSk5UkhXVVFIUE5bZoNvW2F8"
    "Yk5QcptzfIeLkpSSWG2grJ+OqoOPko3/wAALCABAAGABAREA/8QAGgABAAMBAQEAAAAAAAAAAAAAAAMEBQYCAf/E"
    "ADYQAAEDAQMKAwUJAAAAAAAAAAABAgMRBBWRBRIhU2SBo7HR4TE0UgZBUXKhEyIzNUJhcXTC/9oACAEBAAA/AMsA"
    "AAAAAG7k3yEe/mpQv/ZuJ2F/7NxOwv8A2bidhf8As3E7C/8AZuJ2F/7NxOxovk+1yc6SlM+JXU+FUMAAG7k3yEe/"
    "mpy4AAOnZ+Tt/r/5MMAG7k3yEe/mplXHadZDivQXHadZDivQXHadZDivQXHadZDivQXHadZDivQXHadZDivQ1nRr"
    "FkxY3UVWQ5q0/ZpggA3cm+Qj381LQAAIrV5Sb5HcjnQAdDkhGrZIkd4aealudGo5M3eiEti/XuLQILZ+EnzFWFGr"
    "JR3geMoo1LPLm6t1UT+DmAAW25XbYrNFGkKyLpr96nv7n2P2iR0jWrZVRFVEVUkrT6F29oPRJgnUXtB6JME6i9oP"
    "RJgnUXtB6JME6lSf2gbHK5jLMrkT3q+n0oeWZcbaWSROgVmcxaKjq6cEKYAIbRE6XNzVTRXxI2WZ7XtVVbRFqWgA"
    "VpbO98quRW0X4nqCB0T1VypSlNBOD//Z")


def picture(note):
    """The lorry with `note` in a comment segment, so that every event has a picture of its own."""
    text = note.encode("utf-8")[:1000]
    comment = b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text
    return _PICTURE[:2] + comment + _PICTURE[2:]


@dataclasses.dataclass
class Seen:
    """One vehicle before one camera. None and "" are what the camera does not know."""
    plate: str | None
    event: str
    time: datetime.datetime = dataclasses.field(
        default_factory=lambda: datetime.datetime.now(KAZAKHSTAN))
    confidence: float | None = 97.0  # per cent
    direction: str = "in"  # "in" towards the camera, "out" away from it, "" unknown
    lane: int = 1
    make: str = ""
    trailer: str = ""  # of makers that pair the plates themselves
    picture: bytes | None = None  # None: one is drawn; b"": none is sent
    retransmit: bool = False  # of makers that have a mark for it

    @property
    def jpeg(self):
        return picture(f"{self.event} {self.plate}") if self.picture is None else self.picture

    @property
    def jpeg64(self):
        return base64.b64encode(self.jpeg).decode()

    @property
    def share(self):
        """The confidence as 0..1."""
        return None if self.confidence is None else round(self.confidence / 100, 6)

    @property
    def epoch_ms(self):
        return round(self.time.timestamp() * 1000)

    @property
    def local(self):
        """Local time of Kazakhstan without a zone, to the millisecond."""
        at = self.time.astimezone(KAZAKHSTAN)
        return at.strftime("%Y-%m-%d %H:%M:%S.") + f"{at.microsecond // 1000:03d}"

    def but(self, **changes):
        return dataclasses.replace(self, **changes)


def form(*fields, boundary="------------------------otkelsim"):
    """(headers, body) of a multipart form; a field is (name, file name, type, bytes)."""
    body = b""
    for name, file_name, kind, content in fields:
        body += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
                 f'filename="{file_name}"\r\nContent-Type: {kind}\r\n\r\n').encode()
        body += content + b"\r\n"
    return ({"Content-Type": f"multipart/form-data; boundary={boundary}"},
            body + f"--{boundary}--\r\n".encode())


def send(url, headers, body, timeout=10):
    """One POST, one connection, as cameras do. Returns (status, answer bytes)."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=timeout)
    try:
        connection.request("POST", parts.path or "/", body, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
