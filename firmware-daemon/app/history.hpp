#pragma once
// What the link says about the own log, carried out: doubt is written down, a new epoch begun, what
// was lost asked back, and the tables brought up to it before a number is given again.
#include <vector>

#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"
#include "ledger/history_watch.hpp"
#include "printer/job/print_journal.hpp"

namespace otkel::app {

/// What the first transaction of a start knows besides the database.
struct HistoryStart {
  std::string epoch;    ///< 32 hex digits, never used before: of a log that must begin again
  std::string profile;  ///< its word
  /// The last event that a witness on this machine has seen in this database.
  std::optional<sync::Position> witness;
  bool asks_hub = false;  ///< there is a centre that can say whether this site has a history
};

/// Begins a log if there is none, and a new epoch if the database was put back or ends before
/// what the witness has seen. Prints that were open in it are nobody's knowledge any more.
/// Otherwise ends what was at the printer (recover_prints). Inside a transaction.
Result<void> begin_history(Context& context, const HistoryStart& start,
                           const std::optional<std::vector<printer::Recovered>>& prints);

/// While the centre cannot be asked, two persons say which blank lies in front of each pack, and
/// numbers are given again from there on. Everything before it in the pack is unaccounted for until
/// the log says what became of it; so is the whole of a pack that they do not name. Inside a
/// transaction. Errors: reason_missing; version_conflict (nothing is in doubt, or the centre can be
/// asked); blank_not_found; blank_wrong_state (not in stock here); numbers_in_doubt (another
/// machine was accepted); those of authorise.
struct BeginNumbers {
  std::vector<std::string> first;  ///< one number of each pack
  std::string reason;
  std::optional<Countersignature> second;
};
Result<void> begin_numbers(Context& context, const BeginNumbers& said);
/// For those who ask another officer for it. Errors: as above, without those of authorise.
Result<core::Situation> situation_of_numbers(Context& context,
                                             const std::vector<std::string>& first);

/// What the link does about the history of the checkpoint's log. `context` must outlive it. Work
/// thread; transactions of its own.
ledger::HistoryEnds history_ends(Context& context);

/// For the screens and the supervision; the link and the machine worker keep it in Surroundings.
HistoryView history_view(Context& context);

}  // namespace otkel::app
