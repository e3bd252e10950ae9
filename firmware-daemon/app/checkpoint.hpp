#pragma once
// What the use cases must know of their checkpoint; compose.cpp fills it from the settings.
#include <string>
#include <vector>

#include "core/queue/site_settings.hpp"
#include "core/value/rule_pack.hpp"
#include "printer/claim/signing_key.hpp"

namespace otkel::app {

struct Checkpoint : core::SiteSettings {
  core::KioskSettings kiosk;
  core::SessionLimits sessions;
  core::RulePack pack;
  std::string register_base;  ///< upper case, e.g. "HTTPS://REGISTER.EXAMPLE"
  /// Of the QR: the one that signs now, then those before it. What is scanned here is held against
  /// them: a sheet of yesterday is still ours after a new key has begun.
  std::vector<printer::PublicKey> claim_keys;
  bool demonstration = false;
};

}  // namespace otkel::app
