#pragma once
// One line of the route table: what is asked, who may ask it, and the small function that answers.
#include <string>
#include <vector>

#include "base/web/message.hpp"
#include "firmware-daemon/app/work_loop.hpp"

namespace otkel::http {

using app::Answer;
using app::Context;
using core::Code;
using core::Error;
using core::fail;
using core::Result;

enum class Who {
  anyone,   ///< the port decides: it is bound to the machine, or the answer is no secret
  reader,   ///< everyone who is logged in, technicians too
  officer,  ///< officers and seniors
  keeper,   ///< technicians and seniors: what belongs to the devices
};

/// Whether a request must bring an Idempotency-Key (ledger/answers.hpp).
enum class IdempotencyKey { none, required };

struct Route {
  std::string method, path;
  Who who = Who::anyone;
  IdempotencyKey key = IdempotencyKey::none;
  /// On the work thread, inside the command's savepoint.
  Result<Answer> (*work)(Context&, const web::Request&) = nullptr;
  std::vector<std::string> query;  ///< the names it takes; others are refused
  std::string content_type = "application/json";
};

using Routes = std::vector<Route>;

const Routes& kiosk_routes();
const Routes& board_routes();
const Routes& queue_routes();
const Routes& permit_routes();
const Routes& stock_routes();
const Routes& visit_routes();
const Routes& record_routes();
const Routes& print_routes();
const Routes& list_routes();
const Routes& second_routes();

}  // namespace otkel::http
