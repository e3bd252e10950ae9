// Two lanes for each line, and what happens to a frame on them.
#include "tests/sim/world/network.hpp"

#include <algorithm>
#include <utility>

namespace otkel::sim {
namespace {

constexpr std::uint64_t kShortest = 5, kLongest = 120;  ///< ms

}  // namespace

Network::SiteConnection& Network::line(core::Site site) { return lines_[std::string(site.code())]; }

Network::End& Network::machine(core::Site site, std::size_t number) {
  auto& machines = line(site).machines;
  while (machines.size() <= number) {
    machines.emplace_back(*this);
    machines.back().site_ = std::string(site.code());
  }
  return machines[number];
}

sync::Transport& Network::edge(core::Site site) { return machine(site, 0); }
sync::Transport& Network::spare(core::Site site) { return machine(site, 1); }

void Network::cut(core::Site site) {
  auto& line = lines_.at(std::string(site.code()));
  line.up = false;
  line.to_edge.clear();
  line.to_hub.clear();
}

void Network::reconnect(core::Site site) { lines_.at(std::string(site.code())).up = true; }

void Network::put(Lane& lane, std::string bytes, End& to, What what) {
  const milliseconds takes{kShortest + random_.below(kLongest - kShortest + 1)};
  const auto behind = lane.empty() ? milliseconds{} : lane.back().arrives;
  lane.push_back({std::max(now_ + takes, behind), std::move(bytes), what, &to});
}

void Network::advance(milliseconds now) {
  now_ = now;
  for (auto& [site, line] : lines_) {
    const auto hand_over = [&](Lane& lane, const std::string& from) {
      for (; !lane.empty() && lane.front().arrives <= now; lane.pop_front()) {
        auto& flying = lane.front();
        flying.to->arrived_.push_back({from, std::move(flying.bytes), flying.what});
        flying.to->wake();
      }
    };
    hand_over(line.to_edge, sync::kHubPeer);
    hand_over(line.to_hub, site);
  }
}

std::optional<milliseconds> Network::next_arrival() const {
  std::optional<milliseconds> next;
  for (const auto& [site, line] : lines_)
    for (const Lane* lane : {&line.to_edge, &line.to_hub})
      if (!lane->empty())
        next = std::min(next.value_or(lane->front().arrives), lane->front().arrives);
  return next;
}

core::Result<void> Network::End::send(const std::string& peer, std::string bytes) {
  const auto found = network_.lines_.find(site_.value_or(peer));
  if (found == network_.lines_.end() || !found->second.up)
    return core::fail(core::Code::link_down, peer + " is not connected");
  SiteConnection& line = found->second;
  if (!site_) {
    if (line.route == nullptr) return core::fail(core::Code::link_down, peer + " is not connected");
    network_.put(line.to_edge, std::move(bytes), *line.route);
    return {};
  }
  if (std::exchange(line.route, this) != this)
    network_.put(line.to_hub, {}, network_.hub_, What::connected);
  network_.put(line.to_hub, std::move(bytes), network_.hub_);
  return {};
}

std::optional<sync::Incoming> Network::End::poll() {
  if (arrived_.empty()) return std::nullopt;
  sync::Incoming next = std::move(arrived_.front());
  arrived_.pop_front();
  return next;
}

void Network::End::disconnect(const std::string& peer) {
  std::erase_if(arrived_, [&](const sync::Incoming& frame) { return frame.peer == peer; });
  const auto found = network_.lines_.find(site_.value_or(peer));
  if (found == network_.lines_.end()) return;
  SiteConnection& line = found->second;
  if (site_ && line.route != this) return;
  line.to_edge.clear();
  line.to_hub.clear();
  // A checkpoint makes a new connection; over a line that is cut nobody hears of the old one's end.
  if (!site_) return;
  line.route = nullptr;
  if (line.up) network_.put(line.to_hub, {}, network_.hub_, What::disconnected);
}

}  // namespace otkel::sim
