// Linear search: a port has some hundred places, and a new connection costs a system call anyway.
#include "base/web/connection_limiter.hpp"

#include <algorithm>

#include "base/web/network.hpp"

namespace otkel::web {
namespace {

bool waits_for_peer(Phase phase) {
  return phase == Phase::reading || phase == Phase::idle || phase == Phase::writing;
}

}  // namespace

ConnectionLimiter::Verdict ConnectionLimiter::make_room(std::string_view address, bool proxy) {
  const std::string who = neighbourhood(address);
  Verdict verdict;
  if (!proxy && count(address) >= limits_.connections_per_address) {
    const auto own = [&](const Connection& h) { return h.who == who && waits_for_peer(h.phase); };
    if (!drop(oldest_of_busiest(own), verdict)) {
      verdict.refusal = core::Code::rate_limited;
      return verdict;
    }
  }
  if (count(Phase::reading) >= limits_.half_open)
    drop(oldest_of_busiest([](const Connection& h) { return h.phase == Phase::reading; }), verdict);
  if (connections() >= limits_.connections &&
      !drop(oldest_of_busiest([](const Connection& h) { return waits_for_peer(h.phase); }),
            verdict))
    verdict.refusal = core::Code::busy;
  return verdict;
}

std::optional<ConnectionLimiter::Id> ConnectionLimiter::oldest_of_busiest(
    const Chooses& may) const {
  std::map<std::string_view, int> how_many;
  for (const auto& [id, held] : all_)
    if (may(held)) ++how_many[held.who];
  const auto before = [&](const auto& a, const auto& b) {
    const int of_a = how_many[a.second.who], of_b = how_many[b.second.who];
    return of_a != of_b ? of_a > of_b : a.second.since < b.second.since;
  };
  auto best = all_.end();
  for (auto it = all_.begin(); it != all_.end(); ++it)
    if (may(it->second) && (best == all_.end() || before(*it, *best))) best = it;
  if (best == all_.end()) return std::nullopt;
  return best->first;
}

bool ConnectionLimiter::drop(std::optional<Id> id, Verdict& verdict) {
  if (!id) return false;
  all_.erase(*id);
  verdict.leave.push_back(*id);
  return true;
}

void ConnectionLimiter::enter(Id id, std::string_view address) {
  all_[id] = {neighbourhood(address), Phase::reading, ++now_};
}

void ConnectionLimiter::set_phase(Id id, Phase phase) {
  const auto found = all_.find(id);
  if (found == all_.end() || found->second.phase == phase) return;
  found->second.phase = phase;
  found->second.since = ++now_;
}

void ConnectionLimiter::set_address(Id id, std::string_view address) {
  const auto found = all_.find(id);
  if (found != all_.end()) found->second.who = neighbourhood(address);
}

void ConnectionLimiter::leave(Id id) { all_.erase(id); }

int ConnectionLimiter::count(std::string_view address) const {
  const std::string who = neighbourhood(address);
  return static_cast<int>(
      std::ranges::count_if(all_, [&](const auto& one) { return one.second.who == who; }));
}

int ConnectionLimiter::count(Phase phase) const {
  return static_cast<int>(
      std::ranges::count_if(all_, [&](const auto& one) { return one.second.phase == phase; }));
}

}  // namespace otkel::web
