// Print jobs, the people who answer for them, and the sheets that are requested.
#include "base/codec/variant.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/print_again.hpp"
#include "firmware-daemon/app/print_document.hpp"
#include "firmware-daemon/app/print_job.hpp"
#include "firmware-daemon/app/resolve_print.hpp"
#include "firmware-daemon/app/sessions.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

using core::field;

struct OnPaper {
  bool on_paper = false;
  static constexpr auto fields() { return std::tuple{field("on_paper", &OnPaper::on_paper)}; }
};

struct Scanned {
  std::string text;
  static constexpr auto fields() { return std::tuple{field("text", &Scanned::text)}; }
};
constexpr std::size_t kLongestScan = 2000;

Result<Answer> job_answer(Context& c, const Result<store::PrintJobRow>& job, int status) {
  if (!job) return std::unexpected(job.error());
  return answer(app::print_job_view(c, *job), status);
}

Result<Answer> resolve(Context& c, const web::Request& r) {
  const auto id = job_id(r);
  if (!id) return std::unexpected(id.error());
  const auto body = body_of<OnPaper>(r);
  if (!body) return std::unexpected(body.error());
  return job_answer(c, app::resolve_print(c, *id, body->on_paper), 200);
}

Result<Answer> again(Context& c, const web::Request& r) {
  const auto id = job_id(r);
  if (!id) return std::unexpected(id.error());
  const auto why = reason_of(r);
  if (!why) return std::unexpected(why.error());
  return job_answer(c, app::print_again(c, *id, why->reason), 202);
}

Result<Answer> cancel(Context& c, const web::Request& r) {
  const auto id = job_id(r);
  if (!id) return std::unexpected(id.error());
  if (auto ok = no_body(r); !ok) return std::unexpected(ok.error());
  return job_answer(c, app::cancel_print(c, *id), 200);
}

Result<Answer> scan(Context& c, const web::Request& r) {
  const auto body = body_of<Scanned>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = filled("text", body->text, kLongestScan); !ok) return std::unexpected(ok.error());
  return job_answer(c, app::scan_print(c, body->text), 200);
}

/// {"type": the sheet's word, and the fields of that request}.
Result<app::DocumentRequest> request_of(const web::Request& r) {
  auto value = codec::parse(r.body);
  if (!value) return std::unexpected(value.error());
  if (!value->is_object()) return fail(Code::payload_malformed, "$: expected an object");
  auto& object = value->as_object();
  const auto* type = object.if_contains("type");
  if (type == nullptr) return fail(Code::field_missing, "$.type is missing");
  if (!type->is_string()) return fail(Code::payload_malformed, "$.type: expected text");
  const std::string word(type->get_string());
  object.erase("type");
  return codec::read_variant<app::DocumentRequest>(word, *value, codec::Unknown::refused);
}

Result<Answer> document(Context& c, const web::Request& r) {
  const auto request = request_of(r);
  if (!request) return std::unexpected(request.error());
  if (const auto* slip = std::get_if<core::NoFaultSlip::Request>(&*request))
    if (auto ok = within("reason", slip->reason, kLongestReason); !ok)
      return std::unexpected(ok.error());
  return job_answer(c, app::print_document(c, *request, app::role_of(c)), 202);
}

}  // namespace

const Routes& print_routes() {
  static const Routes routes{
      {"POST",
       "/api/v1/print-jobs/{id}/resolution",
       Who::officer,
       IdempotencyKey::required,
       resolve,
       {}},
      {"POST", "/api/v1/print-jobs/{id}/again", Who::officer, IdempotencyKey::required, again, {}},
      {"POST",
       "/api/v1/print-jobs/{id}/cancellation",
       Who::officer,
       IdempotencyKey::required,
       cancel,
       {}},
      {"POST", "/api/v1/print-scans", Who::officer, IdempotencyKey::required, scan, {}},
      // A technician prints the test page; app says who may what.
      {"POST", "/api/v1/documents", Who::reader, IdempotencyKey::required, document, {}},
  };
  return routes;
}

}  // namespace otkel::http
