#pragma once
// Three draws after each other, as the hub writes them: the last has the lists, seeds and scores of
// the vector in docs/draw.md.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/codec/draw.hpp"
#include "base/codec/hash.hpp"

namespace otkel::test {

inline codec::DrawSeed counted_from(std::uint8_t first) {
  codec::DrawSeed seed{};
  for (auto& byte : seed) byte = first++;
  return seed;
}

/// A vehicle of the vector, with what it asks for.
struct AskedPlace {
  std::string plate, vin, choices;
  std::int64_t tickets = 1;
  std::string lost;  ///< the draw before that it lost
};

inline const std::string kFirstLot = "NZ-2026-12-12-M1";
inline const std::string kSecondLot = "NZ-2026-12-13-M1";
inline const std::string kVectorLot = "NZ-2026-12-14-M1";

/// The list closed, the witness's answer there, nothing revealed.
inline codec::DrawFile closed_draw(const std::string& draw, core::Instant closes,
                                   const std::vector<AskedPlace>& asked,
                                   const std::vector<std::pair<std::string, int>>& places) {
  codec::DrawFile file;
  file.draw = draw;
  file.rule_version = "demo-2026";
  file.closes = closes;
  file.opens = closes - std::chrono::hours{24};
  for (const auto& [interval, count] : places)
    file.places.push_back({core::DrawInterval::parse(interval).value(), count});
  for (const auto& one : asked)
    file.requests.push_back(
        {codec::draw_vehicle(draw, one.plate, one.vin), one.tickets,
         core::DrawChoices::parse(one.choices).value(),
         one.lost.empty() ? "" : one.lost + "/" + codec::draw_vehicle(one.lost, one.plate, one.vin),
         file.opens + std::chrono::hours{1}});
  std::ranges::sort(file.requests, {}, &codec::DrawRequest::vehicle);
  file.root = codec::draw_root(file);
  file.witnesses = {{"NZ", file.root, closes + std::chrono::minutes{2}}};
  return file;
}

/// Commitments, seeds and the result of these seeds.
inline void reveal(codec::DrawFile& file, const codec::DrawSeed& hub, const codec::DrawSeed& site) {
  file.commits = {{"hub", codec::draw_commit(file.draw, "hub", hub)},
                  {"NZ", codec::draw_commit(file.draw, "NZ", site)}};
  file.seeds = {{"hub", codec::to_hex(hub)}, {"NZ", codec::to_hex(site)}};
  file.seed = codec::draw_seed(file);
  file.ranks = codec::draw_result(file);
}

/// With the first seeds under which these vehicles get nothing.
inline codec::DrawFile lost_by(codec::DrawFile file, const std::vector<std::string>& vehicles) {
  const auto lost = [&] {
    return std::ranges::all_of(file.ranks, [&](const codec::DrawRank& rank) {
      return !rank.interval || std::ranges::find(vehicles, rank.vehicle) == vehicles.end();
    });
  };
  for (std::uint8_t n = 1; file.ranks.empty() || !lost(); ++n)
    reveal(file, counted_from(n), counted_from(static_cast<std::uint8_t>(n + 100)));
  return file;
}

inline const std::string kOften = "777BCD05", kOftenVin = "XTC651154P1234567";
inline const std::string kTwice = "345ERT07", kTwiceVin = "YS2R4X20005398765";

/// In the order of their days; each but the first names losses in those before it.
inline std::vector<codec::DrawFile> three_draws() {
  const auto day = [](int n) {
    return core::at_local(std::chrono::year{2026} / 11 / n, core::minutes{600}, core::minutes{0});
  };
  const std::vector<std::pair<std::string, int>> one_place{{"2026-12-12T03:00Z", 1}};
  auto first = closed_draw(kFirstLot, day(28),
                           {{kOften, kOftenVin, "any"}, {"512AKH02", "A1", "any"}}, one_place);
  auto second = closed_draw(kSecondLot, day(29),
                            {{kOften, kOftenVin, "2026-12-13T03:00Z", 2, kFirstLot},
                             {kTwice, kTwiceVin, "2026-12-13T03:00Z"},
                             {"090TRK19", "B2", "any"}},
                            {{"2026-12-13T03:00Z", 1}});
  const std::string a = "2026-12-14T03:00Z", b = "2026-12-14T03:30Z";
  auto third = closed_draw(kVectorLot, day(30),
                           {{"512AKH02", "WDB9634031L123456", a + "," + b},
                            {kOften, kOftenVin, a + "," + b, 4, kSecondLot},
                            {"090TRK19", "LZGJL4R45PX012345", b + "," + a},
                            {kTwice, kTwiceVin, a, 2, kSecondLot}},
                           {{a, 1}, {b, 2}});
  reveal(third, counted_from(0x00), counted_from(0x20));
  return {lost_by(std::move(first), {codec::draw_vehicle(kFirstLot, kOften, kOftenVin)}),
          lost_by(std::move(second), {codec::draw_vehicle(kSecondLot, kOften, kOftenVin),
                                      codec::draw_vehicle(kSecondLot, kTwice, kTwiceVin)}),
          std::move(third)};
}

}  // namespace otkel::test
