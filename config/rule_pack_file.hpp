#pragma once
// A rule pack as a file: the dated numbers of the law in TOML, read as strictly as the settings.
#include <filesystem>

#include "core/value/result.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::config {

/// Errors: rule_pack_invalid with every mistake of the file, one per line, as `file:line: key:
/// expected ..., found ...`.
core::Result<core::RulePack> read_rule_pack(const std::filesystem::path& file);

}  // namespace otkel::config
