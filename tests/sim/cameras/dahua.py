"""Dahua's ITSAPI push. It has no mark for a retransmission: the camera only repeats itself."""
import base64
import datetime
import json

from cameras.seen import KAZAKHSTAN, picture

_DIRECTIONS = {"in": "Obverse", "out": "Reverse", "": "Unknown"}


def dahua_itsapi(plate, code, time=None, *, confidence=97, direction="Obverse", lane=1, make="",
                 picture_bytes=None, bogus_deflate=True, device="SIM0000001"):
    """TollgateInfo. Older firmware claims `Content-Encoding: deflate` for plain JSON: so do we.
    ITSAPI has no mark for a retransmission; the camera only repeats itself."""
    time = time or datetime.datetime.now(KAZAKHSTAN)
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
    if confidence is None:
        del event["Picture"]["Plate"]["Confidence"]
    headers = {"Content-Type": "application/json; charset=UTF-8"}
    if bogus_deflate:
        headers["Content-Encoding"] = "deflate"
    return headers, json.dumps(event).encode("utf-8")


def dahua_keepalive(device="SIM0000001"):
    body = json.dumps({"Active": "keepAlive", "DeviceID": device}).encode()
    return {"Content-Type": "application/json"}, body


def messages(seen):
    return [("/NotificationInfo/TollgateInfo",
             *dahua_itsapi(seen.plate, seen.event, seen.time.astimezone(KAZAKHSTAN),
                           confidence=seen.confidence, direction=_DIRECTIONS[seen.direction],
                           lane=seen.lane, make=seen.make, picture_bytes=seen.picture))]
