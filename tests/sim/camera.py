#!/usr/bin/env python3
"""A gate camera: sends what cameras send, byte for byte in their shapes.

    camera.py --maker hikvision --plate 123ABC02      # to the gate of a running ./dev run
    camera.py --maker dahua --url http://127.0.0.1:8082/anpr/v1/SECRET/gate-in --plate 123ABC02
    camera.py --maker axis --visit --plate 123ABC02 --out axis.http   # then ./dev decode axis.http

Only the standard library; the picture is drawn and differs from event to event in its comment.
Programs take the modules of cameras/ instead.
"""
import argparse
import datetime
import json
import pathlib
import sys
import uuid as uuids

import cameras
from cameras import generic
from cameras.seen import Seen, send


def whole(path, headers, body):
    """The request as a file with its headers."""
    lines = [f"POST {path or '/'} HTTP/1.1", "Host: otkel", *(f"{k}: {v}" for k, v in
                                                             headers.items()),
             f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def deliver(options, message, number):
    path, headers, body = message
    if options.out:
        out = pathlib.Path(options.out)
        if number > 1:
            out = out.with_name(f"{out.stem}-{number}{out.suffix}")
        out.write_bytes(whole(path, headers, body))
        print(out)
        return
    try:
        status, answer = send(options.url + path, headers, body)
    except OSError as error:
        sys.exit(f"camera: {options.url}: {error}; is ./dev run or another bridge running there?")
    print(status, answer.decode("utf-8", "replace"))
    if status != 200:
        sys.exit(1)


def gate_of_the_demonstration():
    """Where `./dev run` listens; imported here because only a person's call wants it."""
    from run import PORTS
    from stage import camera_url
    return camera_url(PORTS["bridge"], "gate-1")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--maker", choices=sorted(cameras.MAKERS), default="hikvision")
    parser.add_argument("--url", help="http://HOST:PORT/anpr/v1/SECRET/CAMERA; default: gate-1 of "
                        "./dev run")
    parser.add_argument("--out", help="write the request to this file instead of sending it")
    parser.add_argument("--plate", help="without it: a vehicle whose plate could not be read")
    parser.add_argument("--confidence", default="97", help="per cent, or none: not reported")
    parser.add_argument("--direction", choices=["in", "out", "unknown"], default="in")
    parser.add_argument("--lane", type=int, default=1)
    parser.add_argument("--make", default="", help="make of the vehicle, if the camera reports it")
    parser.add_argument("--picture", help="a JPEG file, not the drawn lorry; none: no picture")
    parser.add_argument("--uuid", help="the event's id; a new one per event without it")
    parser.add_argument("--time", help="camera time, ISO 8601 with a zone")
    parser.add_argument("--retransmit", action="store_true", help="marked as sent late (Hikvision)")
    parser.add_argument("--visit", action="store_true",
                        help="all messages that the maker sends of one vehicle, not only one")
    parser.add_argument("--duplicates", type=int, default=0, help="send each again so many times")
    parser.add_argument("--count", type=int, default=1, help="so many vehicles")
    parser.add_argument("--print-profile", action="store_true",
                        help="the profile that reads --maker generic, as JSON, and nothing else")
    options = parser.parse_args()
    if options.url and options.out:
        parser.error("--url and --out exclude each other")
    if not (options.url or options.out or options.print_profile):
        options.url = gate_of_the_demonstration()
    return options


def main():
    options = arguments()
    if options.print_profile:
        print(json.dumps(generic.PROFILE, indent=2))
        return
    fields = {"lane": options.lane, "make": options.make, "retransmit": options.retransmit,
              "direction": options.direction.replace("unknown", ""),
              "confidence": None if options.confidence == "none" else float(options.confidence)}
    if options.time:
        fields["time"] = datetime.datetime.fromisoformat(options.time)
    if options.picture:
        fields["picture"] = (b"" if options.picture == "none" else
                             pathlib.Path(options.picture).read_bytes())
    number = 0
    for _ in range(options.count):
        seen = Seen(options.plate, options.uuid or str(uuids.uuid4()), **fields)
        tell = cameras.visit if options.visit else cameras.messages
        for message in tell(options.maker, seen):
            for _ in range(1 + options.duplicates):
                number += 1
                deliver(options, message, number)


if __name__ == "__main__":
    main()
