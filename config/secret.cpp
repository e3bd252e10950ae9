// Reading secrets without spreading them.
#include "config/secret.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace otkel::config {
namespace {

constexpr std::uintmax_t kMostBytes = 64 * 1024;

std::unexpected<core::Error> no_secret(const std::filesystem::path& file, const std::string& why) {
  return core::fail(core::Code::config_invalid, "the secret file '" + file.string() + "' " + why);
}

}  // namespace

core::Result<std::string> read_secret(const std::filesystem::path& file) {
  std::error_code error;
  const auto about = std::filesystem::status(file, error);
  if (error) return no_secret(file, "cannot be read: " + error.message());
  if (!std::filesystem::is_regular_file(about)) return no_secret(file, "is not a file");
  if ((about.permissions() & std::filesystem::perms::others_all) != std::filesystem::perms::none)
    return no_secret(file, "is open to everybody; mend: chmod 0400 " + file.string());
  if (std::filesystem::file_size(file, error) > kMostBytes || error)
    return no_secret(file, "is too large for a secret");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in.is_open()) return no_secret(file, std::string("cannot be read: ") + std::strerror(errno));
  std::string secret = text.str();
  while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
  if (secret.empty()) return no_secret(file, "is empty");
  return secret;
}

core::Result<std::string> bridge_secret(const BridgeSettings& settings) {
  if (!settings.secret_file.empty()) return read_secret(settings.secret_file);
  if (!settings.secret.empty()) return settings.secret;
  return core::fail(core::Code::config_invalid,
                    "bridge.secret_file: expected a file with the cameras' secret path part, found "
                    "nothing");
}

}  // namespace otkel::config
