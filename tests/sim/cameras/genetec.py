"""Genetec AutoVu's JSON export: day first, confidence as a text of two digits."""
import datetime
import json

_DIRECTIONS = {"in": "Closer", "out": "Further", "": "Unknown"}


def messages(seen):
    utc = seen.time.astimezone(datetime.timezone.utc)
    event = {"Guid": seen.event, "Plate": seen.plate or "", "State": "KZ",
             "DateUtc": utc.strftime("%d/%m/%Y"),
             "TimeUtc": utc.strftime("%H:%M:%S.") + f"{utc.microsecond // 1000:03d}",
             "CameraName": "gate", "ContextImage": seen.jpeg64,
             "Attributes": [{"Name": "Relative Motion", "Value": _DIRECTIONS[seen.direction]}]}
    if seen.confidence is not None:
        event["ConfidenceScore"] = f"{seen.confidence:.0f}"
    if seen.make:
        event["Attributes"].append({"Name": "Vehicle Make", "Value": seen.make})
    return [("", {"Content-Type": "application/json"}, json.dumps(event).encode())]
