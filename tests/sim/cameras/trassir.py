"""TRASSIR AutoTRASSIR: JSON that ends in a comma, as its published sample does; microseconds."""
import json

_DIRECTIONS = {"in": "DOWN", "out": "UP", "": ""}


def messages(seen):
    us = seen.epoch_ms * 1000
    event = {"id": seen.event, "plate": seen.plate or "", "best_guess": seen.plate or "",
             "direction": _DIRECTIONS[seen.direction], "country": "KZ", "lane": seen.lane,
             "time_enter": us - 400_000, "time_bestview": us, "time_leave": us + 400_000}
    if seen.confidence is not None:
        event["quality"] = round(seen.confidence)
    if seen.make:
        event["car_make"] = seen.make
    text = json.dumps(event)[:-1] + ",}"
    return [("", {"Content-Type": "application/json"}, text.encode())]
