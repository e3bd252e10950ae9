#pragma once
// The bad days with as many trucks as wanted, and what must be 0 in the end. A drill is one world
// in which something bad happens between two halves of its trucks. One thread.
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/world/journey.hpp"

namespace otkel::sim {

/// Counted from both ends' logs and rows, never from what the product says of itself.
struct Verdict {
  std::int64_t numbers_twice = 0;          ///< blanks that two applications were given
  std::int64_t lost = 0;                   ///< what one end had acknowledged and nobody holds
  std::int64_t mixed_applications = 0;     ///< permits that show another's vehicle
  std::int64_t foreign_facts_applied = 0;  ///< rows changed by a checkpoint that does not own them
  std::int64_t irreversible_on_doubtful_clock = 0;  ///< fallen due, forgotten or given in doubt
  std::int64_t ready_while_unable = 0;  ///< steps: readyz 200, and no number could be given rightly
  double minutes_to_issue_again = 0;

  static constexpr auto fields() {
    using V = Verdict;
    return std::tuple{
        core::field("numbers_twice", &V::numbers_twice),
        core::field("lost", &V::lost),
        core::field("mixed_applications", &V::mixed_applications),
        core::field("foreign_facts_applied", &V::foreign_facts_applied),
        core::field("irreversible_on_doubtful_clock", &V::irreversible_on_doubtful_clock),
        core::field("ready_while_unable", &V::ready_while_unable),
        core::field("minutes_to_issue_again", &V::minutes_to_issue_again)};
  }
};

class Drill {
 public:
  Drill(std::uint64_t seed, int trucks);

  World world;

  int trucks() const { return trucks_; }
  /// The next truck, of which nobody knows yet.
  Journey& add_truck();
  /// The next truck's papers, at the portal.
  Journey& prepare();
  /// The pack of all blanks of this drill lies at the gate; does nothing the second time.
  void receive_pack();
  /// That many trucks all the way.
  void half();
  /// The lowest blank at the gate that nobody was given.
  std::string next_in_stock();
  void settle() { world.run_for(minutes{1}); }
  const std::vector<std::unique_ptr<Journey>>& fleet() const { return fleet_; }

  void accept_what_waits();
  /// Two persons have begun numbers: from now on the checkpoint may lack what the hub holds.
  void persons_answer_for_numbers() { persons_answer_ = true; }

  /// What one end has acknowledged by now must be there in the end.
  void begin_bad();
  /// Until numbers can be given again at the checkpoint and at the hub for it.
  void wait_until_able();
  bool ready() { return ready(world.at(kHere)); }

  Verdict& verdict() { return verdict_; }
  Verdict judge();

 private:
  bool ready(World::SiteDevices& post);
  void look(core::Site site, World::SiteDevices& post);
  std::optional<std::string> why_unable(core::Site site, World::SiteDevices& post);
  bool hub_is_able();
  bool able() { return ready() && hub_is_able(); }
  sync::Positions heads_at_hub(core::Site site);
  std::set<std::string> reported_events();
  std::int64_t numbers_twice();

  int trucks_;
  bool received_ = false;
  bool persons_answer_ = false;
  std::vector<std::unique_ptr<Journey>> fleet_;
  milliseconds began_{};
  milliseconds unable_at_{};  ///< the last step in which no number could be given
  std::set<std::string> known_;
  support::SeededRandom random_{0};  ///< for the look from outside, which must not move the world's
  Verdict verdict_;
};

/// Every event of a log, the oldest first; a log gives out so many at once.
template <class Log, class See>
void see_all(Log&& log, See see) {
  for (const auto& head : log.heads())
    for (std::int64_t from = 1; from <= head.seq;) {
      const auto some = log.read(head.epoch, from, 1 << 20);
      if (some.empty()) break;
      for (const auto& event : some) see(event);
      from = some.back().seq + 1;
    }
}

/// One bad day, and how soon numbers must be given again.
struct Case {
  std::string name;
  std::function<void(Drill&)> play;
  double most_minutes = 5;
};
std::vector<Case> restores();       ///< drill_restores.cpp
std::vector<Case> clock_jumps();    ///< drill_clock.cpp
std::vector<Case> hostile_sites();  ///< drill_hostile.cpp

/// Each promise that was broken, in words; empty where all were kept.
std::vector<std::string> broken_promises(const Case& played, const Verdict& verdict);

}  // namespace otkel::sim
