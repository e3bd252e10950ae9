#pragma once
// What the use cases must know of their checkpoint; compose.cpp fills it from the settings.
#include <optional>
#include <string>

#include "core/queue/site_settings.hpp"
#include "core/value/rule_pack.hpp"
#include "printer/claim/signing_key.hpp"

namespace otkel::app {

struct Checkpoint : core::SiteSettings {
  core::KioskSettings kiosk;
  core::SessionLimits sessions;
  core::RulePack pack;
  std::string register_base;  ///< upper case, e.g. "HTTPS://REGISTER.EXAMPLE"
  /// Its half stands in the QR of every supplement; what is scanned here is held against it.
  std::optional<printer::PublicKey> claim_key;
  bool demonstration = false;
};

}  // namespace otkel::app
