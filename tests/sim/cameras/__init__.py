"""Every protocol that cameras push, one module a maker: messages(seen) gives [(path behind the URL,
headers, body)]; visit(seen), where a maker tells one vehicle in several messages, all of them."""
from cameras import (axis, axxon, cargoruqsat, dahua, frigate, generic, genetec, hikvision,
                     milesight, onvif, openalpr, platerecognizer, trassir)

MAKERS = {"hikvision": hikvision, "dahua": dahua, "axis": axis, "milesight": milesight,
          "onvif": onvif, "platerecognizer": platerecognizer, "openalpr": openalpr,
          "frigate": frigate, "trassir": trassir, "axxon": axxon, "genetec": genetec,
          "cargoruqsat": cargoruqsat, "generic": generic}


def messages(maker, seen):
    return MAKERS[maker].messages(seen)


def visit(maker, seen):
    """All that the maker sends of one vehicle; the same as messages() where that is one."""
    module = MAKERS[maker]
    return module.visit(seen) if hasattr(module, "visit") else module.messages(seen)
