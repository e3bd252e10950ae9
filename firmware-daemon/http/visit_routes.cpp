// What the cameras saw and a person must decide.
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/learn_confusions.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

using core::field;

struct Entry {
  core::CameraRole role = core::CameraRole::gate_in;
  std::string plate, reason;
  static constexpr auto fields() {
    return std::tuple{field("role", &Entry::role), field("plate", &Entry::plate),
                      field("reason", &Entry::reason)};
  }
};

Result<Answer> enter(Context& c, const web::Request& r) {
  const auto body = body_of<Entry>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = within("reason", body->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  const auto row = app::enter_visit(c, {body->role, body->plate, body->reason});
  if (!row) return std::unexpected(row.error());
  return answer(app::visit_view(c, *row), 201);
}

Result<Answer> confusions(Context& c, const web::Request&) {
  return answer(app::confusions_view(c));
}

Result<Answer> forget(Context& c, const web::Request& r) {
  const auto why = reason_of(r);
  if (!why) return std::unexpected(why.error());
  if (auto done = app::forget_confusions(c, param(r, "camera"), why->reason); !done)
    return std::unexpected(done.error());
  return answer(app::confusions_view(c));
}

}  // namespace

const Routes& visit_routes() {
  static const Routes routes{
      {"POST", "/api/v1/visits", Who::officer, IdempotencyKey::required, enter, {}},
      {"GET", "/api/v1/confusions", Who::reader, IdempotencyKey::none, confusions, {}},
      {"POST",
       "/api/v1/confusions/{camera}/reset",
       Who::keeper,
       IdempotencyKey::required,
       forget,
       {}},
  };
  return routes;
}

}  // namespace otkel::http
