// One log is locked after the other, in the order of the logs' names.
#include "ledger/facts.hpp"

#include <algorithm>
#include <iterator>

namespace otkel::ledger {

void Facts::add(const LogName& log, const core::Event& fact, Stamp stamp) {
  add(log, draft(fact, std::move(stamp)));
}

void Facts::add_again(const LogName& log, const core::EventRecord& aside) {
  add(log, draft_again(aside));
}

void Facts::add(const LogName& log, Draft draft) {
  if (!collecting_)
    throw sql::Failure(core::Code::internal, "a fact was written outside a commit of its log");
  collected_.push_back({log, std::move(draft)});
}

void Facts::append_all() {
  std::ranges::stable_sort(collected_, {}, &Collected::log);
  for (auto first = collected_.begin(); first != collected_.end();) {
    OwnLog log(session_, sql_, first->log);
    AppendLock lock = log.lock_for_append();
    for (const LogName name = first->log; first != collected_.end() && first->log == name; ++first)
      log.append(lock, first->draft);
  }
}

void Facts::forget_from(std::size_t first) {
  collected_.erase(collected_.begin() + static_cast<std::ptrdiff_t>(first), collected_.end());
}

}  // namespace otkel::ledger
