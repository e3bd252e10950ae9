#pragma once
// What the bridge has to know. Filled by main.cpp from the checkpoint's config; tests fill it by
// hand.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "anpr-bridge/keep/settings.hpp"
#include "anpr-bridge/national/client.hpp"

namespace otkel::anpr {

struct BridgeSettings : IntakeSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8082;       ///< 0: the system chooses
  std::vector<std::string> hosts;  ///< further names cameras may call us by (without port)
  std::string secret;              ///< first segment after /anpr/v1/
  std::string journal_path;
  std::string pictures_dir;
  std::string endpoint;  ///< where otkeld binds: "ipc:///run/otkel/anpr.sock" or tcp
  std::optional<NationalSetup> national;  ///< unset: nothing is reported to the national queue
  int connections_per_camera = 4;
  std::size_t raw_bytes = 64 * 1024;  ///< of a payload kept for diagnosis
  std::size_t raw_messages = 500;     ///< the newest that keep their raw payload
};

}  // namespace otkel::anpr
