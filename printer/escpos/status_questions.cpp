// Ask, wait for two answers or for one and a little more, go on.
#include "printer/escpos/status_questions.hpp"

#include "printer/escpos/commands.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

constexpr std::uint8_t kQuestions = 4;
constexpr std::size_t kTimes = 2;
// A printer that answers a repeated question once is not waited for longer.
constexpr milliseconds kSecond{100};
constexpr milliseconds kLong{60'000};

}  // namespace

void StatusQuestions::begin(std::size_t heard) {
  if (under_way()) return;
  ++begun_;
  asking_ = 1;
  sent_ = answered_once_ = false;
  seen_ = heard;
}

Bytes StatusQuestions::next() {
  if (!under_way() || sent_) return {};
  sent_ = true;
  const auto question = status_question(asking_);
  return joined(question, question);
}

std::optional<StatusAnswers> StatusQuestions::take(std::span<const std::uint8_t> answers) {
  if (!under_way() || !sent_ || answers.size() <= seen_) return std::nullopt;
  if (!answered_once_) {
    answered_once_ = true;
    second_.restart(kSecond);
  }
  if (answers.size() < seen_ + kTimes && !second_.over()) return std::nullopt;
  round_[asking_ - 1] = answers.back();
  seen_ = answers.size();
  ++answered_;
  sent_ = answered_once_ = false;
  if (asking_ < kQuestions) {
    ++asking_;
    return std::nullopt;
  }
  asking_ = 0;
  ++ended_;
  return round_;
}

milliseconds StatusQuestions::patience() const { return answered_once_ ? second_.left() : kLong; }

}  // namespace otkel::printer
