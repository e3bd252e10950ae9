// The officers' queue.
#include "firmware-daemon/app/blocked_time.hpp"
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/park_truck.hpp"
#include "firmware-daemon/app/views.hpp"
#include "firmware-daemon/app/withdraw_booking.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

using core::field;

struct Call {
  std::optional<std::string> booking_no;
  std::string lane;
  std::optional<std::string> ground, ground_words, document_no, document_date;
  static constexpr auto fields() {
    return std::tuple{
        field("booking_no", &Call::booking_no),   field("lane", &Call::lane),
        field("ground", &Call::ground),           field("ground_words", &Call::ground_words),
        field("document_no", &Call::document_no), field("document_date", &Call::document_date)};
  }
};

struct Road {
  core::BlockedKind kind = core::BlockedKind::road_closed_kz;
  std::string reason;
  static constexpr auto fields() {
    return std::tuple{field("kind", &Road::kind), field("reason", &Road::reason)};
  }
};

Result<Answer> console(Context& c, const web::Request&) { return answer(app::console_view(c)); }

Result<Answer> call(Context& c, const web::Request& r) {
  const auto body = body_of<Call>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = printable("lane", body->lane, 16); !ok) return std::unexpected(ok.error());
  if (auto ok = within("ground", body->ground.value_or(""), 32); !ok)
    return std::unexpected(ok.error());
  if (auto ok = within("ground_words", body->ground_words.value_or(""), 200); !ok)
    return std::unexpected(ok.error());
  if (auto ok = within("document_no", body->document_no.value_or(""), 64); !ok)
    return std::unexpected(ok.error());
  const auto booking = app::call_truck(
      c, {body->booking_no,
          body->lane,
          {body->ground, body->ground_words, body->document_no, body->document_date}});
  if (!booking) return std::unexpected(booking.error());
  return answer(app::queue_row(c, *booking));
}

struct Lane {
  std::string lane;
  static constexpr auto fields() { return std::tuple{field("lane", &Lane::lane)}; }
};

Result<Answer> call_again(Context& c, const web::Request& r) {
  const auto body = body_of<Lane>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = printable("lane", body->lane, 16); !ok) return std::unexpected(ok.error());
  const auto booking = app::call_again(c, param(r, "no"), body->lane);
  if (!booking) return std::unexpected(booking.error());
  return answer(app::queue_row(c, *booking));
}

Result<Answer> put_back(Context& c, const web::Request& r) {
  const auto why = reason_of(r);
  if (!why) return std::unexpected(why.error());
  const auto booking = app::put_back(c, param(r, "no"), why->reason);
  if (!booking) return std::unexpected(booking.error());
  return answer(app::queue_row(c, *booking));
}

/// `change`: app::park_truck or app::bring_back.
template <auto change>
Result<Answer> change_parking(Context& c, const web::Request& r) {
  const auto booking = change(c, std::string(param(r, "no")));
  if (!booking) return std::unexpected(booking.error());
  return answer(app::queue_row(c, *booking));
}

/// `say`: app::close_road or app::open_road.
template <auto say>
Result<Answer> say_of_road(Context& c, const web::Request& r) {
  const auto body = body_of<Road>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = within("reason", body->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  if (auto done = say(c, {body->kind, body->reason}); !done) return std::unexpected(done.error());
  return answer(app::road_view(c));
}

Result<Answer> withdraw(Context& c, const web::Request& r) {
  const auto why = reason_of(r);
  if (!why) return std::unexpected(why.error());
  const auto booking = app::withdraw_for_driver(c, param(r, "no"), why->reason);
  if (!booking) return std::unexpected(booking.error());
  return answer(app::queue_row(c, *booking));
}

}  // namespace

const Routes& queue_routes() {
  static const Routes routes{
      {"GET", "/api/v1/console", Who::reader, IdempotencyKey::none, console, {}},
      {"POST",
       "/api/v1/road/closing",
       Who::officer,
       IdempotencyKey::required,
       say_of_road<app::close_road>,
       {}},
      {"POST",
       "/api/v1/road/opening",
       Who::officer,
       IdempotencyKey::required,
       say_of_road<app::open_road>,
       {}},
      {"POST", "/api/v1/queue/call", Who::officer, IdempotencyKey::required, call, {}},
      {"POST",
       "/api/v1/bookings/{no}/call",
       Who::officer,
       IdempotencyKey::required,
       call_again,
       {}},
      {"POST",
       "/api/v1/bookings/{no}/put-back",
       Who::officer,
       IdempotencyKey::required,
       put_back,
       {}},
      {"POST",
       "/api/v1/bookings/{no}/parking",
       Who::officer,
       IdempotencyKey::required,
       change_parking<app::park_truck>,
       {}},
      {"POST",
       "/api/v1/bookings/{no}/return",
       Who::officer,
       IdempotencyKey::required,
       change_parking<app::bring_back>,
       {}},
      {"POST",
       "/api/v1/bookings/{no}/withdrawal",
       Who::officer,
       IdempotencyKey::required,
       withdraw,
       {}},
  };
  return routes;
}

}  // namespace otkel::http
