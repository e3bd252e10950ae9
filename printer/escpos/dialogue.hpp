#pragma once
// One talk with an ESC/POS printer over a channel: questions, bands counted to the byte, proof of
// the end. The same for every channel (ADR 0022).
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/value/random.hpp"
#include "printer/escpos/capabilities.hpp"
#include "printer/escpos/channel.hpp"
#include "printer/escpos/dialogue_job.hpp"
#include "printer/escpos/escpos_reply.hpp"
#include "printer/escpos/job_stream.hpp"
#include "printer/escpos/plausible.hpp"
#include "printer/escpos/status_questions.hpp"
#include "printer/port/countdown.hpp"
#include "printer/port/device.hpp"

namespace otkel::printer {

struct DialogueTimes {
  std::chrono::milliseconds preflight{2000};  ///< for the answer to a status question
  std::chrono::milliseconds stall{15000};     ///< the printer takes no byte for so long
  std::chrono::milliseconds finish{30000};    ///< from the last byte to an answer in order
  std::chrono::milliseconds echo{3000};       ///< from that answer to the job's number
  std::chrono::milliseconds ask{1000};        ///< how often the printer is asked while it works
  std::chrono::milliseconds quiet{20};    ///< silence that means that nothing old comes any more
  std::chrono::milliseconds take{60000};  ///< for a person to take the page out of a presenter
  FastestHead head{0, 0};                 ///< make_device judges by a real one
};

/// What is known of the printer from one connection to the next.
struct PrinterMemory {
  /// Where its parser stands after a job that was cut off: `completion` ends what is open there.
  enum class Parser { idle, open, anywhere } parser = Parser::anywhere;
  Bytes completion;
  bool scrap = false;       ///< rows of a job without a cut may hang in the printer
  bool old_answers = true;  ///< answers to an earlier job's questions may still come
  Capabilities can;
  PrinterHabits habits;
  std::optional<DeviceStatus> last_status;  ///< of the last whole round of questions
};

/// One connection's talk; it never sends a real-time command that makes a printer go on or forget
/// (DLE ENQ), because that is how a second half gets printed.
class Dialogue {
 public:
  /// `random` draws the numbers that the printer echoes.
  Dialogue(Channel& channel, PrinterMemory& memory, const DialogueTimes& times,
           core::Random& random);

  /// Errors: those of the channel, printer_timeout if nothing answers.
  core::Result<DeviceStatus> ask_status();
  Outcome print(const PreparedJob& job, const OnStage& on_stage,
                const std::function<void(const Sent&)>& on_sent);

 private:
  core::Result<void> hear(std::chrono::milliseconds most);
  core::Result<void> quieten();
  core::Result<void> send(std::span<const std::uint8_t> bytes, std::size_t& taken);
  core::Result<void> send_whole(const Bytes& bytes);
  core::Result<void> step_status();
  core::Result<void> ask_now_and_then();
  core::Result<bool> finish_round();
  core::Result<bool> whole_round();
  std::optional<core::Code> new_trouble();
  std::optional<core::Code> port_trouble();
  core::Result<DeviceStatus> port_answer();
  core::Result<void> complete_open_piece();
  core::Result<void> repair(const PreparedJob& prepared);
  core::Result<void> settle_old_answers();
  core::Result<void> send_job(DialogueJob& job, const std::function<void(const Sent&)>& on_sent);
  core::Result<void> wait_for_echoes(DialogueJob& job);
  Outcome attempt(DialogueJob& job, const OnStage& on_stage,
                  const std::function<void(const Sent&)>& on_sent);
  void remember(const DialogueJob& job, const Outcome& outcome);
  bool echoed(const std::string& process_id) const;
  // dialogue_proof.cpp
  Outcome prove(DialogueJob& job);
  Outcome by_echo(DialogueJob& job);
  Outcome by_answer(DialogueJob& job);
  core::Result<bool> answers_each_time();
  Outcome proven_by_echo(const DialogueJob& job) const;
  Outcome after_echo(const DialogueJob& job);
  Outcome too_soon(DialogueJob& job);
  Outcome without_answers();
  Outcome hand_over(Outcome proven);
  std::optional<std::uint8_t> ask_ejector();

  Channel& channel_;
  PrinterMemory& memory_;
  DialogueTimes times_;
  core::Random& random_;
  EscposReplies replies_;
  StatusQuestions status_;
  std::vector<StatusAnswers> rounds_;  ///< not looked at yet
  Countdown next_question_;
  std::size_t pushed_seen_ = 0;
  std::int64_t question_bytes_ = 0;
  bool port_speaks_ = false;  ///< its status was clean before the job
  bool in_job_ = false;
  bool question_torn_ = false;
};

}  // namespace otkel::printer
