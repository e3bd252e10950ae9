// Reading secrets without spreading them.
#include "config/secret.hpp"

#include "base/files/text.hpp"

namespace otkel::config {

core::Result<std::string> read_secret(const std::filesystem::path& file) {
  return files::read_text(file, files::OpenTo::group);
}

core::Result<std::string> bridge_secret(const BridgeSettings& settings) {
  if (!settings.secret_file.empty()) return read_secret(settings.secret_file);
  if (!settings.secret.empty()) return settings.secret;
  return core::fail(core::Code::config_invalid,
                    "bridge.secret_file: expected a file with the cameras' secret path part, found "
                    "nothing");
}

}  // namespace otkel::config
