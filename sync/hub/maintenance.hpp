#pragma once
// What a person does to the hub's database (otkelctl hub ..., otkelctl site ...) or asks of it;
// while no hub runs on it, unless a command says otherwise.
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "core/value/moment.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"
#include "ledger/state_compare.hpp"
#include "sync/hub/app/history.hpp"
#include "sync/hub/store/chain_check.hpp"

namespace otkel::hub {

/// Begins the logs of the checkpoints of the settings that have none yet, with everything that the
/// registries hold; gives those checkpoints. Twice is once. Errors: already_running (a hub, or this
/// command elsewhere), those of opening the database.
core::Result<std::vector<core::Site>> enrol_checkpoints(const config::HubSettings& settings,
                                                        core::Random& random, core::Instant now);

/// The database was put back from a backup: begins a new epoch of every log; no number is given for
/// a checkpoint before it has given back what it holds. Gives all checkpoints. Errors: as above;
/// config_invalid if one of them was never enrolled; reason_missing, field_missing.
core::Result<std::vector<core::Site>> declare_restored(const config::HubSettings& settings,
                                                       core::Random& random,
                                                       const RestoreDeclaration& said,
                                                       core::Instant now);

/// A checkpoint that has to give back cannot be asked for days: numbers are given for it again.
/// Errors: as above; version_conflict if nothing is in doubt.
core::Result<void> begin_numbers_of(const config::HubSettings& settings, core::Random& random,
                                    core::Site site, const RestoreDeclaration& said,
                                    core::Instant now);

/// A person accepts a new log of a checkpoint; gives its epoch. Also beside a running hub, whose
/// next step sees it. Errors: as accept_epoch(); version_conflict if the database was written by
/// another version.
core::Result<std::string> accept_site_epoch(const config::HubSettings& settings,
                                            core::Random& random, const AcceptEpoch& command,
                                            core::Instant now);

struct TwoPersons {
  std::string first, second;
};

/// Two persons confirm the time that this machine shows (ADR 0050); an alarm of every checkpoint
/// says who. `boot_id`: of this start of the machine. Errors: as above; second_person_missing.
core::Result<void> confirm_clock(const config::HubSettings& settings, const core::Moment& now,
                                 const std::string& boot_id, const TwoPersons& who);

/// Holds the tables against the logs (ADR 0051), also beside a hub that runs: one transaction that
/// reads, and no lock. Errors: those of Database::open_reading() and of check_state().
core::Result<ledger::StateCheck> compare_tables(const std::string& database);
/// Likewise the hash chains of all logs. Errors: likewise, and those of check_chains().
core::Result<std::vector<WalkedLog>> walk_logs(const std::string& database);

}  // namespace otkel::hub
