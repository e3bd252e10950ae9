#pragma once
// Whether everything that was ever given under a log is known here. A database that was put back,
// lost or copied looks whole from inside; only its peer, or two persons, can say that it is. Pure.
#include <optional>
#include <string>
#include <string_view>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "sync/link/link_io.hpp"

namespace otkel::ledger {

/// Why it is not known what was given before.
enum class Doubt {
  none,      ///< it is known
  created,   ///< the database began empty: the peer has not reported yet that there is no history
  restored,  ///< it was put back from a backup
  rolled_back,  ///< it ends before something that its peer or a witness on this machine has seen
  rewritten,    ///< it holds other events than its peer
  replaced,     ///< another machine was accepted in its place
};

/// Of one own log. `doubt` none: numbers may be given.
struct History {
  Doubt doubt = Doubt::none;
  bool by_persons = false;  ///< begun by two persons while the peer could not be asked
  bool accepted = false;    ///< the peer has once counted the epoch that is written now
  core::Instant since{};
  bool operator==(const History&) const = default;
};

/// One sentence for people: what happened and what helps. Empty for none.
std::string_view sentence(Doubt doubt);

/// What an open session says about the own log.
struct PeerReport {
  sync::Standing standing = sync::Standing::accepted;  ///< of the epoch that is written
  sync::Positions holds;                               ///< of the own log
  bool level = false;                                  ///< everything of the peer's own log is here
  bool differs = false;  ///< it was seen to hold other events than the own log
  /// False: something outside both has seen a later own event than either holds, so nobody but the
  /// persons at the gate can say what was given.
  bool complete = true;
};

/// What follows from it.
struct Judgement {
  History next;
  bool begin_epoch = false;                ///< the epoch being written cannot be continued
  std::optional<sync::RecallFrom> recall;  ///< what the peer must give back
  bool rebuild = false;  ///< all is here: bring the tables up to the log, then judge again
};

/// `own`: heads of the own log, the epoch being written last. `waiting`: events that came back and
/// whose effects are not in the tables yet.
Judgement judge(const History& now, const sync::Positions& own, bool waiting,
                const PeerReport& peer, core::Instant at);

}  // namespace otkel::ledger

template <>
struct otkel::core::EnumWords<otkel::ledger::Doubt> {
  static constexpr std::array<std::string_view, 6> words{"none",        "created",   "restored",
                                                         "rolled_back", "rewritten", "replaced"};
};
