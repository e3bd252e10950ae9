"""The camera event of the national electronic queue, as gate systems that report there post it."""
import json


def messages(seen):
    plate = seen.plate or ""
    event = {"plateNumber": plate, "dateTime": seen.local[:19].replace(" ", "T"),
             "fullImage": seen.jpeg64, "plateImage": "", "cleanImage": "",
             "recognitionConfidence": seen.confidence,
             "relatedPlateNumbers": [plate] if plate else [],
             "direction": seen.direction, "vehicleClass": "truck",
             "vehicleModel": "", "vehicleMark": seen.make}
    return [("", {"Content-Type": "application/json"}, json.dumps(event).encode())]
