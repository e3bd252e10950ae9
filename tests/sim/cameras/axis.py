"""Axis License Plate Verifier: a form with `event` and `image`; new, update and lost of one car."""
import json

from cameras.seen import form

_DIRECTIONS = {"in": "in", "out": "out", "": "unknown"}


def _event(seen, state, plate, counter):
    event = {"packetCounter": str(counter), "capture_timestamp": str(seen.epoch_ms + counter),
             "datetime": seen.local.replace("-", "").replace(":", "").replace(".", ""),
             "plateText": plate, "plateUnicode": plate, "plateUTF8": plate, "plateASCII": plate,
             "plateCountry": "KAZ", "carState": state, "roiID": str(seen.lane),
             "carMoveDirection": _DIRECTIONS[seen.direction], "carID": seen.event,
             "plateImageType": "jpg"}
    if seen.share is not None:
        event["plateConfidence"] = f"{seen.share:.6f}"
    fields = [("event", "event.json", "application/json", json.dumps(event, indent=2).encode())]
    if seen.jpeg:
        fields.append(("image", f"{seen.event}.jpg", "image/jpeg", seen.jpeg))
    return "", *form(*fields)


def messages(seen):
    return [_event(seen, "new", seen.plate or "", 0)]


def visit(seen):
    """The text is not sure at first: an O for a 0."""
    plate = seen.plate or ""
    first = seen.but(confidence=None if seen.confidence is None else seen.confidence / 2)
    return [_event(first, "new", plate.replace("0", "O", 1), 0), _event(seen, "update", plate, 1),
            _event(seen, "lost", plate, 2)]
