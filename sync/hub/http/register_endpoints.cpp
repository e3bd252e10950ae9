// The public register behind the QR, as a page and as JSON, and the keys that prove a QR.
#include "core/value/application_no.hpp"
#include "sync/hub/app/permit/keys.hpp"
#include "sync/hub/app/permit/public_permit.hpp"
#include "sync/hub/app/permit/public_sheet.hpp"
#include "sync/hub/http/answers.hpp"
#include "sync/hub/http/register_page.hpp"
#include "sync/hub/http/sheet_page.hpp"

namespace otkel::hub {
namespace {

using web::Request;

constexpr std::string_view kHtml = "text/html; charset=utf-8";

/// What was found, or why not; `wait` where it is too soon to ask again.
struct Found {
  core::Result<PublicPermit> permit;
  std::chrono::seconds wait{0};
};

/// In the path of a new QR's link; a form and a script may send it as ?check=.
std::string given_check(const Request& request) {
  if (const auto in_path = request.param("check"); !in_path.empty()) return std::string(in_path);
  const auto asked = request.query.find("check");
  return asked == request.query.end() ? std::string() : asked->second;
}

Found too_soon(std::chrono::seconds wait) {
  return {core::fail(core::Code::rate_limited, "too many questions or wrong checks; ask again in " +
                                                   std::to_string(wait.count()) + " s"),
          wait};
}

core::Result<PublicPermit> find_with_check(Api& api, const Request& request,
                                           const std::string& given, core::Instant now) {
  const std::string no(request.param("no"));
  const auto check = core::SheetCheck::parse(given);
  if (!check) return std::unexpected(check.error());
  auto permit = public_permit(api.context, no, *check, now);
  if (!permit && permit.error().code == core::Code::check_wrong)
    api.register_budget.was_wrong(request.remote_address, core::ApplicationNo::parse(no)->str(),
                                  now);
  return permit;
}

Found look_up(Api& api, const Request& request) {
  const auto now = api.clock.now();
  auto& budget = api.register_budget;
  if (const auto wait = budget.ask(request.remote_address, now); wait > wait.zero())
    return too_soon(wait);
  const auto given = given_check(request);
  const std::string asked(request.param("no"));
  if (given.empty()) return {public_permit(api.context, asked, now)};
  const auto no = core::ApplicationNo::parse(asked);
  if (!no) return {std::unexpected(no.error())};
  if (const auto wait = budget.check(request.remote_address, no->str(), now); wait > wait.zero())
    return too_soon(wait);
  return {find_with_check(api, request, given, now)};
}

int status_of(const PublicPermit& permit) {
  return permit.status == PublicStatus::unknown ? 404 : 200;
}

Answer wait_answer(std::string body, std::string_view type, std::chrono::seconds wait) {
  return {std::move(body), 429, std::string(type), {{"Retry-After", std::to_string(wait.count())}}};
}

core::Result<Answer> get_public(Api& api, const Request& request) {
  const auto found = look_up(api, request);
  if (found.wait > found.wait.zero()) {
    auto problem = web::problem(found.permit.error());
    return wait_answer(std::move(problem.body), problem.content_type, found.wait);
  }
  if (!found.permit) return std::unexpected(found.permit.error());
  return json_of(*found.permit, status_of(*found.permit));
}

Answer page_of(const Api& api, const PublicPermit& permit, const RegisterPageRequest& question,
               int status) {
  core::minutes offset = core::kKazakhstanOffset;
  if (const auto site = core::Site::parse(permit.site.value_or("")))
    offset = checkpoint_of(api.context, *site).utc_offset;
  return {register_page(permit, offset, question), status, std::string(kHtml)};
}

/// A mistyped number or check is a page too: people type them from paper.
core::Result<Answer> get_page(Api& api, const Request& request) {
  using Code = core::Code;
  auto found = look_up(api, request);
  RegisterPageRequest question{given_check(request), CheckNote::none, api.clock.now()};
  if (const auto check = core::SheetCheck::parse(question.check)) question.check = check->str();
  if (found.permit) return page_of(api, *found.permit, question, status_of(*found.permit));
  const auto& error = found.permit.error();
  switch (error.code) {
    case Code::rate_limited:
      return wait_answer(register_wait_page(found.wait), kHtml, found.wait);
    case Code::application_no_malformed: {
      PublicPermit nothing;
      nothing.application_no = request.param("no");
      return page_of(api, nothing, question, 404);
    }
    case Code::check_wrong:
    case Code::value_malformed: {
      const auto permit =
          public_permit(api.context, std::string(request.param("no")), api.clock.now());
      if (!permit) return std::unexpected(permit.error());
      question.note = error.code == Code::check_wrong ? CheckNote::wrong : CheckNote::malformed;
      return page_of(api, *permit, question, web::status_of(error.code));
    }
    default:
      return std::unexpected(error);
  }
}

/// What was found of an act or a slip, or why not; `wait` where it is too soon to ask again.
struct FoundSheet {
  core::Result<PublicSheet> sheet;
  std::chrono::seconds wait{0};
};

/// A check that nobody knows is no mistake here: the sheet may not have been reported yet. What
/// bounds guessing is that an address may ask only so often.
FoundSheet look_up_sheet(Api& api, const Request& request) {
  const auto wait = api.register_budget.ask(request.remote_address, api.clock.now());
  if (wait > wait.zero()) return {std::unexpected(too_soon(wait).permit.error()), wait};
  const auto check = core::SheetCheck::parse(request.param("check"));
  if (!check) return {std::unexpected(check.error())};
  return {public_sheet(api.context, std::string(request.param("number")), *check)};
}

core::Result<Answer> get_sheet(Api& api, const Request& request) {
  const auto found = look_up_sheet(api, request);
  if (found.wait > found.wait.zero()) {
    auto problem = web::problem(found.sheet.error());
    return wait_answer(std::move(problem.body), problem.content_type, found.wait);
  }
  if (!found.sheet) return std::unexpected(found.sheet.error());
  return json_of(*found.sheet);
}

core::Result<Answer> get_sheet_page(Api& api, const Request& request) {
  const auto found = look_up_sheet(api, request);
  if (found.wait > found.wait.zero())
    return wait_answer(register_wait_page(found.wait), kHtml, found.wait);
  if (!found.sheet) return std::unexpected(found.sheet.error());
  core::minutes offset = core::kKazakhstanOffset;
  if (const auto site = core::Site::parse(found.sheet->site.value_or("")))
    offset = checkpoint_of(api.context, *site).utc_offset;
  const auto check = core::SheetCheck::parse(request.param("check"))->str();
  return Answer{sheet_page(*found.sheet, offset, check, api.clock.now()), 200, std::string(kHtml)};
}

core::Result<Answer> get_keys(Api& api, const Request&) {
  return json_of(signing_keys(api.context));
}

}  // namespace

std::vector<Endpoint> register_endpoints() {
  return {
      {"GET", "/P/{no}", Access::open, get_page},
      {"GET", "/P/{no}/{check}", Access::open, get_page},
      {"GET", "/api/v1/register/{no}", Access::open, get_public},
      {"GET", "/api/v1/register/{no}/{check}", Access::open, get_public},
      {"GET", "/S/{number}/{check}", Access::open, get_sheet_page},
      {"GET", "/api/v1/register/sheets/{number}/{check}", Access::open, get_sheet},
      {"GET", "/api/v1/keys", Access::open, get_keys},
  };
}

}  // namespace otkel::hub
