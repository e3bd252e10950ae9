// The stream of the peer's log.
#include <algorithm>

#include "base/codec/chain.hpp"
#include "sync/link/link_parts.hpp"

namespace otkel::sync {
namespace {

using core::Code;
using core::Error;
using core::EventRecord;

constexpr milliseconds kNackPause{1000};
constexpr milliseconds kStoreRetry{1000};
/// Of a peer that has sent more than it may; room grows by the hour, not by the second.
constexpr milliseconds kQuotaRetry{30'000};

}  // namespace

void Receiving::set_received(const Positions& received) {
  // While a batch is on its way into the store, the owner's view is older than ours.
  if (storing_ || !queue_.empty() || received == received_) return;
  received_ = received;
  if (!open_) return;
  expect_after_durable();
  acknowledge();
}

void Receiving::open(const Positions& peer_log, Standing standing) {
  open_ = true;
  quarantined_ = false;
  peer_log_ = peer_log;
  queue_.clear();
  last_nack_.reset();
  if (standing == Standing::superseded)
    return quarantine({Code::log_fork,
                       "peer's log: epoch " + peer_log_.back().epoch +
                           " was replaced by one that a person accepted; this machine must stop"});
  const Verdict verdict = compare(peer_log_, received_, order_of(context_, Log::peers));
  if (verdict.fork) return quarantine({Code::log_fork, "peer's log: " + *verdict.fork});
  if (verdict.remark)
    context_.raise(LinkContext::from_receiving,
                   {Code::sequence_gap, "peer's log: " + *verdict.remark}, false);
  expect_after_durable();
  acknowledge();
}

void Receiving::expect_after_durable() {
  Positions held = received_;
  if (storing_) put(held, *storing_);
  expect_ = resume_at(peer_log_, held);
}

void Receiving::acknowledge() {
  if (!open_ || quarantined_ || received_.empty()) return;
  context_.send(Ack{context_.session, received_.back()});
}

/// Says it once per reason, place and second: behind one lost batch come others that cannot fit
/// either.
void Receiving::nack(NackReason reason, const std::string& detail, milliseconds retry_after) {
  if (last_nack_ && last_nack_->reason == reason && last_nack_->at == expect_ &&
      context_.now < last_nack_->when + kNackPause)
    return;
  last_nack_ = {reason, expect_, context_.now};
  const auto& epoch = peer_log_[expect_.index].epoch;
  context_.send(Nack{context_.session, reason, epoch, expect_.seq, retry_after.count(), detail});
}

void Receiving::quarantine(const Error& error) {
  quarantined_ = true;
  queue_.clear();
  context_.raise(LinkContext::from_receiving, error, true);
  nack(NackReason::fork, error.detail);
}

void Receiving::on_batch(Batch batch) {
  if (!open_) return;
  if (quarantined_) return nack(NackReason::fork, "this log is quarantined here");
  // Who does not wait costs no more than reading the frame.
  if (context_.now < paused_until_)
    return nack(NackReason::busy, "it was asked to wait", paused_until_ - context_.now);
  const auto* epoch = find_epoch(peer_log_, batch.epoch);
  if (epoch == nullptr)
    return nack(NackReason::unknown_epoch, "epoch " + batch.epoch + " was not announced");
  const auto& first = batch.events.front();
  if (first.side == context_.settings.own_side || first.site != context_.settings.site)
    return quarantine({Code::peer_refused, "the peer sent events of the " +
                                               std::string(word(first.side)) + " log of " +
                                               std::string(first.site.code())});
  const auto index = static_cast<std::size_t>(epoch - peer_log_.data());
  const auto last_seq = batch.events.back().seq;
  if (std::pair(index, last_seq) < std::pair(expect_.index, expect_.seq)) return acknowledge();
  if (std::pair(index, batch.first_seq) > std::pair(expect_.index, expect_.seq))
    return nack(NackReason::gap, "expected number " + std::to_string(expect_.seq));
  if (queue_.size() >= 2 * context_.settings.window)
    return nack(NackReason::busy, "the store is behind", kStoreRetry);
  if (!take_verified(batch.events)) return;
  queue_.push_back(std::move(batch.events));
  store_next();
}

/// Drops what is known already, verifies the rest and moves expect_ behind it.
bool Receiving::take_verified(std::vector<EventRecord>& events) {
  Cursor at = expect_;
  std::size_t known = 0;
  for (const EventRecord& event : events) {
    if (event.seq < expect_.seq) {
      ++known;
      if (event.seq + 1 == expect_.seq && event.hash != expect_.prev_hash) {
        quarantine({Code::log_fork, "peer's log: another event came as number " +
                                        std::to_string(event.seq) + " than the one stored"});
        return false;
      }
      continue;
    }
    auto ok = codec::verify_follows(at.prev_hash, at.seq, event);
    if (ok && at.index != expect_.index)
      ok = core::fail(Code::log_fork, "the epoch was announced to end at number " +
                                          std::to_string(peer_log_[expect_.index].seq));
    if (!ok) {
      quarantine({ok.error().code, "peer's log: " + ok.error().detail});
      return false;
    }
    advance(at, peer_log_, event.hash);
  }
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(known));
  expect_ = at;
  return true;
}

void Receiving::store_next() {
  if (storing_ || queue_.empty()) return;
  const auto& last = queue_.front().back();
  storing_ = Position{last.epoch, last.seq, last.hash};
  context_.outputs.push_back(StoreBatch{std::move(queue_.front())});
  queue_.pop_front();
}

void Receiving::on_stored(const Position& upto) {
  const bool as_asked = storing_ == upto;
  storing_.reset();
  put(received_, upto);
  context_.calm(LinkContext::from_receiving);
  if (!as_asked && open_) {
    queue_.clear();
    expect_after_durable();
  }
  acknowledge();
  store_next();
}

void Receiving::on_store_refused(const Error& error) {
  storing_.reset();
  queue_.clear();
  if (open_) expect_after_durable();
  if (error.code == Code::log_fork && open_) return quarantine(error);
  context_.raise(LinkContext::from_receiving, error, error.code == Code::log_fork);
  const auto pause = error.code == Code::quota_exceeded ? kQuotaRetry : kStoreRetry;
  if (error.code == Code::quota_exceeded) paused_until_ = context_.now + pause;
  if (open_) nack(NackReason::busy, error.detail, pause);
}

}  // namespace otkel::sync
