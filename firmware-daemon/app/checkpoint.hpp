#pragma once
// What the use cases must know of their checkpoint; main.cpp fills it from the settings.
#include <optional>
#include <string>
#include <vector>

#include "core/queue/capacity.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/calendar.hpp"
#include "core/value/numbering.hpp"
#include "core/value/rule_pack.hpp"
#include "core/value/site.hpp"
#include "printer/claim/signing_key.hpp"

namespace otkel::app {

struct Checkpoint {
  core::Site site;
  core::NumberPrefix prefix;  ///< opens the numbers that are given here
  std::string name_kk, name_ru, name_zh;
  core::minutes utc_offset = core::kKazakhstanOffset;
  core::minutes slot_length{60};
  std::vector<core::CapacityStep> capacity;
  core::Timetable timetable;
  core::BlankFormat blank_format;
  core::RulePack pack;
  std::int64_t low_stock = 50;
  std::string register_base;  ///< upper case, e.g. "HTTPS://REGISTER.EXAMPLE"
  /// Its half stands in the QR of every supplement; what is scanned here is held against it.
  std::optional<printer::PublicKey> claim_key;
  bool kiosk_tickets = true;          ///< the kiosk prints a ticket after check-in
  core::minutes book_ahead{48 * 60};  ///< no slot that begins later is sold here
  bool demonstration = false;
  core::minutes session_idle{30};
  core::minutes session_absolute{12 * 60};
  std::int64_t sessions_per_officer = 4;
  std::int64_t failed_log_ins = 20;  ///< wrong passwords for one officer that open an incident
};

}  // namespace otkel::app
