#!/usr/bin/env python3
"""The parts of an OpenAPI document -> a C++ file that holds the whole of it as JSON.

    embed_contract.py FOLDER OUT.cpp NAMESPACE

The file defines `const std::string& contract_json()` in that namespace.
"""
import sys

import join_contract

SOURCE, TARGET, NAMESPACE = sys.argv[1:4]
try:
    text = join_contract.as_json(join_contract.join(SOURCE))
except join_contract.Fault as fault:
    sys.exit(f"embed_contract: {fault}")
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
