#pragma once
// DLE EOT 1 to 4. Answers carry no number, so one question is asked at a time; and each is sent
// twice and the last answer to it counts, because some printers answer each question with what they
// would have answered to the one before.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "printer/page/page.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::printer {

/// Answers to the four questions, in their order.
using StatusAnswers = std::array<std::uint8_t, 4>;

/// One round after the other. It sends nothing itself: whoever sends what next() gives says with
/// take() what has been heard since.
class StatusQuestions {
 public:
  /// Begins a round if none is under way. `heard`: how many answers have come so far.
  void begin(std::size_t heard);
  bool under_way() const { return asking_ > 0; }
  /// What must be sent now; empty while an answer is waited for.
  Bytes next();
  /// `answers`: all that were heard in this talk. The round, if this ended it.
  std::optional<StatusAnswers> take(std::span<const std::uint8_t> answers);
  /// How long it is worth waiting for another answer to the question that was answered once.
  std::chrono::milliseconds patience() const;
  /// Rounds begun and ended.
  std::size_t begun() const { return begun_; }
  std::size_t ended() const { return ended_; }
  /// Questions answered, of all rounds.
  std::size_t answered() const { return answered_; }

 private:
  std::uint8_t asking_ = 0;  ///< 1 to 4; 0: no round
  bool sent_ = false;
  bool answered_once_ = false;
  std::size_t seen_ = 0;  ///< answers that belong to questions before this one
  std::size_t begun_ = 0, ended_ = 0, answered_ = 0;
  StatusAnswers round_{};
  Countdown second_{std::chrono::milliseconds(0)};  ///< runs from the first answer
};

}  // namespace otkel::printer
