"""Frigate's MQTT payloads, for a forwarder that posts them: new, update and end of one object."""
import json


def _event(seen, kind, plate):
    after = {"id": seen.event, "camera": "gate", "label": "truck", "sub_label": None,
             "false_positive": False, "frame_time": seen.epoch_ms / 1000, "score": 0.87,
             "recognized_license_plate": plate}
    if plate and seen.share is not None:
        after["recognized_license_plate_score"] = seen.share
    event = {"type": kind, "before": {"id": seen.event, "label": "truck"}, "after": after}
    return "", {"Content-Type": "application/json"}, json.dumps(event).encode()


def messages(seen):
    return [_event(seen, "update" if seen.plate else "end", seen.plate)]


def visit(seen):
    return [_event(seen, "new", None), _event(seen, "update", seen.plate),
            _event(seen, "end", seen.plate)]
