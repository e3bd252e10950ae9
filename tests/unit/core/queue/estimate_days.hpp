#pragma once
// Simulated days of one lane, to measure what the estimate says against what came. Open from 9 to
// 17; trucks come around their half hours, one in ten does not; the officer's pace is drawn anew
// for every truck.
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "core/queue/capacity.hpp"
#include "core/queue/estimate.hpp"
#include "core/queue/usable_time.hpp"
#include "tests/unit/core/pilot.hpp"

namespace otkel::core {

enum class Weather { steady, changing, stops_unannounced };

struct DayErrors {
  std::vector<double> relative;  ///< of the wait, one for each truck that was told an hour
  int told = 0, held = 0;        ///< ranges, and those in which the truck entered

  double median() {
    std::ranges::sort(relative);
    return relative[relative.size() / 2];
  }
  double share_held() const { return static_cast<double>(held) / told; }
};

class EstimateDays {
 public:
  EstimateDays(Weather weather, unsigned seed) : weather_(weather), random_(seed) {}

  /// The errors of the last `measured` of `days` days; those before teach it.
  DayErrors run(int days, int measured) {
    for (int i = 0; i < days; ++i) {
      measuring_ = i >= days - measured;
      one_day(LocalDate{std::chrono::sys_days{day("2025-06-02")} + std::chrono::days{i}});
    }
    return errors_;
  }

 private:
  struct Truck {
    Instant slot, comes;
    bool present = false;
    std::optional<Estimate> told;
  };
  static constexpr int kPerDay = 320;
  static constexpr auto kZone = kKazakhstanOffset;

  double uniform(double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(random_);
  }
  static std::chrono::milliseconds in_minutes(double n) {
    return std::chrono::milliseconds{std::llround(n * 60'000)};
  }

  std::vector<Truck> trucks_of(LocalDate on) {
    std::vector<Truck> trucks;
    for (const auto& slot :
         slots_of({{day("2025-01-01"), kPerDay, 0}}, timetable(), on, minutes{30}, kZone))
      for (int i = 0; i < slot.capacity; ++i)
        if (uniform(0, 1) < 0.9)
          trucks.push_back({slot.start, slot.start + in_minutes(uniform(-90, 25)), false, {}});
    return trucks;
  }

  /// Usable time that the officer needs for the next truck.
  std::chrono::milliseconds next_gap(Instant now) {
    double mean = 1.5;
    if (weather_ == Weather::changing)
      mean *=
          1 + 0.3 * std::sin(static_cast<double>(since_local_midnight(now, kZone).count()) / 75);
    double gap = std::gamma_distribution<double>(4, mean / 4)(random_);
    if (weather_ == Weather::stops_unannounced && uniform(0, 1) < 0.006) gap += uniform(15, 40);
    return in_minutes(gap);
  }

  void one_day(LocalDate on) {
    auto trucks = trucks_of(on);
    gaps_.clear();
    Instant free = at_local(on, minutes{9 * 60}, kZone);
    const Instant closes = at_local(on, minutes{17 * 60}, kZone);
    for (std::size_t left = trucks.size(); left > 0;) {
      for (auto& truck : trucks)
        if (truck.comes <= free && !truck.present) arrive(trucks, truck);
      Truck* next = nullptr;
      for (auto& truck : trucks)
        if (truck.present && (next == nullptr || truck.slot < next->slot ||
                              (truck.slot == next->slot && truck.comes < next->comes)))
          next = &truck;
      if (next == nullptr) {
        free = std::ranges::min(trucks, {}, &Truck::comes).comes;
        continue;
      }
      const auto gap = next_gap(free);
      if (free + gap > closes) return;
      free += gap;
      gaps_.push_back(gap);
      enter(*next, free);
      trucks.erase(trucks.begin() + (next - trucks.data()));
      --left;
    }
  }

  void arrive(const std::vector<Truck>& trucks, Truck& truck) {
    truck.present = true;
    EstimateFacts facts;
    for (const auto& other : trucks) {
      if (&other == &truck) continue;
      if (other.present && other.slot <= truck.slot) ++facts.before.waiting;
      // Whether it will come at all nobody knows: so many are booked before.
      if (!other.present && other.slot < truck.slot) ++facts.before.expected;
    }
    facts.before.expected = facts.before.expected * 10 / 9;
    facts.pace = pace_of(gaps_, in_minutes(480.0 / kPerDay));
    facts.spread = known_.spread(entries_until(facts.before));
    truck.told = estimate(facts, timetable(), truck.comes, kZone).estimate;
  }

  void enter(const Truck& truck, Instant entered) {
    if (!truck.told) return;
    const auto waited = usable_time(timetable(), {}, truck.comes, entered, kZone);
    known_.learn(truck.told->entries, truck.told->by_pace, waited);
    if (!measuring_) return;
    const auto off = std::chrono::abs(truck.told->point - entered);
    errors_.relative.push_back(static_cast<double>(off.count()) /
                               static_cast<double>((entered - truck.comes).count()));
    ++errors_.told;
    errors_.held += truck.told->from <= entered && (!truck.told->to || entered <= *truck.told->to);
  }

  Weather weather_;
  std::mt19937_64 random_;
  std::vector<std::chrono::milliseconds> gaps_;
  EstimateErrors known_;
  DayErrors errors_;
  bool measuring_ = false;
};

}  // namespace otkel::core
