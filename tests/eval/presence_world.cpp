// A trip is a chain of events in time; what the records say is kept apart from what is so.
#include "tests/eval/presence_world.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <tuple>

#include "core/plate/plate_match.hpp"

namespace otkel::eval {
namespace {

using core::Instant;
using core::minutes;
using Role = core::CameraRole;
using S = core::StayState;

constexpr int kGateLanes = 3, kExitLanes = 2;
constexpr minutes kBetweenTrips{1};  ///< trips begun: some 750 in the hours of a day, and more

std::string lane_of(int lanes, SeededRng& dice) { return std::to_string(1 + dice.below(lanes)); }

/// The mates of each truck: its neighbours of the same series in the list of make_fleets().
bool same_series(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  int differ = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!digit(a[i]) || !digit(b[i]) || ++differ > 3) return false;
  }
  return true;
}

/// What is so, and what is on record.
struct Vehicle {
  Truck truck;
  std::vector<std::size_t> mates;
  bool busy = false;  ///< on a trip, or seen at this moment
  core::TruckRecord record;
};

double part(std::int64_t some, std::int64_t of) {
  return of > 0 ? static_cast<double>(some) / static_cast<double>(of) : 0;
}

struct Event {
  Instant at{};
  std::int64_t nth = 0;  ///< of those at the same time the first planned comes first
  std::function<void()> happen;
  bool operator<(const Event& other) const {
    return std::tie(other.at, other.nth) < std::tie(at, nth);
  }
};

}  // namespace

Shares Shares::adverse() {
  Shares s;
  for (double* share : {&s.by_hand, &s.missed_exit, &s.missed_return, &s.stranger,
                        &s.mate_for_no_show, &s.uncalled_mate, &s.stranger_alike})
    *share *= 5;
  return s;
}

class PresenceWorld::Inner {
 public:
  explicit Inner(const WorldPlan& plan) : plan_(plan), dice_(plan.seed) {
    fleets_ = make_fleets(plan.carriers, dice_);
    for (const auto& truck : fleets_.trucks) vehicles_.push_back({truck, {}, false, {}});
    for (std::size_t i = 0; i < vehicles_.size(); ++i) {
      index_[vehicles_[i].truck.plate] = i;
      (vehicles_[i].truck.listed ? listed_ : unlisted_).push_back(i);
      for (std::size_t j = i + 1; j < std::min(i + 12, vehicles_.size()); ++j)
        if (same_series(vehicles_[i].truck.plate, vehicles_[j].truck.plate)) {
          vehicles_[i].mates.push_back(j);
          vehicles_[j].mates.push_back(i);
        }
    }
    begin_trips();
  }

  const std::vector<std::string>& cards() const { return fleets_.cards; }

  Sight next() {
    while (sights_.empty()) {
      Event event = events_.top();
      events_.pop();
      now_ = event.at;
      event.happen();
    }
    return sights_.front().sight;
  }

  Passing look_at(const Truck& truck) {
    for (;;) {
      Passing passing = pass_by(truck, plan_.noise, dice_);
      if (plan_.cameras == CamerasAt::as_it_is) return passing;
      const auto rear = [](const auto& read) { return read.view == core::View::rear; };
      if (plan_.cameras == CamerasAt::one) std::erase_if(passing.reads, rear);
      const bool both = std::any_of(passing.reads.begin(), passing.reads.end(), rear);
      if (plan_.cameras == CamerasAt::two && !both) continue;
      for (auto& read : passing.reads) read.character_confidence.clear();
      return passing;
    }
  }

  core::Whereabouts whereabouts(const std::string& plate, const Sight& sight) const {
    return core::whereabouts(vehicles_[index_.at(plate)].record, sight.place, sight.at, pack_);
  }

  void decided(bool acted) {
    const auto seen = std::move(sights_.front());
    sights_.pop();
    if (!seen.recorded) return;
    if (acted)
      seen.recorded();
    else
      later(some(1, 6), seen.recorded);
  }

 private:
  struct Seen {
    Sight sight;
    std::function<void()> recorded;  ///< the passage is put on record
  };

  minutes some(int least, int most) { return minutes{least + dice_.below(most - least + 1)}; }

  void later(minutes wait, std::function<void()> happen) {
    events_.push({now_ + wait, ++planned_, std::move(happen)});
  }

  void see(const Truck& truck, Role role, const std::string& lane, bool regular,
           std::function<void()> recorded = {}) {
    sights_.push({{truck, {role, lane}, now_, regular}, std::move(recorded)});
  }

  /// The same truck before the same camera once more.
  void maybe_twice(std::size_t v, Role role, const std::string& lane) {
    if (!dice_.chance(plan_.shares.twice)) return;
    later(some(1, 10), [=, this] { see(vehicles_[v].truck, role, lane, true); });
  }

  std::optional<std::size_t> free_one(const std::vector<std::size_t>& among) {
    if (among.empty()) return std::nullopt;
    const auto v = among[static_cast<std::size_t>(dice_.below(static_cast<int>(among.size())))];
    return vehicles_[v].busy ? std::nullopt : std::optional(v);
  }

  // --- trips ------------------------------------------------------------------------------------

  void begin_trips() {
    later(kBetweenTrips, [this] {
      begin_trips();
      const auto& shares = plan_.shares;
      const auto v = free_one(listed_);
      if (v) {
        const auto lane = lane_of(kGateLanes, dice_);
        trip(*v, lane);
        if (dice_.chance(shares.convoy))
          if (const auto mate = free_one(vehicles_[*v].mates)) begin_with(*mate, lane);
      }
      if (dice_.chance(shares.stranger))
        if (const auto stranger = free_one(unlisted_))
          pass_as_stranger(*stranger, lane_of(kGateLanes, dice_));
    });
  }

  void begin_with(std::size_t mate, const std::string& lane) {
    if (vehicles_[mate].truck.listed)
      trip(mate, lane);
    else
      pass_as_stranger(mate, lane);
  }

  void trip(std::size_t v, const std::string& lane) {
    vehicles_[v].busy = true;
    vehicles_[v].record.queue = {core::BookingState::checked_in, now_, {}, {}};
    later(some(5, 40), [=, this] { call(v, lane); });
  }

  void call(std::size_t v, const std::string& lane) {
    const auto& shares = plan_.shares;
    auto& queue = *vehicles_[v].record.queue;
    queue.state = core::BookingState::called;
    queue.called = now_;
    queue.lane = lane;
    if (dice_.chance(shares.uncalled_mate)) come_uncalled(v, lane);
    if (dice_.chance(shares.stranger_alike)) come_alike(v, lane);
    if (dice_.chance(shares.no_show)) {
      if (dice_.chance(shares.mate_for_no_show)) come_uncalled(v, lane);
      later(minutes{180}, [=, this] { go_home(v); });
      return;
    }
    const auto wait = dice_.chance(shares.late) ? some(20, 60) : some(1, 12);
    const bool astray = dice_.chance(shares.wrong_lane);
    const auto there = astray ? lane_of(kGateLanes, dice_) : lane;
    later(wait, [=, this] { enter(v, there, there == lane); });
  }

  /// It is sent away, and so is a stranger who looks like the one that was called.
  void come_uncalled(std::size_t called, const std::string& lane) {
    const auto mate = free_one(vehicles_[called].mates);
    if (!mate) return;
    vehicles_[*mate].busy = true;
    later(some(0, 10), [=, this] {
      see(vehicles_[*mate].truck, Role::gate_in, lane, false);
      vehicles_[*mate].busy = false;
    });
  }

  void come_alike(std::size_t called, const std::string& lane) {
    Truck stranger = vehicles_[called].truck;
    stranger.plate = look_alike_of(stranger.plate, dice_);
    stranger.listed = index_.contains(stranger.plate);
    if (!stranger.plate.empty() && !stranger.listed)
      later(some(0, 10), [=, this] { see(stranger, Role::gate_in, lane, false); });
  }

  void enter(std::size_t v, const std::string& lane, bool regular) {
    if (dice_.chance(plan_.shares.by_hand)) return enter_by_hand(v);
    see(vehicles_[v].truck, Role::gate_in, lane, regular, [=, this] {
      put_inside(v, now_);
      after_entry(v);
    });
    maybe_twice(v, Role::gate_in, lane);
  }

  void enter_by_hand(std::size_t v) {
    put_inside(v, std::nullopt);
    if (dice_.chance(plan_.shares.wrong_by_hand))
      if (const auto mate = free_one(vehicles_[v].mates); mate && vehicles_[*mate].truck.listed) {
        put_inside(*mate, std::nullopt);
        later(minutes{120}, [=, this] { vehicles_[*mate].record = {}; });
      }
    after_entry(v);
  }

  /// `seen`: by a camera.
  void put_inside(std::size_t v, std::optional<Instant> seen) {
    auto& record = vehicles_[v].record;
    record = {};
    record.queue = {core::BookingState::on_territory, {}, {}, {}};
    record.stay.emplace();
    record.stay->entered = now_;
    record.entered = seen;
  }

  void after_entry(std::size_t v) {
    if (dice_.chance(plan_.shares.turned_back)) {
      later(some(10, 90), [=, this] { turn_back(v); });
      return;
    }
    const bool given = !dice_.chance(plan_.shares.without_blank);
    const auto issue = some(10, 45);
    if (given) later(issue, [=, this] { vehicles_[v].record.holds_blank = true; });
    later(issue + some(5, 90), [=, this] { leave(v, given); });
  }

  void turn_back(std::size_t v) {
    vehicles_[v].record.holds_blank = false;
    see(vehicles_[v].truck, Role::return_lane, "1", true, [=, this] {
      end_stay(v, S::turned_back, true);
      go_home(v);
    });
  }

  void end_stay(std::size_t v, S how, bool seen) {
    auto& record = vehicles_[v].record;
    record.queue.reset();
    record.holds_blank = false;
    record.end_seen = seen;
    record.stay->state = how;
    record.stay->ended = now_;
  }

  void leave(std::size_t v, bool given) {
    const auto lane = lane_of(kExitLanes, dice_);
    if (dice_.chance(plan_.shares.missed_exit)) return be_in_china(v, false);
    if (dice_.chance(plan_.shares.by_hand)) {
      vehicles_[v].record.stay->state = S::said_left;
      return be_in_china(v, false);
    }
    see(vehicles_[v].truck, Role::exit, lane, given, [=, this] {
      end_stay(v, S::left, true);
      be_in_china(v, true);
    });
    maybe_twice(v, Role::exit, lane);
  }

  void be_in_china(std::size_t v, bool on_record) {
    later(minutes{360 + dice_.below(5 * 24 * 60)}, [=, this] {
      const auto& shares = plan_.shares;
      if (dice_.chance(shares.other_checkpoint) || dice_.chance(shares.missed_return))
        return go_home(v);
      see(vehicles_[v].truck, Role::entry_from_china, "1", on_record, [=, this] {
        auto& stay = vehicles_[v].record.stay;
        if (stay && stay->state == S::left) {
          stay->state = S::came_back;
          stay->came_back = now_;
        }
        go_home(v);
      });
    });
  }

  /// It may come again in some hours; what is on record stays.
  void go_home(std::size_t v) {
    auto& queue = vehicles_[v].record.queue;
    if (queue && queue->state == core::BookingState::called) queue.reset();
    later(minutes{240 + dice_.below(24 * 60)}, [=, this] { vehicles_[v].busy = false; });
  }

  /// With a permit from elsewhere, or sent away; a person looks in any case.
  void pass_as_stranger(std::size_t v, const std::string& lane) {
    vehicles_[v].busy = true;
    later(some(5, 60), [=, this] { see(vehicles_[v].truck, Role::gate_in, lane, false); });
    later(some(90, 240), [=, this] {
      see(vehicles_[v].truck, Role::exit, lane_of(kExitLanes, dice_), false);
      go_home(v);
    });
  }

  WorldPlan plan_;
  SeededRng dice_;
  core::RulePack pack_;
  Fleets fleets_;
  std::vector<Vehicle> vehicles_;
  std::map<std::string, std::size_t> index_;
  std::vector<std::size_t> listed_, unlisted_;
  Instant now_{std::chrono::days{20'000}};
  std::int64_t planned_ = 0;
  std::priority_queue<Event> events_;
  std::queue<Seen> sights_;
};

PresenceWorld::PresenceWorld(const WorldPlan& plan) : inner_(std::make_unique<Inner>(plan)) {}
PresenceWorld::~PresenceWorld() = default;
const std::vector<std::string>& PresenceWorld::cards() const { return inner_->cards(); }
Sight PresenceWorld::next() { return inner_->next(); }
Passing PresenceWorld::look_at(const Truck& truck) { return inner_->look_at(truck); }
core::Whereabouts PresenceWorld::whereabouts(const std::string& plate, const Sight& sight) const {
  return inner_->whereabouts(plate, sight);
}
void PresenceWorld::decided(bool acted) { inner_->decided(acted); }

double PresenceTally::share() const { return part(asked_regular, regular); }
double PresenceTally::share_at_gates() const { return part(asked_gates, gates); }
double PresenceTally::share_of_all() const { return part(asked, visits); }

PresenceTally& PresenceTally::operator+=(const PresenceTally& other) {
  for (const auto member : {&PresenceTally::visits, &PresenceTally::regular, &PresenceTally::right,
                            &PresenceTally::wrong, &PresenceTally::strangers, &PresenceTally::asked,
                            &PresenceTally::asked_regular, &PresenceTally::contradicted,
                            &PresenceTally::gates, &PresenceTally::asked_gates})
    this->*member += other.*member;
  return *this;
}

void PresenceTally::count(const Sight& sight, const core::MatchDecision& d, bool acted) {
  ++visits;
  regular += sight.regular ? 1 : 0;
  const bool gate =
      sight.regular && (sight.place.role == Role::gate_in || sight.place.role == Role::exit);
  gates += gate ? 1 : 0;
  contradicted += d.why == core::MatchWhy::cannot_be_here ? 1 : 0;
  if (!acted) {
    ++asked;
    asked_regular += sight.regular ? 1 : 0;
    asked_gates += gate ? 1 : 0;
  } else if (!sight.truck.listed) {
    ++strangers;
  } else {
    ++(d.matched == sight.truck.plate ? right : wrong);
  }
}

PresenceTally play(const WorldPlan& plan, const Acts& acts) {
  PresenceWorld world(plan);
  core::CardIndex index;
  for (const auto& card : world.cards()) index.put(card);
  PresenceTally t;
  for (int n = 0; n < plan.visits; ++n) {
    const Sight sight = world.next();
    const auto presence = [&](const std::string& plate) { return world.whereabouts(plate, sight); };
    const auto d =
        core::match_plate(world.look_at(sight.truck).reads, index, {}, core::RulePack{}, presence);
    const bool acted = acts(d);
    world.decided(acted);
    t.count(sight, d, acted);
  }
  return t;
}

}  // namespace otkel::eval
