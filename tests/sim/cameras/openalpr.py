"""OpenALPR / Rekor: alpr_group; a visit has a preview of the group before it."""
import json


def _group(seen, preview):
    plate = seen.plate or ""
    best = {"plate": plate, "region": "kz", "candidates": [{"plate": plate}]}
    group = {"version": 1, "data_type": "alpr_group", "epoch_start": seen.epoch_ms,
             "epoch_end": seen.epoch_ms + 1200, "camera_id": 1, "uuids": [f"{seen.event}-1"],
             "best_plate": best, "best_plate_number": plate, "best_region": "kz",
             "best_uuid": f"{seen.event}-{1 if preview else 2}", "is_preview": preview,
             "is_parked": False, "vehicle_crop_jpeg": seen.jpeg64}
    if seen.confidence is not None:
        group["best_confidence"] = best["confidence"] = seen.confidence
        best["candidates"][0]["confidence"] = seen.confidence
    if seen.make:
        group["vehicle"] = {"make": [{"name": seen.make, "confidence": 80}]}
    return "", {"Content-Type": "application/json"}, json.dumps(group).encode()


def messages(seen):
    return [_group(seen, preview=False)]


def visit(seen):
    return [_group(seen, preview=True), _group(seen, preview=False)]
