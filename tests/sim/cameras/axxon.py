"""Axxon Auto: a small XML, the picture as base64 text; local time without a zone."""
from xml.sax.saxutils import escape

_DIRECTIONS = {"in": "in", "out": "out", "": "none"}


def messages(seen):
    level = "" if seen.confidence is None else f"<confidence>{seen.confidence:g}</confidence>"
    image = f"<image>{seen.jpeg64}</image>" if seen.jpeg else ""
    body = (f'<?xml version="1.0" encoding="UTF-8"?>\n<recognition><cam-id>{seen.lane}</cam-id>'
            f"<plate>{escape(seen.plate or '')}</plate><plate_mask>KAZ</plate_mask>{level}"
            f"<direction>{_DIRECTIONS[seen.direction]}</direction><time>{seen.local}</time>"
            f"{image}</recognition>\n")
    return [("", {"Content-Type": "text/xml"}, body.encode())]
