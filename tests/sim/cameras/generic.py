"""A camera that nobody knows; PROFILE says to the bridge where its fields are."""
import json

PROFILE = {"name": "sim-box", "format": "json", "vehicles": "/seen", "plate": "/number/text",
           "confidence": "/number/sure", "confidence_scale": 1000, "event_id": "/ref",
           "time": "/at", "time_format": "epoch_ms", "lane": "/row", "direction": "/way",
           "approaching": ["coming"], "leaving": ["going"], "make": "/brand",
           "picture": "/photo", "country": "=KZ"}

_DIRECTIONS = {"in": "coming", "out": "going", "": ""}


def messages(seen):
    one = {"ref": seen.event, "number": {"text": seen.plate or ""}, "at": seen.epoch_ms,
           "row": seen.lane, "way": _DIRECTIONS[seen.direction], "brand": seen.make,
           "photo": seen.jpeg64}
    if seen.confidence is not None:
        one["number"]["sure"] = seen.confidence * 10
    return [("", {"Content-Type": "application/json"}, json.dumps({"seen": [one]}).encode())]
