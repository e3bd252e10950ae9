// From doubt to certainty and back, as one function.
#include "ledger/history.hpp"

namespace otkel::ledger {
namespace {

History in_doubt(Doubt why, core::Instant at) {
  return {.doubt = why, .by_persons = false, .accepted = false, .since = at};
}

bool counts(const History& history, const PeerReport& peer) {
  return peer.standing == sync::Standing::accepted || history.accepted || history.by_persons;
}

/// The epoch that goes on here behind what the peer holds: if the logs differ, they do so there.
std::optional<sync::RecallFrom> longer_than_held(const sync::Positions& own,
                                                 const sync::Positions& held) {
  for (auto there = held.rbegin(); there != held.rend(); ++there) {
    const auto* here = sync::find_epoch(own, there->epoch);
    if (here != nullptr && there->seq > 0 && here->seq > there->seq)
      return sync::RecallFrom{there->epoch, there->seq};
  }
  return std::nullopt;
}

}  // namespace

std::string_view sentence(Doubt doubt) {
  switch (doubt) {
    case Doubt::none:
      return "";
    case Doubt::created:
      return "this machine's database began empty; it waits until the centre says whether this "
             "checkpoint has a history, or gives it back";
    case Doubt::restored:
      return "this machine's database was put back from a backup; it waits until the centre has "
             "given back what was done since, and has accepted it";
    case Doubt::rolled_back:
      return "this machine's database ends before something that was already done: an old copy is "
             "in use; it waits until the centre has given back what is missing, and has accepted "
             "it";
    case Doubt::rewritten:
      return "this machine's log holds other events than were reported to the centre; it waits "
             "until the "
             "centre has given back its own, and has accepted it";
    case Doubt::replaced:
      return "another machine of this checkpoint was accepted by the centre; this one must not be "
             "used, call the centre";
  }
  return "";
}

Judgement judge(const History& now, const sync::Positions& own, bool waiting,
                const PeerReport& peer, core::Instant at) {
  Judgement j{.next = now, .begin_epoch = false, .recall = std::nullopt, .rebuild = false};
  if (peer.standing == sync::Standing::superseded) {
    if (now.doubt != Doubt::replaced) j.next = in_doubt(Doubt::replaced, at);
    return j;
  }
  const auto rewritten = peer.differs ? longer_than_held(own, peer.holds) : std::nullopt;
  const auto lack = rewritten ? rewritten : sync::lacks(own, peer.holds);
  if (lack && lack->epoch == own.back().epoch) {
    j.next = in_doubt(rewritten ? Doubt::rewritten : Doubt::rolled_back, at);
    j.begin_epoch = true;
    return j;
  }
  j.recall = lack;
  if (lack) {
    if (now.doubt == Doubt::none) j.next = {Doubt::rolled_back, now.by_persons, now.accepted, at};
    return j;
  }
  if (waiting || now.doubt != Doubt::none) {
    if (!peer.level) return j;
    if (waiting) {
      j.rebuild = true;
      return j;
    }
  }
  if (peer.standing == sync::Standing::accepted) j.next.accepted = true;
  if (now.doubt != Doubt::none && peer.complete && counts(now, peer)) {
    j.next.doubt = Doubt::none;
    j.next.since = at;
  }
  return j;
}

}  // namespace otkel::ledger
