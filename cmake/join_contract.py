#!/usr/bin/env python3
"""The parts of an OpenAPI document -> the whole document.

    join_contract.py FOLDER [OUT.yaml | OUT.json]

The parts are the *.yaml of FOLDER: document.yaml first, with what holds for all, then the others
by name, each with `paths` and `components` of its subject. References are those of the whole
(`#/components/...`). A name that two parts have is an error. Without OUT the YAML goes to the
standard output.
"""
import json
import pathlib
import re
import sys

import yaml

FIRST = "document.yaml"
BOOL, TIME = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class Fault(Exception):
    """Why the parts are no document."""


class _Loader(yaml.SafeLoader):
    """YAML as OpenAPI means it: `no` and a date are text, and a key stands once."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in known if tag not in (BOOL, TIME)]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()}

    def construct_mapping(self, node, deep=False):
        names = set()
        for key, _ in node.value:
            if key.value in names:
                raise yaml.MarkedYAMLError(problem=f"'{key.value}' stands here twice",
                                           problem_mark=key.start_mark)
            names.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver(BOOL, re.compile("true|false"), ["t", "f"])


class _Dumper(yaml.SafeDumper):
    """Paragraphs stay paragraphs. It quotes `no`, which other readers might not take for text."""


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar(
    "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))


def join(folder):
    """The whole document; Fault if there is none."""
    parts = sorted(pathlib.Path(folder).glob("*.yaml"), key=lambda p: (p.name != FIRST, p.name))
    if not parts or parts[0].name != FIRST:
        raise Fault(f"{folder}: there is no {FIRST}")
    whole, owners = {}, {}
    for part in parts:
        with open(part, encoding="utf-8") as file:
            try:
                piece = yaml.load(file, _Loader)
            except yaml.YAMLError as error:
                raise Fault(str(error)) from error
        _add(whole, piece, part, (), owners)
    for name in ("paths", "components"):  # last, wherever document.yaml has them
        if name in whole:
            whole[name] = whole.pop(name)
    return whole


def _add(whole, piece, part, place, owners):
    if not isinstance(piece, dict):
        raise Fault(f"{part}: {'/'.join(place) or 'this'} is no mapping")
    for name, value in piece.items():
        here = place + (str(name),)
        if here in (("paths",), ("components",)) or place == ("components",):
            _add(whole.setdefault(name, {}), value, part, here, owners)
        elif not place and part.name != FIRST:
            raise Fault(f"{part}: '{name}' belongs to {FIRST}; here are paths and components")
        elif here in owners:
            raise Fault(f"{part}: '{name}' of {'/'.join(place)} stands in {owners[here]} as well")
        else:
            whole[name], owners[here] = value, part.name


def as_json(document):
    return json.dumps(document, ensure_ascii=True, separators=(",", ":"))


def as_yaml(document):
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def main(folder, out=None):
    try:
        document = join(folder)
    except Fault as fault:
        return f"join_contract: {fault}"
    if out is None:
        sys.stdout.write(as_yaml(document))
    else:
        text = as_json(document) if out.endswith(".json") else as_yaml(document)
        pathlib.Path(out).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
