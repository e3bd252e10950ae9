#!/usr/bin/env python3
"""An OpenAPI document -> a C++ file that holds the same document as JSON.

    embed_contract.py DOCUMENT.yaml OUT.cpp NAMESPACE

The file defines `const std::string& contract_json()` in that namespace.
"""
import json
import sys

import yaml

SOURCE, TARGET, NAMESPACE = sys.argv[1:4]
with open(SOURCE, encoding="utf-8") as file:
    text = json.dumps(yaml.safe_load(file), ensure_ascii=True, separators=(",", ":"), default=str)
# Compilers must take 65,536 characters in one literal and no more, so it comes in pieces.
pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)]
with open(TARGET, "w", encoding="utf-8") as file:
    file.write("// Made by embed_contract.py.\n#include <string>\n"
               f"namespace {NAMESPACE} {{\nconst std::string& contract_json();\n"
               "const std::string& contract_json() {\n"
               "  static const std::string text = [] {\n    std::string t;\n")
    for piece in pieces:
        file.write(f'    t += R"otkel({piece})otkel";\n')
    file.write("    return t;\n  }();\n  return text;\n}\n}\n")
