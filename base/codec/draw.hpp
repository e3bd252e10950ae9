#pragma once
// The bytes of the draw "otkel-draw-1", and its file draw/<id>.json, from which anybody computes
// the result again (docs/draw.md, ADR 0062).
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec/nullable.hpp"
#include "core/queue/draw.hpp"

namespace otkel::codec {

inline constexpr std::string_view kDrawAlgorithm = "otkel-draw-1";
inline constexpr std::string_view kDrawByHub = "hub";

using DrawSeed = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 of `tag;` and each part with its length, 64 hex digits. Hashes are parts in hex,
/// numbers in decimal.
std::string tagged_hash(std::string_view tag, std::initializer_list<std::string_view> parts);

/// `role`: "hub", or the letters of the site's numbers.
std::string draw_commit(std::string_view draw, std::string_view role, const DrawSeed& seed);
/// A vehicle's id in one draw: without the VIN nobody connects it with its ids in others.
std::string draw_vehicle(std::string_view draw, std::string_view plate, std::string_view vin);
/// How many draws later than the next one a place that was released is drawn: 0, 1 or 2.
/// `seed`: S of the draw that was the next to be decided then.
int draw_delay(std::string_view seed, std::string_view event_id);

struct DrawCommit {
  std::string role, commit;
  static constexpr auto fields() {
    return std::tuple{core::field("role", &DrawCommit::role),
                      core::field("commit", &DrawCommit::commit)};
  }
  bool operator==(const DrawCommit&) const = default;
};

struct RevealedSeed {
  std::string role, seed;
  static constexpr auto fields() {
    return std::tuple{core::field("role", &RevealedSeed::role),
                      core::field("seed", &RevealedSeed::seed)};
  }
  bool operator==(const RevealedSeed&) const = default;
};

struct DrawRequest {
  std::string vehicle;
  std::int64_t tickets = 1;
  core::DrawChoices choices;
  std::string prev;  ///< "<lost draw>/<vehicle id there>", or empty
  core::Instant received{};
  static constexpr auto fields() {
    using R = DrawRequest;
    return std::tuple{core::field("vehicle", &R::vehicle), core::field("tickets", &R::tickets),
                      core::field("choices", &R::choices), core::field("prev", &R::prev),
                      core::field("received", &R::received)};
  }
  bool operator==(const DrawRequest&) const = default;
};

/// A public source of random numbers, its round named before the close.
struct DrawBeacon {
  std::string chain;
  std::int64_t round = 0;
  std::string value;  ///< hex
  static constexpr auto fields() {
    using B = DrawBeacon;
    return std::tuple{core::field("chain", &B::chain), core::field("round", &B::round),
                      core::field("value", &B::value)};
  }
  bool operator==(const DrawBeacon&) const = default;
};

struct DrawRank {
  std::string vehicle;
  std::int64_t ticket = 1;  ///< the number of the smallest, from 1
  std::string score;
  std::optional<core::DrawInterval> interval;  ///< nothing: not drawn
  static constexpr auto fields() {
    using R = DrawRank;
    return std::tuple{core::field("vehicle", &R::vehicle), core::field("ticket", &R::ticket),
                      core::field("score", &R::score),
                      core::always_field("interval", &R::interval)};
  }
  bool operator==(const DrawRank&) const = default;
};

/// Why a draw has no result, and which two persons decided so.
struct DrawVoided {
  std::string reason, by, second;
  static constexpr auto fields() {
    using V = DrawVoided;
    return std::tuple{core::field("reason", &V::reason), core::field("by", &V::by),
                      core::field("second", &V::second)};
  }
  bool operator==(const DrawVoided&) const = default;
};

struct DrawFile {
  std::string algorithm{kDrawAlgorithm};
  std::string draw;                ///< capitals, digits and hyphens: it names the file
  std::string drawer{kDrawByHub};  ///< or the letters of a site that draws its own share
  std::string rule_version;
  core::DrawRules rules;
  core::Instant opens{}, closes{};
  std::vector<core::DrawPlaces> places;  ///< by interval
  std::vector<DrawCommit> commits;
  std::vector<DrawRequest> requests;  ///< by vehicle id
  std::string root;
  std::vector<core::DrawWitness> witnesses;  ///< by site
  std::vector<RevealedSeed> seeds;
  std::optional<DrawBeacon> beacon;
  std::string seed;  ///< S, of all seeds together
  std::vector<DrawRank> ranks;
  std::optional<DrawVoided> voided;
  static constexpr auto fields() {
    using F = DrawFile;
    return std::tuple{
        core::field("algorithm", &F::algorithm), core::field("draw", &F::draw),
        core::field("drawer", &F::drawer),       core::field("rule_version", &F::rule_version),
        core::field("rules", &F::rules),         core::field("opens", &F::opens),
        core::field("closes", &F::closes),       core::field("places", &F::places),
        core::field("commits", &F::commits),     core::field("requests", &F::requests),
        core::field("root", &F::root),           core::field("witnesses", &F::witnesses),
        core::field("seeds", &F::seeds),         core::always_field("beacon", &F::beacon),
        core::field("seed", &F::seed),           core::field("ranks", &F::ranks),
        core::always_field("voided", &F::voided)};
  }
  bool operator==(const DrawFile&) const = default;
};

/// Whether a draw may have that id, and so its file that name.
bool is_draw_id(std::string_view id);

/// What the closed list of requests hashes to, in the order in which they stand there.
std::string draw_root(const DrawFile& file);
/// S: the drawer's seed, those of the witnesses by site, and the beacon. A role without a seed
/// counts with an empty one: check_draw() names it.
std::string draw_seed(const DrawFile& file);
/// Every request in the order of its score, with what it gets. Reads file.seed, requests, places.
std::vector<DrawRank> draw_result(const DrawFile& file);

}  // namespace otkel::codec
