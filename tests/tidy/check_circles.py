#!/usr/bin/env python3
"""No circles: neither between units (a .cpp with its header) nor between folders of the product.

A reader can then begin anywhere at the bottom and never has to know what stands above.
"""
import argparse
import pathlib
import sys

import tree


def circles(graph):
    """The strongly connected parts with more than one member, each sorted (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for following in sorted(graph.get(node, ())):
            if following not in index:
                visit(following)
                low[node] = min(low[node], low[following])
            elif following in stack:
                low[node] = min(low[node], index[following])
        if low[node] == index[node]:
            part = [stack.pop()]
            while part[-1] != node:
                part.append(stack.pop())
            if len(part) > 1:
                found.append(sorted(part))

    for start in sorted(graph):
        if start not in index:
            visit(start)
    return found


def graphs(root):
    """(units, folders): who includes whom, product only."""
    units, folders = {}, {}
    for name in tree.cpp_files(root):
        if name.parts[0] == "tests":
            continue
        unit, folder = str(name.with_suffix("")), str(name.parent)
        text = (pathlib.Path(root) / name).read_text(errors="replace")
        for _, kind, included in tree.includes(text):
            path = pathlib.PurePosixPath(included)
            if kind == '"' and str(path.with_suffix("")) != unit:
                units.setdefault(unit, set()).add(str(path.with_suffix("")))
            if kind == '"' and str(path.parent) != folder:
                folders.setdefault(folder, set()).add(str(path.parent))
    return units, folders


def check(root):
    units, folders = graphs(root)
    return [f"{part[0]}:1: {rule}: these include each other: {', '.join(part)}"
            for rule, graph in (("unit-circle", units), ("folder-circle", folders))
            for part in circles(graph)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    sys.exit(tree.report("circles", check(parser.parse_args().root)))
