#pragma once
// A link of a checkpoint whose hub, store and clock are the test.
#include <gtest/gtest.h>

#include <utility>

#include "sync/link/link.hpp"
#include "sync/link/wire.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/sync/link/log_fixture.hpp"

namespace otkel::sync {

using core::Code;
using core::LogSide;

inline const std::string kEdgeEpoch = epoch_named("e1");
inline const std::string kHubEpoch = epoch_named("c1");
inline const std::string kHubNonce(16, '7');

class EdgeLink : public testing::Test {
 protected:
  EdgeLink() {
    local_.wall = core::Instant(milliseconds(1'747'700'000'000));
    set_own(make_log(LogSide::edge, kEdgeEpoch, 10));
  }

  void set_own(std::vector<core::EventRecord> log) {
    own_ = std::move(log);
    local_.own_log = {head_of(own_, kEdgeEpoch)};
  }
  void step(milliseconds forward = milliseconds(0)) {
    now_ += forward;
    local_.wall += forward;
    link_.step(now_, local_);
    collect();
  }
  void deliver(const Frame& frame) {
    link_.on_frame(encode(frame), now_);
    collect();
  }
  void collect() {
    for (auto outputs = link_.take_outputs(); !outputs.empty(); outputs = link_.take_outputs())
      for (auto& output : outputs) {
        if (auto* f = std::get_if<SendFrame>(&output)) {
          sent_.push_back(*decode(f->bytes));
        } else if (auto* n = std::get_if<NeedEvents>(&output)) {
          ++reads_;
          std::vector<core::EventRecord> events;
          for (const auto& e : own_)
            if (e.seq >= n->from_seq && std::ssize(events) < per_batch_) events.push_back(e);
          link_.on_events(std::move(events), now_);
        } else if (auto* b = std::get_if<StoreBatch>(&output)) {
          to_store_.push_back(b->events);
        } else if (auto* h = std::get_if<NeedHeld>(&output)) {
          wanted_back_.push_back(*h);
        } else if (auto* r = std::get_if<Returned>(&output)) {
          returned_.push_back(r->events);
        } else if (auto* g = std::get_if<GotSecrets>(&output)) {
          for (auto& secret : g->secrets) got_secrets_.push_back(std::move(secret));
        } else if (auto* p = std::get_if<PeerAcked>(&output)) {
          acked_.push_back(p->upto.seq);
        } else if (auto* a = std::get_if<Alarm>(&output)) {
          alarms_.push_back(*a);
        } else {
          ++dropped_;
        }
      }
  }
  /// The last frame of that kind sent since the last take, or null.
  template <class F>
  std::vector<F> take() {
    std::vector<F> out;
    for (const auto& frame : std::exchange(sent_, {}))
      if (const auto* f = std::get_if<F>(&frame)) out.push_back(*f);
    return out;
  }
  Welcome welcome(const std::string& nonce, Positions held,
                  std::vector<core::EventRecord> hub = {}) {
    Welcome w;
    w.side = LogSide::hub;
    w.site = core::Site{"kolzhat"};
    w.session = nonce + kHubNonce;
    w.log = {head_of(hub, kHubEpoch)};
    w.received = std::move(held);
    w.wall = local_.wall;
    return w;
  }
  /// Greets and is answered; returns the session.
  std::string open(Positions held = {}, std::vector<core::EventRecord> hub = {}) {
    step();
    const auto hellos = take<Hello>();
    EXPECT_EQ(hellos.size(), 1u);
    deliver(welcome(hellos.back().session, std::move(held), std::move(hub)));
    return hellos.back().session + kHubNonce;
  }
  void acknowledge(const std::string& session, std::int64_t seq) {
    deliver(Ack{session, position_of(own_[static_cast<std::size_t>(seq - 1)])});
  }

  LocalState local_;
  std::vector<core::EventRecord> own_;
  milliseconds now_{100'000};
  int per_batch_ = 1;
  int reads_ = 0;
  int dropped_ = 0;
  std::vector<Frame> sent_;
  std::vector<std::vector<core::EventRecord>> to_store_;
  std::vector<NeedHeld> wanted_back_;
  std::vector<std::vector<core::EventRecord>> returned_;
  std::vector<core::OfficerSecret> got_secrets_;
  std::vector<std::int64_t> acked_;
  std::vector<Alarm> alarms_;
  support::SeededRandom random_{42};
  Link link_{{.own_side = LogSide::edge, .site = core::Site{"kolzhat"}, .software = "t"}, random_};
};

}  // namespace otkel::sync
