"""ONVIF: a Notify with the license plate event of Profile M, as a camera's event push sends it."""
from xml.sax.saxutils import escape

_DIRECTIONS = {"in": "Approaching", "out": "Leaving", "": ""}


def _item(name, value):
    return f'<tt:SimpleItem Name="{name}" Value="{escape(str(value))}"/>' if value else ""


def messages(seen):
    likelihood = "" if seen.share is None else f' Likelihood="{seen.share}"'
    brand = f"<tt:Brand>{escape(seen.make)}</tt:Brand>" if seen.make else ""
    image = f"<tt:Image>{seen.jpeg64}</tt:Image>" if seen.jpeg else ""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
        'xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" '
        'xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body><wsnt:Notify>'
        "<wsnt:NotificationMessage><wsnt:Topic>tns1:RuleEngine/Recognition/LicensePlate"
        f'</wsnt:Topic><wsnt:Message><tt:Message UtcTime="{seen.time.isoformat()}" '
        f'PropertyOperation="Changed"><tt:Source>{_item("VideoSource", "v1")}</tt:Source>'
        f'<tt:Data>{_item("ObjectId", seen.event)}'
        f'{_item("Direction", _DIRECTIONS[seen.direction])}'
        '<tt:ElementItem Name="LicensePlateInfo"><tt:LicensePlateInfo>'
        f"<tt:PlateNumber{likelihood}>{escape(seen.plate or '')}</tt:PlateNumber>"
        "<tt:CountryCode>KZ</tt:CountryCode></tt:LicensePlateInfo></tt:ElementItem>"
        f'<tt:ElementItem Name="VehicleInfo"><tt:VehicleInfo><tt:Type>Truck</tt:Type>{brand}'
        f"</tt:VehicleInfo></tt:ElementItem>{image}</tt:Data></tt:Message></wsnt:Message>"
        "</wsnt:NotificationMessage></wsnt:Notify></s:Body></s:Envelope>")
    return [("", {"Content-Type": "application/soap+xml; charset=utf-8"}, body.encode())]
