#pragma once
// Two links against each other under one seed: stores that lose what was not committed, a network
// that loses, doubles and reorders, processes that die. Time is simulated.
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <sstream>

#include "sync/link/link.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/sync/link/log_fixture.hpp"

namespace otkel::sync {

/// How bad its day is; probabilities per occasion.
struct Faults {
  double drop = 0;
  double twice = 0;
  int max_delay_ms = 20;
  double crash = 0;          ///< of one end, per step
  double store_refuses = 0;  ///< busy
  double slow_owner = 0;     ///< answers to the link come later
};

/// What one end has on its disk. Checks every write: gapless, chained, once.
class Disk {
 public:
  Disk(core::LogSide own, std::string epoch) : own_(own) { begin_epoch(std::move(epoch)); }

  void begin_epoch(std::string epoch) {
    epochs_.push_back(std::move(epoch));
    own_log_[epochs_.back()];
  }
  void append(const std::string& salt) {
    auto& log = own_log_[epochs_.back()];
    log.push_back(next_event(log, own_, epochs_.back(), "{\"salt\":\"" + salt + "\"}"));
  }
  LocalState state(core::Instant wall) const {
    LocalState s;
    s.wall = wall;
    for (const auto& epoch : epochs_) s.own_log.push_back(head_of(own_log_.at(epoch), epoch));
    for (const auto& epoch : peer_epochs_)
      s.received.push_back(head_of(peer_log_.at(epoch), epoch));
    return s;
  }
  std::vector<core::EventRecord> read(const NeedEvents& need, std::size_t most) const {
    const auto& log = own_log_.at(need.epoch);
    std::vector<core::EventRecord> out;
    for (const auto& e : log)
      if (e.seq >= need.from_seq && out.size() < most) out.push_back(e);
    return out;
  }
  /// Empty when the events follow what is there; else what is wrong.
  std::string store(const std::vector<core::EventRecord>& events) {
    auto& log = peer_log_[events.front().epoch];
    if (log.empty()) peer_epochs_.push_back(events.front().epoch);
    for (const auto& e : events) {
      const std::int64_t expected = log.empty() ? 1 : log.back().seq + 1;
      const std::string prev = log.empty() ? std::string(kNoHash) : log.back().hash;
      if (auto ok = codec::verify_follows(prev, expected, e); !ok) return ok.error().detail;
      log.push_back(e);
    }
    return {};
  }
  bool holds(const Position& p) const {
    const auto it = peer_log_.find(p.epoch);
    return it != peer_log_.end() && std::ssize(it->second) >= p.seq &&
           it->second[static_cast<std::size_t>(p.seq - 1)].hash == p.hash;
  }
  void cut_own(std::size_t keep) { own_log_[epochs_.back()].resize(keep); }

  const std::vector<std::string>& epochs() const { return epochs_; }
  const std::map<std::string, std::vector<core::EventRecord>>& own() const { return own_log_; }
  const std::map<std::string, std::vector<core::EventRecord>>& peers() const { return peer_log_; }

 private:
  core::LogSide own_;
  std::vector<std::string> epochs_;
  std::vector<std::string> peer_epochs_;
  std::map<std::string, std::vector<core::EventRecord>> own_log_;
  std::map<std::string, std::vector<core::EventRecord>> peer_log_;
};

class LinkPair {
 public:
  explicit LinkPair(std::uint64_t seed) : random_(seed) {
    for (std::size_t i = 0; i < 2; ++i) start(i);
  }

  Disk& disk(core::LogSide side) { return ends_[index(side)].disk; }
  LinkStatus status(core::LogSide side) const { return ends_[index(side)].link->status(); }
  const std::vector<Alarm>& alarms(core::LogSide side) const { return ends_[index(side)].alarms; }
  const std::string& broken() const { return broken_; }
  milliseconds now() const { return now_; }

  Faults faults;
  std::size_t window = 4;
  std::size_t batch_bytes = 2000;
  std::map<std::string, int> happened;  ///< faults and frames, so that a test can prove they were

  /// The process dies; what it had asked of the store may or may not have been committed.
  void crash(core::LogSide side) {
    End& end = ends_[index(side)];
    for (auto& job : end.jobs)
      if (job.store && chance(0.5)) commit(end, *job.store);
    end.jobs.clear();
    ++happened["crash"];
    start(index(side));
  }

  void run_for(milliseconds span) {
    for (const auto until = now_ + span; now_ < until && broken_.empty();) tick();
  }
  /// False when the time was not enough.
  bool run_until(const std::function<bool()>& done, milliseconds limit) {
    for (const auto until = now_ + limit; now_ < until && broken_.empty(); tick())
      if (done()) return true;
    return done();
  }
  /// Every event of every epoch of both logs is at the other end.
  bool drained() {
    for (std::size_t i = 0; i < 2; ++i)
      for (const auto& [epoch, log] : ends_[i].disk.own())
        if (!log.empty() && !ends_[1 - i].disk.holds(position_of(log.back()))) return false;
    return true;
  }
  bool chance(double p) { return std::uniform_real_distribution<>(0, 1)(random_) < p; }
  std::uint64_t draw(std::uint64_t below) { return random_() % below; }

 private:
  struct Job {
    milliseconds due{};
    std::optional<NeedEvents> need;
    std::optional<std::vector<core::EventRecord>> store;
  };
  struct End {
    Disk disk;
    std::unique_ptr<support::SeededRandom> random{};
    std::unique_ptr<Link> link{};
    std::vector<Job> jobs{};  ///< in the order asked
    std::vector<Alarm> alarms{};
  };
  struct Flying {
    milliseconds due{};
    std::size_t to = 0;
    std::string bytes;
  };

  static std::size_t index(core::LogSide side) { return side == core::LogSide::edge ? 0 : 1; }

  void start(std::size_t i) {
    const LinkSettings settings{.own_side = i == 0 ? core::LogSide::edge : core::LogSide::hub,
                                .site = core::Site{"kolzhat"},
                                .software = "test",
                                .window = window,
                                .batch_bytes = batch_bytes};
    ends_[i].random = std::make_unique<support::SeededRandom>(random_());
    ends_[i].link = std::make_unique<Link>(settings, *ends_[i].random);
  }

  void commit(End& end, const std::vector<core::EventRecord>& events) {
    if (const auto wrong = end.disk.store(events); !wrong.empty() && broken_.empty())
      broken_ = "stored out of order: " + wrong;
  }

  core::Instant wall() const { return core::Instant(milliseconds(1'747'700'000'000) + now_); }

  void tick() {
    now_ += milliseconds(1 + static_cast<int>(draw(40)));
    if (chance(faults.crash)) crash(chance(0.5) ? core::LogSide::edge : core::LogSide::hub);
    std::vector<Flying> due;
    std::erase_if(flying_, [&](Flying& f) {
      if (f.due > now_) return false;
      due.push_back(std::move(f));
      return true;
    });
    std::ranges::stable_sort(due, {}, &Flying::due);
    for (std::size_t i = 0; i < 2; ++i) ends_[i].link->step(now_, ends_[i].disk.state(wall()));
    for (auto& f : due) ends_[f.to].link->on_frame(f.bytes, now_);
    for (std::size_t i = 0; i < 2; ++i) {
      work(i);
      carry_out(i);
    }
  }

  void work(std::size_t i) {
    End& end = ends_[i];
    while (!end.jobs.empty() && end.jobs.front().due <= now_) {
      const Job job = std::move(end.jobs.front());
      end.jobs.erase(end.jobs.begin());
      if (job.need) {
        end.link->on_events(chance(faults.store_refuses) ? std::vector<core::EventRecord>{}
                                                         : end.disk.read(*job.need, 1 + draw(12)),
                            now_);
      } else if (chance(faults.store_refuses)) {
        ++happened["store refused"];
        end.link->on_store_refused({core::Code::busy, "disk is slow"}, now_);
      } else {
        commit(end, *job.store);
        end.link->on_stored(position_of(job.store->back()), now_);
      }
    }
  }

  void carry_out(std::size_t i) {
    End& end = ends_[i];
    for (auto outputs = end.link->take_outputs(); !outputs.empty();
         outputs = end.link->take_outputs()) {
      for (auto& output : outputs) {
        if (auto* f = std::get_if<SendFrame>(&output)) fly(1 - i, f->bytes);
        if (auto* n = std::get_if<NeedEvents>(&output)) queue(end, {.due = {}, .need = *n});
        if (auto* b = std::get_if<StoreBatch>(&output))
          queue(end, {.due = {}, .need = {}, .store = std::move(b->events)});
        if (auto* a = std::get_if<Alarm>(&output)) end.alarms.push_back(*a);
        if (auto* p = std::get_if<PeerAcked>(&output))
          if (!ends_[1 - i].disk.holds(p->upto) && broken_.empty())
            broken_ = "acknowledged but not stored: " + std::to_string(p->upto.seq);
        if (std::holds_alternative<DropConnection>(output)) ++happened["connection dropped"];
      }
      work(i);
    }
  }

  void queue(End& end, Job job) {
    job.due = chance(faults.slow_owner) ? now_ + milliseconds(draw(3000)) : now_;
    end.jobs.push_back(std::move(job));
  }

  void fly(std::size_t to, const std::string& bytes) {
    const auto one = [&] {
      // Now and then a frame comes from another age.
      const bool late = faults.drop > 0 && chance(0.01);
      const auto delay =
          1 + draw(static_cast<std::uint64_t>(faults.max_delay_ms)) + (late ? draw(20'000) : 0);
      flying_.push_back({now_ + milliseconds(delay), to, bytes});
    };
    ++happened["frame"];
    if (chance(faults.drop)) {
      ++happened["dropped"];
      return;
    }
    one();
    if (!chance(faults.twice)) return;
    ++happened["doubled"];
    one();
  }

  std::mt19937_64 random_;
  milliseconds now_{1000};
  std::array<End, 2> ends_{End{Disk(core::LogSide::edge, epoch_named("e1"))},
                           End{Disk(core::LogSide::hub, epoch_named("c1"))}};
  std::vector<Flying> flying_;
  std::string broken_;
};

}  // namespace otkel::sync
