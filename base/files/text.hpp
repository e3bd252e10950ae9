#pragma once
// Small files that hold one text: a secret, a key.
#include <filesystem>
#include <string>

#include "core/value/result.hpp"

namespace otkel::files {

/// Who besides its owner may have access to the file.
enum class OpenTo { owner, group, everybody };

/// The file without its line end. Errors: config_invalid, with the path and how to fix it, where
/// the file cannot be read, is open to more people than `most`, is empty or is over 64 KiB.
core::Result<std::string> read_text(const std::filesystem::path& file, OpenTo most);

}  // namespace otkel::files
