#pragma once
// Between the two threads: takes a request on the net thread, has it carried out on the work
// thread, and answers.
#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "base/web/virtual_host.hpp"
#include "core/value/instant.hpp"
#include "firmware-daemon/app/work_loop.hpp"
#include "firmware-daemon/http/route.hpp"

namespace otkel::http {

/// How many requests a moment may bring. One thread.
class TokenBucket {
 public:
  /// `per_second` 0: no limit. Holds three seconds' worth.
  explicit TokenBucket(double per_second) : per_second_(per_second), level_(per_second * 3) {}
  bool take(std::chrono::milliseconds boot_now);

 private:
  double per_second_, level_;
  std::chrono::milliseconds last_{-1};
};

using Request = std::shared_ptr<const web::Request>;
/// On the work thread, inside the command's savepoint: a refusal undoes all of it.
using Work = std::function<Result<Answer>(Context&)>;
using Done = std::function<void(Result<Answer>)>;

/// A log-in that was refused, for the log of the service.
struct FailedLogIn {
  std::string login, address;
  Code why = Code::wrong_password;  ///< or locked_out
};

/// Net thread, but for what says otherwise. Outlives the server's run.
class Dispatcher {
 public:
  /// `trouble` hears of answers that are our own fault; any thread.
  Dispatcher(app::WorkLoop& loop, std::function<void(const core::Error&)> trouble,
             std::function<void(const FailedLogIn&)> failed_log_in = {})
      : loop_(loop), trouble_(std::move(trouble)), failed_log_in_(std::move(failed_log_in)) {}

  /// Any thread. `done` comes on the work thread, or at once if the daemon is stopping.
  void submit(const std::string& actor, Work work, Done done);

  /// The handler of one line of the table; `route` must outlive it. `bucket` may be null.
  web::Handler handler(const Route& route, const std::string& actor, TokenBucket* bucket,
                       const core::Clock& clock);

  /// What web::Route::admit asks before a body is taken in: is the client logged in, and may
  /// he? Empty for Who::anyone.
  std::function<void(const web::Request&, web::AdmissionReply)> admission(Who who);

  /// Any thread. The name is cut to 32 printable characters.
  void report_failed_log_in(FailedLogIn failed);

  /// Problem or answer; reports our own faults.
  web::Response respond(const Result<Answer>& result, const std::string& content_type);

  /// Commands that are not yet answered; any thread.
  std::int64_t depth() const { return depth_; }
  app::WorkLoop& loop() { return loop_; }

 private:
  app::WorkLoop& loop_;
  std::function<void(const core::Error&)> trouble_;
  std::function<void(const FailedLogIn&)> failed_log_in_;
  std::atomic<std::int64_t> depth_ = 0;
};

/// Session and role, then once per Idempotency-Key of the actor. `fingerprint`: what counts as the
/// same request.
Result<Answer> carry_out(Context& context, const Route& route, const web::Request& request);
Result<Answer> once(Context& context, const web::Request& request, const std::string& fingerprint,
                    const std::function<Result<Answer>()>& work);

}  // namespace otkel::http
