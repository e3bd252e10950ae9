// The one place where toml++ parses, and may throw.
#include "config/file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace otkel::config {

std::optional<toml::table> parse_file(const std::filesystem::path& file, Diagnostics& diagnostics) {
  diagnostics.begin_file(file.string());
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in.is_open() || in.fail() || std::filesystem::is_directory(file)) {
    const std::string why = errno != 0 ? std::strerror(errno) : "something that cannot be read";
    diagnostics.mistake_line(file.string() + ": expected a readable file, found: " + why);
    return std::nullopt;
  }
  try {
    return toml::parse(text.str(), std::string_view(file.native()));
  } catch (const toml::parse_error& error) {
    diagnostics.mistake_line(diagnostics.at(error.source()) +
                             ": expected TOML, found: " + std::string(error.description()));
    return std::nullopt;
  }
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += (all.empty() ? "" : "\n") + line;
  return all;
}

}  // namespace otkel::config
