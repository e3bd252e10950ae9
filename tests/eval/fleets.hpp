#pragma once
// Invented fleets with consecutive numbers, their trucks with and without permit cards, and the
// visits that they make. The same for the same seed on every machine.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"

namespace otkel::eval {

/// The standard's distributions differ between libraries; these do not.
class SeededRng {
 public:
  explicit SeededRng(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  double share() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  bool chance(double p) { return share() < p; }
  char of(std::string_view set) {
    return set[static_cast<std::size_t>(below(static_cast<int>(set.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

struct Truck {
  std::string plate;  ///< canonical
  bool listed = true;
  bool two_lines = false;  ///< its plate is the square one
};

struct Fleets {
  std::vector<std::string> cards;  ///< in the order of the list
  std::vector<Truck> trucks;
};

/// Fleets of several countries, mostly Kazakh: runs of consecutive numbers of which most have
/// cards, lone trucks, and strangers whose plate is one look-alike away from a lone card.
Fleets make_fleets(int carriers, SeededRng& dice);

/// Another possible plate that looks like this one; empty where there is none.
std::string look_alike_of(const std::string& plate, SeededRng& dice);

/// One vehicle before the cameras.
struct Passing {
  Truck truck;
  std::vector<core::PlateRead> reads;
};

}  // namespace otkel::eval
