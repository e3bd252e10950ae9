"""Milesight: one JSON object with base64 pictures; a dash for what it does not know."""
import json

_DIRECTIONS = {"in": "Approach", "out": "Away", "": "-"}


def messages(seen):
    event = {"device": "LPR-SIM", "time": seen.local[:19], "time_msec": seen.local,
             "plate": seen.plate or "-", "type": "Visitor", "speed": "-",
             "direction": _DIRECTIONS[seen.direction], "detection_region": str(seen.lane),
             "region": "KAZ", "confidence": "-" if seen.confidence is None else
             f"{seen.confidence:g}", "plate_color": "White", "vehicle_type": "Truck",
             "vehicle_brand": seen.make or "-", "plate_image": "", "vehicle_image": seen.jpeg64}
    return [("", {"Content-Type": "application/json"}, json.dumps(event).encode())]
