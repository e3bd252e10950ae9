#pragma once
// One checkpoint for some weeks: trucks that are called, come, leave and come back, those who
// should not be where they are, what the records say meanwhile, and what the cameras see of it.
// Trucks, plates and noise are those of make_fleets() and pass_by().
#include <functional>
#include <memory>

#include "core/gate/presence.hpp"
#include "core/plate/match_decision.hpp"
#include "tests/eval/noise.hpp"

namespace otkel::eval {

/// How often, of the trips that are begun, something else happens. Assumptions, no field data.
struct Shares {
  double convoy = 0.15;            ///< a mate of the fleet is called right after it
  double no_show = 0.03;           ///< is called and does not come
  double late = 0.03;              ///< comes when its call is 20 to 60 minutes old
  double wrong_lane = 0.01;        ///< drives into another lane than it was called to
  double twice = 0.03;             ///< is seen again by the same camera within ten minutes
  double turned_back = 0.01;       ///< goes back by the return lane
  double by_hand = 0.005;          ///< an officer records the entry or exit, no camera saw it
  double wrong_by_hand = 0.02;     ///< of those entries: the officer types the plate of a mate
  double missed_exit = 0.005;      ///< nobody records that it has left
  double missed_return = 0.02;     ///< nobody records that it came back
  double other_checkpoint = 0.05;  ///< comes back by another checkpoint
  double without_blank = 0.01;     ///< leaves without a blank of ours
  // Who should not be there.
  double stranger = 0.01;          ///< a truck without a card comes to any lane, and leaves later
  double mate_for_no_show = 0.1;   ///< of the no-shows: an uncalled mate comes to that lane
  double uncalled_mate = 0.002;    ///< an uncalled mate comes to the lane of one who was called
  double stranger_alike = 0.0001;  ///< a plate one look-alike away from the called one comes there
  static Shares usual() { return {}; }
  /// Five times as many of those who should not be there, and of records that are missing or wrong.
  static Shares adverse();
};

/// What is left of pass_by(): nothing is made better, some of it is left out.
enum class CamerasAt {
  one,       ///< the front camera alone, without character confidences
  two,       ///< vehicles that a second camera saw as well, without character confidences
  as_it_is,  ///< half with character confidences, a third with a second camera
};

struct WorldPlan {
  std::uint64_t seed = 1;
  int visits = 60'000, carriers = 1'500;
  Shares shares;
  Noise noise;
  CamerasAt cameras = CamerasAt::one;
};

/// One vehicle before one camera.
struct Sight {
  Truck truck;
  core::CameraPosition place;
  core::Instant at{};
  /// It is there because it was called, holds a blank, has left and so on: a machine that knows
  /// everything would act. False for whoever comes uncalled, unrecorded or without a card.
  bool regular = true;
};

class PresenceWorld {
 public:
  explicit PresenceWorld(const WorldPlan& plan);
  ~PresenceWorld();
  PresenceWorld(const PresenceWorld&) = delete;
  PresenceWorld& operator=(const PresenceWorld&) = delete;

  const std::vector<std::string>& cards() const;
  /// The next one. What is on record about it changes with decided().
  Sight next();
  /// What the cameras read of a vehicle.
  Passing look_at(const Truck& truck);
  core::Whereabouts whereabouts(const std::string& plate, const Sight& sight) const;
  /// Whether a machine acted on the last sight; if not, a person puts it on record minutes later.
  void decided(bool acted);

 private:
  class Inner;
  std::unique_ptr<Inner> inner_;
};

/// What came of the visits of one world.
struct PresenceTally {
  std::int64_t visits = 0, regular = 0;
  std::int64_t right = 0;          ///< acted for the truck's own card
  std::int64_t wrong = 0;          ///< acted for another one's
  std::int64_t strangers = 0;      ///< acted for a truck without a card
  std::int64_t asked = 0;          ///< of all visits: a person has to look
  std::int64_t asked_regular = 0;  ///< of the regular ones
  std::int64_t contradicted = 0;   ///< exact reads of a card that cannot be there: all are asked
  std::int64_t gates = 0, asked_gates = 0;  ///< of the regular ones: at the gate and at the exit
  double share() const;                     ///< asked_regular of regular
  double share_at_gates() const;            ///< asked_gates of gates
  double share_of_all() const;              ///< asked of visits
  PresenceTally& operator+=(const PresenceTally& other);
  void count(const Sight& sight, const core::MatchDecision& decision, bool acted);
  static constexpr auto fields() {
    using T = PresenceTally;
    using core::field;
    return std::tuple{field("visits", &T::visits),
                      field("regular", &T::regular),
                      field("right", &T::right),
                      field("wrong", &T::wrong),
                      field("strangers", &T::strangers),
                      field("asked", &T::asked),
                      field("asked_regular", &T::asked_regular),
                      field("contradicted", &T::contradicted),
                      field("gates", &T::gates),
                      field("asked_gates", &T::asked_gates)};
  }
};

/// Whether a machine acts on a decision; ours: where it may.
using Acts = std::function<bool(const core::MatchDecision&)>;
inline bool ours(const core::MatchDecision& decision) { return decision.may_act; }

PresenceTally play(const WorldPlan& plan, const Acts& acts = ours);

}  // namespace otkel::eval
