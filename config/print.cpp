// --print-config and docs/config.md, from the same tables that the loader reads by.
#include <filesystem>

#include "config/load.hpp"
#include "config/tables.hpp"

namespace otkel::config {
namespace {

template <class S>
std::string print_all(const Loaded<S>& loaded, const Keys<S>& keys) {
  std::string out;
  for (const auto& one : keys) {
    const auto value = one.print(loaded.settings);
    const auto from = loaded.origins.find(one.text.name);
    // The text is TOML again: a key that is not set becomes a comment.
    if (!value) out += "# ";
    out += one.text.name;
    out += " = ";
    out += value.value_or("(not set)");
    out += "  # ";
    out += from == loaded.origins.end() ? "default" : from->second;
    out += '\n';
  }
  return out;
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string row(const KeyText& text, const std::string& value, const std::string& indent) {
  std::string line = "| ";
  line.append(indent).append("`").append(text.name).append("`");
  for (const std::string& one : {text.expected, value, text.doc})
    line.append(" | ").append(cell(one));
  return line.append(" |\n");
}

template <class S>
std::string table_of(const Keys<S>& keys, const S& defaults) {
  std::string out = "| key | takes | default | meaning |\n|---|---|---|---|\n";
  for (const auto& one : keys) {
    std::string value = one.print(defaults).value_or("");
    if (one.text.required)
      value = "must be given";
    else if (value.empty())
      value = "not set";
    else
      value.insert(0, "`").append("`");
    out += row(one.text, value, "");
    for (const auto& column : one.text.columns)
      out += row(column, column.required ? "must be given" : "", "&nbsp;&nbsp;· ");
  }
  return out;
}

}  // namespace

std::string print(const Loaded<EdgeSettings>& loaded) { return print_all(loaded, edge_keys()); }

std::string print(const Loaded<HubSettings>& loaded) {
  return print_all(loaded, hub_keys(loaded.settings.sites));
}

std::filesystem::path shipped_root() {
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  auto installed = program.parent_path().parent_path() / "share" / "otkel" / "config";
  if (std::filesystem::is_directory(installed / "defaults", ignored)) return installed;
  return OTKEL_SOURCE_CONFIG_DIR;
}

std::string reference() {
  std::string out =
      "# Settings\n\n"
      "Generated from the tables in `config/tables.cpp` and `config/rule_pack_file.cpp`; a test\n"
      "holds it against them (`UPDATE_GOLDEN=1` rewrites it).\n\n"
      "Layers, the later wins: built-in defaults (below), `config/defaults/<site>.toml`, each\n"
      "`--config FILE` in order. `--print-config` shows every value and where it comes from;\n"
      "`--check-config` lists all mistakes and exits with 78. A later file replaces a list of\n"
      "tables as a whole. A key that is not listed here stops the start.\n\n"
      "## A checkpoint: otkeld, otkel-anpr, otkelctl\n\n"
      "The defaults of `checkpoint.*` stand in `config/defaults/<site>.toml`. A site without such\n"
      "a file is its values in a `--config` file: a code of its own for `site`, and at least\n"
      "`checkpoint.prefix` and `checkpoint.names`; a checkpoint also `direction_to`, `capacity`\n"
      "and `timetable`, which a service centre has not.\n\n";
  out += table_of(edge_keys(), EdgeSettings{});
  out +=
      "\n## The hub: otkel-hub\n\n"
      "Besides these, `checkpoints.<site>.*` takes what `checkpoint.*` takes above, for each\n"
      "shipped site and each that `sites` names.\n\n";
  out += table_of(hub_keys({}), HubSettings{});
  out +=
      "\n## A rule pack\n\n"
      "`config/rule_pack/*.toml`; an expired pack locks issuing, it does not stop the start.\n\n";
  return out + table_of(rule_pack_keys(), core::RulePack{});
}

}  // namespace otkel::config
