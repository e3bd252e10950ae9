// The order of the queue and its exceptions.
#include "core/queue/order.hpp"

#include <algorithm>
#include <numeric>

#include "core/value/words.hpp"

namespace otkel::core {

std::vector<std::size_t> order(std::span<const QueueKey> waiting) {
  std::vector<std::size_t> places(waiting.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, {}, [&](std::size_t at) -> const QueueKey& { return waiting[at]; });
  return places;
}

Result<CallGround> read_ground(std::string_view text) {
  const auto said = trimmed(text);
  if (said.empty()) return fail(Code::reason_missing, "name the legal ground");
  if (const auto ground = from_word<CallGround>(said)) return *ground;
  std::string list;
  for (const auto word : EnumWords<CallGround>::words)
    list += (list.empty() ? "" : ", ") + std::string(word);
  return fail(Code::value_malformed, "\"" + said + "\" is no legal ground; the list: " + list);
}

Result<Turn> may_call(const std::string& booking_no, const std::optional<std::string>& next,
                      const CallStatement& said) {
  if (booking_no == next) return Turn{};
  const auto refuse = [&](const Error& error) {
    return fail(error.code, booking_no + " is not the next in order; " + error.detail);
  };
  const auto ground = read_ground(said.ground.value_or(""));
  if (!ground) return refuse(ground.error());
  auto words = read_reason(said.words.value_or(""), "say in words what stands behind the ground");
  if (!words) return refuse(words.error());
  return Turn{false, StatedGround{*ground, *std::move(words)}};
}

}  // namespace otkel::core
