#pragma once
// What is asked of the national electronic queue next, and what an answer means: authorise the
// checkpoint once, fetch the day's plates, post camera events. No socket, no clock:
// national/connection does the talking.
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "anpr-bridge/keep/pictures.hpp"
#include "anpr-bridge/national/day_list.hpp"
#include "anpr-bridge/national/outbox.hpp"
#include "core/plate/camera.hpp"
#include "core/plate/national_queue.hpp"
#include "core/value/backoff.hpp"
#include "core/value/moment.hpp"

namespace otkel::anpr {

struct NationalSetup {
  core::NationalQueueSettings settings;
  std::string password;
  core::minutes zone{};  ///< of the checkpoint
};

struct NationalAsk {
  std::string method, target, body;  ///< the body is JSON; empty: none
  std::vector<std::pair<std::string, std::string>> headers;
  std::size_t most_answer = 0;  ///< bytes of a body that are read
};
struct NationalAnswer {
  int status = 0;
  std::string body, retry_after;
};

/// What an operator should read in the log. No plates.
struct NationalTrouble {
  std::string detail;  ///< empty: it is over
};
struct NationalEventRefused {
  std::string visit_id;
  int status;
};
struct NationalPlatesMalformed {
  std::int64_t count;
  std::vector<std::string> problems;  ///< of the first few
};
using NationalNews = std::variant<NationalTrouble, NationalEventRefused, NationalPlatesMalformed>;

/// Belongs to the thread of the journal. One question at a time: after next() gave one, either
/// answered() or failed() is called before next() again.
class NationalClient {
 public:
  struct Ends {
    Journal& journal;
    const Pictures& pictures;
    core::Random& random;
  };
  /// `ends` outlive it. Errors: those of the journal.
  static core::Result<std::unique_ptr<NationalClient>> open(NationalSetup setup, Ends ends,
                                                            const core::Moment& at);

  /// Takes in what the journal has new. Nothing: look again at due(), or when a second has passed.
  std::optional<NationalAsk> next(const core::Moment& at);
  void answered(const NationalAnswer& answer, const core::Moment& at);
  /// No answer. `error` says what happened.
  void failed(const core::Error& error, const core::Moment& at);
  /// Boot time before which nothing is asked.
  std::chrono::milliseconds due() const { return not_before_; }

  /// Gives up what is too old. Errors: those of the journal.
  core::Result<void> forget_old(core::Instant now);
  /// Errors: those of the journal.
  core::Result<core::NationalStatus> status(core::Instant now) const;
  /// Since the last call, oldest first.
  std::vector<NationalNews> take_news() { return std::exchange(news_, {}); }

 private:
  enum class Step { authorise, plates, event };
  /// What can be in trouble: the way there and our own disk, then each step.
  enum class Part { way, authorise, plates, event };
  static constexpr std::size_t kParts = 4;

  NationalClient(NationalSetup setup, const Ends& ends);
  bool plates_due(const core::Moment& at) const;
  NationalAsk ask(Step step, std::string method, const std::string& path, std::string body);
  NationalAsk authorise();
  NationalAsk fetch_plates(const core::Moment& at);
  std::optional<NationalAsk> post(const NationalOutbox::Row& row, const core::Moment& at);
  std::string picture_of(const NationalOutbox::Row& row, const std::string& hash) const;

  void authorised(const NationalAnswer& answer, const core::Moment& at);
  void token_refused(Step step, const core::Moment& at);
  void take_plates(const NationalAnswer& answer, const core::Moment& at);
  void event_answered(const NationalAnswer& answer, const core::Moment& at);
  void plates_later(const core::Moment& at);
  /// A failure that may pass: everything waits.
  void wait(std::chrono::milliseconds time, const core::Moment& at);
  void trouble(Part part, const std::string& detail);
  void fine(Part part);
  /// A journal that cannot be read or written is trouble like any other.
  bool noted(const core::Result<void>& written, const core::Moment& at);
  std::string trouble_now() const;

  NationalSetup setup_;
  const Pictures* pictures_;
  NationalOutbox outbox_;
  DayList day_list_;
  core::Backoff backoff_;
  std::string token_;
  bool token_proven_ = false;  ///< something was answered to it
  std::optional<Step> flying_;
  NationalOutbox::Row posting_;
  core::LocalDate plates_day_{};             ///< for which they were asked last
  std::chrono::milliseconds plates_due_{0};  ///< boot time
  std::chrono::milliseconds not_before_{0};  ///< boot time
  std::array<std::string, kParts> troubles_;
  bool connected_ = false;
  std::int64_t posted_ = 0, given_up_ = 0;
  std::optional<core::Instant> last_posted_;
  std::vector<std::string> malformed_told_;
  std::vector<NationalNews> news_;
};

}  // namespace otkel::anpr
