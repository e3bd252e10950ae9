// Numbers in the order of applications.
#include "core/permit/allocation.hpp"

#include <algorithm>

namespace otkel::core {

Result<std::vector<AllocationStep>> allocate(const ApplicationNo& wanted,
                                             std::vector<Waiting> waiting,
                                             const std::vector<BlankNumber>& stock) {
  std::sort(waiting.begin(), waiting.end());
  const auto last = std::ranges::find(waiting, wanted, &Waiting::application);
  if (last == waiting.end())
    return fail(Code::application_not_found, wanted.str() + " is not waiting for a number");
  const auto needed = static_cast<std::size_t>(last - waiting.begin()) + 1;
  if (stock.size() < needed)
    return fail(Code::no_blanks, std::to_string(needed) + " blanks are needed to serve " +
                                     wanted.str() + " and those registered before it, " +
                                     std::to_string(stock.size()) + " are in stock");
  std::vector<AllocationStep> steps;
  for (std::size_t i = 0; i < needed; ++i)
    steps.push_back({waiting[i].application.str(), stock[i].str()});
  return steps;
}

}  // namespace otkel::core
