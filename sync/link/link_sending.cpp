// The stream of the own log.
#include <algorithm>
#include <utility>

#include "base/codec/chain.hpp"
#include "sync/link/link_parts.hpp"

namespace otkel::sync {

using core::Code;
using core::Error;
using core::EventRecord;

void LinkContext::send(const Frame& frame) {
  outputs.push_back(SendFrame{encode(frame)});
  sent_at = now;
}

void LinkContext::raise(Source source, Error error, bool quarantined) {
  const std::string cause = std::string(word(error.code)) + error.detail;
  if (raised[source] == cause) return;
  raised[source] = cause;
  last_alarm = error;
  outputs.push_back(Alarm{std::move(error), quarantined});
}

std::optional<std::size_t> Sending::index_of(std::string_view epoch) const {
  const auto* found = find_epoch(log_, epoch);
  if (found == nullptr) return std::nullopt;
  return static_cast<std::size_t>(found - log_.data());
}

bool Sending::everything_sent() const {
  return next_.index + 1 >= log_.size() && next_.seq > log_.back().seq;
}

std::size_t Sending::batches_under_way() const {
  return static_cast<std::size_t>(std::ranges::count_if(sent_, &Sent::ends_batch));
}

void Sending::quarantine(Error error) {
  quarantined_ = true;
  context_.raise(LinkContext::from_sending, std::move(error), true);
}

void Sending::close() {
  open_ = false;
  peer_busy_.clear();
  sent_.clear();
  claimed_.reset();
  if (asked_) ++abandoned_;
  asked_ = false;
}

void Sending::open(const Positions& peer_holds) {
  close();
  open_ = true;
  quarantined_ = false;
  hold_until_ = context_.now;
  const Verdict verdict = compare(log_, peer_holds, order_of(context_, Log::own));
  if (verdict.fork) return quarantine({Code::log_fork, "own log: " + *verdict.fork});
  if (verdict.remark)
    context_.raise(LinkContext::from_sending, {Code::sequence_gap, "own log: " + *verdict.remark},
                   false);
  base_ = next_ = resume_at(log_, peer_holds);
  for (std::size_t i = log_.size(); i-- > 0;) {
    const auto* held = find_epoch(peer_holds, log_[i].epoch);
    if (held == nullptr || held->seq == 0) continue;
    if (held->seq == log_[i].seq)
      believe(*held);  // compare() has held the hashes together
    else if (held->seq < log_[i].seq)
      claimed_ = *held;
    break;
  }
  if (everything_sent()) context_.backoff.reset();  // nothing is left that could be acknowledged
}

/// The peer durably holds our very events up to there.
void Sending::believe(const Position& upto) {
  acked_ = upto;
  peer_busy_.clear();
  context_.calm(LinkContext::from_sending);
  context_.outputs.push_back(PeerAcked{upto});
}

void Sending::step() {
  if (!open_ || quarantined_ || log_.empty()) return;
  if (!sent_.empty() && context_.now >= resend_at_) {
    rewind(base_.index, base_.seq);
    hold_until_ = context_.now + context_.backoff.next();
  }
  if (asked_ || context_.now < hold_until_ || everything_sent()) return;
  if (batches_under_way() >= context_.settings.window) return;
  asked_ = true;
  context_.outputs.push_back(
      NeedEvents{log_[next_.index].epoch, next_.seq, context_.settings.batch_bytes});
}

/// Holds what the owner's store gave against the chain, so that a damaged log is found here and
/// not at the other end.
bool Sending::verified(const std::vector<EventRecord>& events) {
  Cursor at = next_;
  for (const EventRecord& event : events) {
    const bool in_place = event.side == context_.settings.own_side &&
                          event.site == context_.settings.site &&
                          event.epoch == log_[next_.index].epoch;
    auto ok = in_place ? codec::verify_follows(at.prev_hash, at.seq, event)
                       : core::fail(Code::event_malformed,
                                    "event " + std::to_string(event.seq) + " of another log");
    if (!ok) {
      Error error = ok.error();
      error.detail = (claimed_ && at == next_ && error.code == Code::log_fork
                          ? "own log differs from what the peer holds: "
                          : "own log is damaged: ") +
                     error.detail;
      quarantine(std::move(error));
      return false;
    }
    at = {at.index, at.seq + 1, event.hash};
  }
  return true;
}

void Sending::on_events(std::vector<EventRecord> events) {
  if (abandoned_ > 0) {
    --abandoned_;
    return;
  }
  if (!asked_) return;
  asked_ = false;
  if (events.empty()) {
    hold_until_ = context_.now + context_.backoff.next();
    return;
  }
  const std::size_t count = fitting(events, context_.settings.batch_bytes);
  if (count == 0)
    return quarantine({Code::event_malformed, "own log: event " + std::to_string(next_.seq) +
                                                  " is larger than the link carries (1 MiB)"});
  events.resize(count);
  const bool finished = next_.index + 1 < log_.size();
  if (finished)
    std::erase_if(events, [&](const EventRecord& e) { return e.seq > log_[next_.index].seq; });
  if (events.empty() || !verified(events)) return;
  if (claimed_) believe(*std::exchange(claimed_, std::nullopt));
  if (sent_.empty()) resend_at_ = context_.now + context_.settings.ack_wait;
  for (const EventRecord& event : events) {
    sent_.push_back({{event.epoch, event.seq, event.hash}, false});
    advance(next_, log_, event.hash);
  }
  sent_.back().ends_batch = true;
  // The store may have grown since the last step(); nothing sent may lie beyond our own head.
  if (sent_.back().at.epoch == log_.back().epoch && sent_.back().at.seq > log_.back().seq)
    log_.back() = sent_.back().at;
  Batch batch{context_.session, events.front().epoch, events.front().seq, std::move(events)};
  context_.send(std::move(batch));
}

void Sending::on_ack(const Position& upto) {
  if (!open_ || quarantined_) return;
  const auto found = std::ranges::find_if(
      sent_, [&](const Sent& s) { return s.at.epoch == upto.epoch && s.at.seq == upto.seq; });
  if (found == sent_.end()) return jump_to(upto);
  if (found->at.hash != upto.hash)
    return quarantine({Code::log_fork, "own log: the peer acknowledged another event as number " +
                                           std::to_string(upto.seq)});
  sent_.erase(sent_.begin(), found + 1);
  base_ = {*index_of(upto.epoch), upto.seq, {}};
  advance(base_, log_, upto.hash);
  resend_at_ = context_.now + context_.settings.ack_wait;
  context_.backoff.reset();
  believe(upto);
}

/// An acknowledgement of nothing that is under way: repeated, late, or of events that an earlier
/// session brought over after it was thought lost.
void Sending::jump_to(const Position& upto) {
  const auto index = index_of(upto.epoch);
  if (!index || upto.seq == 0) return;
  if (everything_sent() && sent_.empty() && acked_ == upto) context_.backoff.reset();
  const auto& head = log_[*index];
  if (std::pair(*index, upto.seq) < std::pair(next_.index, next_.seq)) return;
  if (upto.seq > head.seq || (upto.seq == head.seq && upto.hash != head.hash))
    return quarantine({Code::log_fork, "own log ends at number " + std::to_string(head.seq) +
                                           ", the peer holds " + std::to_string(upto.seq) +
                                           " or another event there"});
  close();
  open_ = true;
  next_ = {*index, upto.seq, {}};
  advance(next_, log_, upto.hash);
  base_ = next_;
  if (upto.seq == head.seq)
    believe(upto);
  else
    claimed_ = upto;
}

/// Makes that event the next one to be sent, if it is under way; else the request came late.
void Sending::rewind(std::size_t index, std::int64_t seq) {
  if (sent_.empty()) return;
  if (asked_) ++abandoned_;
  asked_ = false;
  if (base_.index == index && base_.seq == seq) {
    sent_.clear();
    next_ = base_;
    return;
  }
  for (std::size_t i = 1; i < sent_.size(); ++i) {
    if (sent_[i].at.seq != seq || index_of(sent_[i].at.epoch) != index) continue;
    next_ = {index, seq, seq == 1 ? std::string(kNoHash) : sent_[i - 1].at.hash};
    sent_.resize(i);
    sent_.back().ends_batch = true;
    return;
  }
}

Sending::SessionAction Sending::on_nack(const Nack& nack) {
  if (!open_) return SessionAction::go_on;
  switch (nack.reason) {
    case NackReason::fork:
    case NackReason::refused:
      // What was found here already is reported already.
      if (!quarantined_)
        quarantine({nack.reason == NackReason::fork ? Code::log_fork : Code::peer_refused,
                    "the peer refuses the own log: " + nack.detail});
      return SessionAction::go_on;
    case NackReason::unknown_epoch:
    case NackReason::unknown_session:
      return SessionAction::restart_session;
    case NackReason::gap:
    case NackReason::busy:
      break;
  }
  const auto index = index_of(nack.epoch);
  if (!index) return SessionAction::restart_session;
  rewind(*index, nack.resend_from);
  if (nack.reason == NackReason::busy) {
    hold_until_ =
        context_.now + std::max(milliseconds(nack.retry_after_ms), context_.backoff.next());
    peer_busy_ = nack.detail.empty() ? "it is busy" : nack.detail;
  }
  return SessionAction::go_on;
}

milliseconds Sending::next_wakeup() const {
  auto at = milliseconds::max();
  if (!open_ || quarantined_ || log_.empty()) return at;
  if (!sent_.empty()) at = std::min(at, resend_at_);
  if (!asked_ && !everything_sent() && batches_under_way() < context_.settings.window)
    at = std::min(at, hold_until_);
  return at;
}

}  // namespace otkel::sync
