#pragma once
// The engine that is not ours: tesseract as a program, over many pictures at once.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::eval {

struct EngineRead {
  std::string text;                ///< lines from top to bottom, without blanks
  std::vector<double> confidence;  ///< 0..1, one per character
};

enum class Layout { one_line, two_lines };

/// One read for each picture, in their order; empty where it saw nothing. Writes into `folder`.
/// Errors: io_failed where the program is missing.
core::Result<std::vector<EngineRead>> read_pictures(const std::vector<std::filesystem::path>& files,
                                                    Layout layout,
                                                    const std::filesystem::path& folder);

}  // namespace otkel::eval
