// Tagged hashes of parts, and the result that follows from them.
#include "base/codec/draw.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "core/value/text.hpp"

namespace otkel::codec {
namespace {

using core::put_part;

constexpr std::size_t kLongestId = 40;

const std::string& seed_of(const DrawFile& file, std::string_view role) {
  static const std::string none;
  const auto found = std::ranges::find(file.seeds, role, &RevealedSeed::role);
  return found == file.seeds.end() ? none : found->seed;
}

struct SmallestTicket {
  std::int64_t number = 1;
  core::DrawScore score{};
};

SmallestTicket smallest_ticket(std::string_view seed, const DrawRequest& request) {
  std::string input = "otkel-draw-ticket-1;";
  put_part(input, seed);
  put_part(input, request.vehicle);
  const auto common = input.size();
  SmallestTicket smallest;
  for (std::int64_t j = 1; j <= std::max<std::int64_t>(1, request.tickets); ++j) {
    input.resize(common);
    put_part(input, std::to_string(j));
    const auto ticket = blake2b(bytes_of(input));
    if (j == 1 || ticket < smallest.score) smallest = {j, ticket};
  }
  return smallest;
}

}  // namespace

std::string tagged_hash(std::string_view tag, std::initializer_list<std::string_view> parts) {
  std::string input(tag);
  input += ';';
  for (const auto part : parts) put_part(input, part);
  return blake2b_hex(input);
}

std::string draw_commit(std::string_view draw, std::string_view role, const DrawSeed& seed) {
  return tagged_hash("otkel-draw-commit-1", {draw, role, to_hex(seed)});
}

std::string draw_vehicle(std::string_view draw, std::string_view plate, std::string_view vin) {
  return tagged_hash("otkel-draw-vehicle-1", {draw, plate, vin});
}

int draw_delay(std::string_view seed, std::string_view event_id) {
  const auto first = tagged_hash("otkel-draw-delay-1", {seed, event_id}).substr(0, 2);
  return from_hex<1>(first)->front() % 3;
}

bool is_draw_id(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && id.size() <= kLongestId && std::ranges::all_of(id, fits);
}

std::string draw_root(const DrawFile& file) {
  std::string list;
  for (const auto& request : file.requests) {
    put_part(list, request.vehicle);
    put_part(list, std::to_string(request.tickets));
    put_part(list, request.choices.str());
    put_part(list, request.prev);
  }
  return tagged_hash("otkel-draw-list-1", {file.draw, std::to_string(file.requests.size()), list});
}

std::string draw_seed(const DrawFile& file) {
  std::string input = "otkel-draw-seed-1;";
  put_part(input, file.draw);
  put_part(input, seed_of(file, file.drawer));
  put_part(input, std::to_string(file.witnesses.size()));
  for (const auto& witness : file.witnesses) {
    put_part(input, witness.site);
    put_part(input, seed_of(file, witness.site));
  }
  put_part(input, file.beacon ? file.beacon->value : "none");
  return blake2b_hex(input);
}

std::vector<DrawRank> draw_result(const DrawFile& file) {
  std::vector<core::ScoredRequest> scored;
  std::vector<std::int64_t> numbers;
  scored.reserve(file.requests.size());
  numbers.reserve(file.requests.size());
  for (const auto& request : file.requests) {
    const auto [number, score] = smallest_ticket(file.seed, request);
    scored.push_back({request.vehicle, score, request.choices});
    numbers.push_back(number);
  }
  const auto ranking = core::draw_ranking(scored);
  const auto given = core::draw_places(scored, ranking, file.places);
  std::vector<DrawRank> ranks;
  ranks.reserve(ranking.size());
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    const auto& one = scored[ranking[i]];
    ranks.push_back({one.vehicle, numbers[ranking[i]], to_hex(one.score), given[i]});
  }
  return ranks;
}

}  // namespace otkel::codec
