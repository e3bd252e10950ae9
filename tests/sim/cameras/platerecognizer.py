"""Plate Recognizer Stream's webhook: a form with `json` and the picture; plates in lower case."""
import json

from cameras.seen import form


def messages(seen):
    plate = (seen.plate or "").lower()
    name = f"/sim_screenshots/{seen.event}.jpg"
    result = {"box": {"xmin": 483, "ymin": 325, "xmax": 540, "ymax": 343}, "plate": plate,
              "candidates": [], "dscore": 0.8, "region": {"code": "kz", "score": 0.7},
              "orientation": [{"orientation": "Front" if seen.direction != "out" else "Rear",
                               "score": 0.9}],
              "vehicle": {"type": "Big Truck", "score": 0.8}}
    if seen.share is not None:
        result["score"] = seen.share
        result["candidates"] = [{"plate": plate, "score": seen.share}]
    if seen.make:
        result["model_make"] = [{"make": seen.make, "model": "Unknown", "score": 0.8}]
    hook = {"data": {"camera_id": "sim", "filename": name, "results": [result],
                     "timestamp": seen.time.isoformat(), "timestamp_camera": None},
            "hook": {"event": "recognition", "id": "sim", "filename": name}}
    fields = [("json", "json", "application/json", json.dumps(hook).encode())]
    if seen.jpeg:
        fields.append(("upload", "picture.jpg", "image/jpeg", seen.jpeg))
    return [("", *form(*fields))]
