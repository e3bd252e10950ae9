#!/usr/bin/env python3
"""A gate camera: sends what Hikvision and Dahua cameras send, byte for byte in their shapes.

    camera.py --maker hikvision --url http://127.0.0.1:8082/anpr/v1/SECRET/gate-in --plate 123ABC02

Also a module: hikvision_push() and dahua_itsapi() build (headers, body), send() posts them. Only
the standard library; the picture is drawn here and differs from event to event in its comment.
"""
import argparse
import base64
import datetime
import http.client
import json
import sys
import urllib.parse
import uuid as uuids
from xml.sax.saxutils import escape

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


def _now():
    return datetime.datetime.now(KAZAKHSTAN)


def hikvision_xml(plate, uuid, time=None, *, confidence=97, retransmit=False, direction="forward",
                  lane=1, make="", country="30", pictures=1, post_count=1):
    """The EventNotificationAlert of a DS-TCG camera. `plate` None: a vehicle without a plate."""
    time = time or _now()
    shown = escape(plate if plate else "unknown")
    stamp = time.isoformat(timespec="seconds")
    brand = f"<vehicleBrand>{escape(make)}</vehicleBrand>\r\n" if make else ""
    infos = ""
    if pictures:
        infos = ("<pictureInfo>\r\n<fileName>detectionPicture.jpg</fileName>\r\n"
                 "<type>detectionPicture</type>\r\n<dataType>0</dataType>\r\n"
                 f"<absTime>{time.strftime('%Y%m%d%H%M%S')}"
                 f"{time.microsecond // 1000:03d}</absTime>\r\n"
                 "<plateRect>\r\n<X>375</X>\r\n<Y>645</Y>\r\n<width>227</width>\r\n"
                 "<height>118</height>\r\n</plateRect>\r\n"
                 "<vehicelRect>\r\n<X>241</X>\r\n<Y>86</Y>\r\n<width>547</width>\r\n"
                 "<height>765</height>\r\n</vehicelRect>\r\n</pictureInfo>\r\n")
    believe = ",".join(["99"] * len(shown)) if plate else ""
    return ('<?xml version="1.0" encoding="utf-8"?>\r\n'
            '<EventNotificationAlert version="2.0" '
            'xmlns="http://www.isapi.org/ver20/XMLSchema">\r\n'
            "<ipAddress>10.20.0.11</ipAddress>\r\n<portNo>8082</portNo>\r\n"
            "<protocol>HTTP</protocol>\r\n<macAddress>02:00:00:00:00:11</macAddress>\r\n"
            f"<channelID>1</channelID>\r\n<dateTime>{stamp}</dateTime>\r\n"
            f"<activePostCount>{post_count}</activePostCount>\r\n<eventType>ANPR</eventType>\r\n"
            "<eventState>active</eventState>\r\n<eventDescription>ANPR</eventDescription>\r\n"
            "<channelName>IP CAPTURE CAMERA</channelName>\r\n<ANPR>\r\n"
            f"<country>{escape(str(country))}</country>\r\n<licensePlate>{shown}</licensePlate>\r\n"
            f"<line>{lane}</line>\r\n<direction>{direction}</direction>\r\n"
            f"<confidenceLevel>{confidence}</confidenceLevel>\r\n"
            "<plateType>unknown</plateType>\r\n<plateColor>white</plateColor>\r\n"
            f"<plateCharBelieve>{believe}</plateCharBelieve>\r\n"
            "<vehicleType>truck</vehicleType>\r\n<detectDir>8</detectDir>\r\n"
            f"<alarmDataType>{1 if retransmit else 0}</alarmDataType>\r\n"
            "<vehicleInfo>\r\n<index>1</index>\r\n<colorDepth>0</colorDepth>\r\n"
            f"<color>white</color>\r\n{brand}<vehicleLogoRecog>1036</vehicleLogoRecog>\r\n"
            "<vehileSubLogoRecog>0</vehileSubLogoRecog>\r\n<vehileModel>0</vehileModel>\r\n"
            f"</vehicleInfo>\r\n<pictureInfoList>\r\n{infos}</pictureInfoList>\r\n"
            f"<originalLicensePlate>{shown}</originalLicensePlate>\r\n</ANPR>\r\n"
            f"<UUID>{escape(uuid)}</UUID>\r\n<picNum>{pictures}</picNum>\r\n"
            f"<isDataRetransmission>{'true' if retransmit else 'false'}</isDataRetransmission>\r\n"
            "</EventNotificationAlert>\r\n").encode("utf-8")


def hikvision_push(plate, uuid, time=None, *, picture_bytes=None, **fields):
    """Multipart with a boundary made of dashes and no space after `form-data;`, as recorded.
    `picture_bytes`: None draws one, b"" sends none. Returns (headers, body)."""
    if picture_bytes is None:
        picture_bytes = picture(f"{uuid} {plate}")
    xml = hikvision_xml(plate, uuid, time, pictures=1 if picture_bytes else 0, **fields)
    boundary = "-------------------------7e13971310878"
    mark = ("--" + boundary).encode()
    body = (mark + b"\r\nContent-Disposition: form-data;name=\"anpr.xml\";filename=\"anpr.xml\"\r\n"
            b"Content-Type: application/xml; charset=\"UTF-8\"\r\n"
            b"Content-Length: " + str(len(xml)).encode() + b"\r\n\r\n" + xml + b"\r\n")
    if picture_bytes:
        body += (mark + b"\r\nContent-Disposition: form-data;name=\"detectionPicture.jpg\";"
                 b"filename=\"detectionPicture.jpg\"\r\nContent-Type: image/jpeg\r\n"
                 b"Content-Length: " + str(len(picture_bytes)).encode() + b"\r\n\r\n" +
                 picture_bytes + b"\r\n")
    body += mark + b"--\r\n"
    return {"Content-Type": f"multipart/form-data; boundary={boundary}"}, body


def dahua_itsapi(plate, code, time=None, *, confidence=97, direction="Obverse", lane=1, make="",
                 picture_bytes=None, bogus_deflate=True, device="SIM0000001"):
    """TollgateInfo. Older firmware claims `Content-Encoding: deflate` for plain JSON: so do we.
    ITSAPI has no mark for a retransmission; the camera only repeats itself."""
    time = time or _now()
    if picture_bytes is None:
        picture_bytes = picture(f"{code} {plate}")
    content = base64.b64encode(picture_bytes).decode()
    event = {"Picture": {
        "NormalPic": {"PicName": "normal.jpg", "Content": content},
        "CombinPic": [],
        "Plate": {"IsExist": bool(plate), "PlateNumber": plate or "", "PlateColor": "White",
                  "PlateType": "", "Confidence": confidence, "BoundingBox": [100, 200, 300, 260],
                  "Channel": 0},
        "Vehicle": {"VehicleColor": "White", "VehicleType": "HeavyTruck",
                    "VehicleSign": make or "Unknown", "VehicleBoundingBox": [0, 0, 0, 0]},
        "SnapInfo": {"TriggerSource": "Video", "SnapTime": time.strftime("%Y-%m-%d %H:%M:%S"),
                     "AccurateTime": time.strftime("%Y-%m-%d %H:%M:%S.") +
                     f"{time.microsecond // 1000:03d}",
                     "TimeZone": 21, "DSTTune": 0, "LanNo": lane, "Direction": direction,
                     "OpenStrobe": False, "AllowUser": False, "BlockUser": False,
                     "DefenceCode": code, "DeviceID": device}}}
    headers = {"Content-Type": "application/json; charset=UTF-8"}
    if bogus_deflate:
        headers["Content-Encoding"] = "deflate"
    return headers, json.dumps(event).encode("utf-8")


def dahua_keepalive(device="SIM0000001"):
    body = json.dumps({"Active": "keepAlive", "DeviceID": device}).encode()
    return {"Content-Type": "application/json"}, body


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


def build(maker, plate, event, time=None, **fields):
    """The one call for simulators: picks the maker, gives (path behind the URL, headers, body)."""
    if maker == "hikvision":
        return "", *hikvision_push(plate, event, time, **fields)
    if maker == "dahua":
        fields.pop("retransmit", None)
        return "/NotificationInfo/TollgateInfo", *dahua_itsapi(plate, event, time, **fields)
    raise ValueError(f"no such maker: {maker}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--maker", choices=["hikvision", "dahua"], default="hikvision")
    parser.add_argument("--url", required=True, help="http://HOST:PORT/anpr/v1/SECRET/CAMERA")
    parser.add_argument("--plate", help="without it: a vehicle whose plate could not be read")
    parser.add_argument("--confidence", type=float, default=97)
    parser.add_argument("--make", default="", help="make of the vehicle, where the camera tells it")
    parser.add_argument("--picture", help="a JPEG file instead of the drawn lorry")
    parser.add_argument("--uuid", help="the event's id; a new one per event without it")
    parser.add_argument("--time", help="camera time, ISO 8601 with a zone")
    parser.add_argument("--retransmit", action="store_true", help="marked as sent late (Hikvision)")
    parser.add_argument("--count", type=int, default=1)
    options = parser.parse_args()
    time = datetime.datetime.fromisoformat(options.time) if options.time else None
    fields = {"confidence": options.confidence, "make": options.make}
    if options.maker == "hikvision":
        fields["retransmit"] = options.retransmit
    if options.picture:
        with open(options.picture, "rb") as file:
            fields["picture_bytes"] = file.read()
    for _ in range(options.count):
        event = options.uuid or str(uuids.uuid4())
        path, headers, body = build(options.maker, options.plate, event, time, **fields)
        try:
            status, answer = send(options.url + path, headers, body)
        except OSError as error:
            sys.exit(f"camera: {options.url}: {error}")
        print(status, answer.decode("utf-8", "replace"))
        if status != 200:
            sys.exit(1)


if __name__ == "__main__":
    main()
