#!/usr/bin/env python3
"""docs/openapi.yaml -> a C++ file that holds the same document as JSON."""
import json
import sys

import yaml

SOURCE, TARGET = sys.argv[1:3]
with open(SOURCE, encoding="utf-8") as file:
    text = json.dumps(yaml.safe_load(file), ensure_ascii=True, separators=(",", ":"), default=str)
# Compilers must take 65,536 characters in one literal and no more, so it comes in pieces.
pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)]
with open(TARGET, "w", encoding="utf-8") as file:
    file.write("// Made by embed_contract.py from docs/openapi.yaml.\n#include <string>\n"
               "#include \"firmware-daemon/http/contract.hpp\"\n"
               "namespace otkel::http {\nconst std::string& contract_json() {\n"
               "  static const std::string text = [] {\n    std::string t;\n")
    for piece in pieces:
        file.write(f'    t += R"otkel({piece})otkel";\n')
    file.write("    return t;\n  }();\n  return text;\n}\n}  // namespace otkel::http\n")
