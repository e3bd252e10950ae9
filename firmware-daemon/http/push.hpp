#pragma once
// What the screens are pushed: the whole view, numbered, when it has changed and now and then so
// that a screen can distinguish quiet from gone.
#include <optional>
#include <set>
#include <string>

#include "base/web/server.hpp"
#include "firmware-daemon/app/work_loop.hpp"
#include "firmware-daemon/http/dispatcher.hpp"

namespace otkel::http {

/// {"seq":n,"type":"snapshot"|"update","data":view}. Lives as long as the server; everything but
/// the channels' `admit` runs on the work thread.
class Push {
 public:
  Push(Dispatcher& dispatcher, web::Server& server, const core::Clock& clock)
      : dispatcher_(dispatcher), server_(server), clock_(clock) {}

  /// `bucket` may be null. The channels refuse like any route; a socket of the console ends with
  /// its session, a tenth of a second later if the daemon itself ends it, within a second of its
  /// time.
  web::Channel board_channel(TokenBucket* bucket);
  web::Channel console_channel();
  /// Sends a change at once, the next ones 100 ms later together; sends to everybody every 10 s.
  app::Worker worker();

 private:
  struct View {
    std::string name;
    /// The view as JSON; `still`: without the times that only show that time passes.
    std::string (*json)(Context&, bool still);
    std::int64_t seq = 1;  ///< of the last message, from 1
    std::string last_still;
    std::chrono::milliseconds last_sent{0};
  };

  std::string snapshot(Context& context, View& view);
  /// Closes the console's sockets whose session has ended.
  void end_with_session(Context& context);
  void look(Context& context, View& view, std::chrono::milliseconds boot);
  web::Channel channel(View& view, std::string path, Who who, TokenBucket* bucket);
  std::chrono::milliseconds step(Context& context, std::chrono::milliseconds boot);
  static std::string board_json(Context& context, bool still);
  static std::string console_json(Context& context, bool still);

  Dispatcher& dispatcher_;
  web::Server& server_;
  const core::Clock& clock_;
  View board_{"board", board_json, 1, {}, {}};
  View console_{"console", console_json, 1, {}, {}};
  std::set<std::string> watching_;  ///< token hashes of the sessions that opened a console's socket
  std::int64_t seen_changes_ = -1;
  std::chrono::milliseconds next_look_{0}, last_snapshot_{0}, last_full_look_{0};
};

}  // namespace otkel::http
