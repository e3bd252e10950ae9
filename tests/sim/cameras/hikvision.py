"""Hikvision's "HTTP listening": EventNotificationAlert as multipart, byte for byte as recorded."""
import datetime
from xml.sax.saxutils import escape

from cameras.seen import KAZAKHSTAN, picture

_DIRECTIONS = {"in": "forward", "out": "reverse", "": "unknown"}


def hikvision_xml(plate, uuid, time=None, *, confidence=97, retransmit=False, direction="forward",
                  lane=1, make="", country="30", pictures=1, post_count=1,
                  more=False):
    """The EventNotificationAlert of a DS-TCG camera. `plate` None: a vehicle without a plate."""
    time = time or datetime.datetime.now(KAZAKHSTAN)
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
    level = ("" if confidence is None else
             f"<confidenceLevel>{confidence}</confidenceLevel>\r\n")
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
            f"{level}<plateType>unknown</plateType>\r\n<plateColor>white</plateColor>\r\n"
            f"<plateCharBelieve>{believe}</plateCharBelieve>\r\n"
            "<vehicleType>truck</vehicleType>\r\n<detectDir>8</detectDir>\r\n"
            f"<alarmDataType>{1 if retransmit else 0}</alarmDataType>\r\n"
            "<vehicleInfo>\r\n<index>1</index>\r\n<colorDepth>0</colorDepth>\r\n"
            f"<color>white</color>\r\n{brand}<vehicleLogoRecog>1036</vehicleLogoRecog>\r\n"
            "<vehileSubLogoRecog>0</vehileSubLogoRecog>\r\n<vehileModel>0</vehileModel>\r\n"
            f"</vehicleInfo>\r\n<pictureInfoList>\r\n{infos}</pictureInfoList>\r\n"
            f"<originalLicensePlate>{shown}</originalLicensePlate>\r\n</ANPR>\r\n"
            f"<UUID>{escape(uuid)}</UUID>\r\n"
            f"<hasMoreData>{'true' if more else 'false'}</hasMoreData>\r\n"
            f"<picNum>{pictures}</picNum>\r\n"
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


def _push(seen, **more):
    fields = {"picture_bytes": seen.picture, **more}
    return "", *hikvision_push(
        seen.plate, seen.event, seen.time, confidence=seen.confidence, retransmit=seen.retransmit,
        direction=_DIRECTIONS[seen.direction], lane=seen.lane, make=seen.make, **fields)


def messages(seen):
    return [_push(seen)]


def visit(seen):
    """The plate first, the pictures after it under the same UUID."""
    return [_push(seen, picture_bytes=b"", more=True), _push(seen, post_count=2)]
