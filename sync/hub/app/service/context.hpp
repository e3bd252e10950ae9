#pragma once
// What every verb of the hub is given, and how it puts a fact into the logs.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "core/fact/event.hpp"
#include "core/value/clock_trust.hpp"
#include "core/value/random.hpp"
#include "core/value/storage_health.hpp"
#include "ledger/facts.hpp"
#include "ledger/state_compare.hpp"
#include "sync/hub/store/stores.hpp"

namespace otkel::hub {

/// What the port of the links has seen, as values.
struct PortNews {
  std::string problem;  ///< the last refusal: whose key, from where, how to fix
  std::int64_t refused = 0, dropped = 0, frames_in = 0, frames_out = 0;
  std::vector<std::string> complaints;  ///< about files in the folder of authorised keys
};

/// What the process knows of its machine (app/machine.hpp).
struct Machine {
  core::ClockDoubt clock = core::ClockDoubt::none;
  std::optional<core::Instant> clock_looked;  ///< what it showed at the last look
  core::StorageHealth storage;
  PortNews port;
  std::optional<std::chrono::milliseconds> refused_at;  ///< boot time of the last refusal
  PasswordCount passwords;
  ledger::StateReport state_check;  ///< of the last comparison (ADR 0051)
  /// The last backup; without one, since when this database is served. Nothing: nobody looks.
  std::optional<core::Instant> backup_since;
};

/// Lives as long as the work thread. Verbs run there, inside a facts.commit() that their caller
/// opens: a request is one, whatever it calls.
struct Context {
  Stores& stores;
  const config::HubSettings& settings;
  core::Random& random;
  /// What the verbs publish; its commit() is the transaction of every verb.
  ledger::Facts facts = hub_facts(stores.db);
  Machine machine = {};

  const core::RulePack& pack() const { return settings.common.rules.pack; }
};

/// Errors: clock_untrusted. Ask it before anything that bears a day or a deadline of the law.
core::Result<void> needs_clock(const Context& context, core::Instant now);
/// What is wrong with the clock and how it is repaired; empty while nothing is.
std::string clock_words(core::ClockDoubt doubt);

/// Errors: value_malformed if the word is no code of a site, not_found if this hub does not
/// serve it.
core::Result<const core::SiteSettings*> checkpoint(const Context& context, std::string_view site);
/// Of a site that is in the settings.
const core::SiteSettings& checkpoint_of(const Context& context, core::Site site);

/// Today in the zone of that checkpoint.
core::LocalDate today_at(const core::SiteSettings& checkpoint, core::Instant now);

/// 16 random bytes; if the settings give a demo_seed, always the same for the same purpose.
std::array<std::uint8_t, 16> random16(Context& context, std::string_view purpose);
/// ... and 32.
std::array<std::uint8_t, 32> random32(Context& context, std::string_view purpose);

/// The fact goes into the hub log of one checkpoint, at the end of the commit.
void publish(Context& context, core::Site site, const core::Actor& actor, core::Instant now,
             const core::Event& fact);
/// ... of every enrolled checkpoint: registry facts concern them all.
void publish_to_all(Context& context, const core::Actor& actor, core::Instant now,
                    const core::Event& fact);

/// Whether the hub knows everything that it ever sent to this checkpoint. Errors: numbers_in_doubt:
/// its database was put back, and nothing may be decided or numbered again.
core::Result<void> history_known(Context& context, core::Site site);

/// Opens an incident of the hub's own unless the same one is open already. Inside a transaction.
struct IncidentText {
  core::IncidentKind kind;
  std::string subject, detail;
};
void open_incident(Context& context, core::Site site, const IncidentText& text, core::Instant now);

}  // namespace otkel::hub
