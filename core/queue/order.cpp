// The order of the queue and its exceptions.
#include "core/queue/order.hpp"

#include <algorithm>
#include <numeric>

namespace otkel::core {

std::vector<std::size_t> order(std::span<const QueueKey> waiting) {
  std::vector<std::size_t> places(waiting.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return waiting[a] < waiting[b]; });
  return places;
}

Result<SaidGround> read_ground(std::string_view text) {
  if (text.empty()) return fail(Code::reason_missing, "name the legal ground");
  return SaidGround{from_word<CallGround>(text), std::string(text)};
}

Result<Turn> may_call(const std::string& booking_no, const std::optional<std::string>& next,
                      const std::optional<std::string>& ground) {
  if (booking_no == next) return Turn{};
  auto said = read_ground(ground.value_or(""));
  if (!said)
    return fail(said.error().code,
                booking_no + " is not the next in order; " + said.error().detail);
  return Turn{false, std::move(*said)};
}

}  // namespace otkel::core
