// What the hub's log only commits to.
#include <algorithm>
#include <utility>

#include "base/codec/commitment.hpp"
#include "sync/link/link_parts.hpp"

namespace otkel::sync {
namespace {

constexpr auto kAtOnce = milliseconds::min();
constexpr auto kNotInThisSession = milliseconds::max();

}  // namespace

void Fetching::want(const std::vector<std::string>& commitments) {
  std::erase_if(wanted_, [&](const auto& one) {
    return std::ranges::find(commitments, one.first) == commitments.end();
  });
  for (const auto& commitment : commitments) wanted_.try_emplace(commitment, kAtOnce);
}

void Fetching::close() {
  for (auto& [commitment, ask_at] : wanted_) ask_at = kAtOnce;
  serving_.clear();
}

void Fetching::step() {
  SecretsWanted request{context_.session, {}};
  for (auto& [commitment, ask_at] : wanted_) {
    if (ask_at > context_.now || request.commitments.size() == kMaxSecrets) continue;
    request.commitments.push_back(commitment);
    ask_at = context_.now + context_.settings.ack_wait;
  }
  if (!request.commitments.empty()) context_.send(std::move(request));
}

void Fetching::on_wanted(const SecretsWanted& request) {
  if (context_.settings.own_side != core::LogSide::hub) return;
  serving_ = request.commitments;
  context_.outputs.push_back(NeedSecrets{serving_});
}

void Fetching::on_held(std::vector<core::OfficerSecret> held) {
  if (serving_.empty()) return;  // the session it was wanted in is over
  Secrets answer{context_.session, std::move(held), {}};
  for (auto& commitment : std::exchange(serving_, {}))
    if (std::ranges::find(answer.secrets, commitment, &core::OfficerSecret::commitment) ==
        answer.secrets.end())
      answer.missing.push_back(std::move(commitment));
  context_.send(std::move(answer));
}

void Fetching::on_secrets(Secrets answer) {
  for (const auto& commitment : answer.missing)
    if (const auto found = wanted_.find(commitment); found != wanted_.end())
      found->second = kNotInThisSession;
  std::erase_if(answer.secrets, [&](const auto& one) { return !wanted_.contains(one.commitment); });
  const auto wrong = std::ranges::partition(answer.secrets, codec::opens);
  if (!wrong.empty())
    context_.raise(LinkContext::from_secrets,
                   {core::Code::event_malformed,
                    "the peer sent another password's secret for " + wrong.front().commitment},
                   false);
  answer.secrets.erase(wrong.begin(), wrong.end());
  if (!answer.secrets.empty()) context_.outputs.push_back(GotSecrets{std::move(answer.secrets)});
}

milliseconds Fetching::next_wakeup() const {
  auto at = milliseconds::max();
  for (const auto& [commitment, ask_at] : wanted_) at = std::min(at, ask_at);
  return std::max(at, context_.now);
}

}  // namespace otkel::sync
