// The picture of what a print job should have put on paper.
#include "firmware-daemon/app/print_job.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

web::Response picture(const HandlerContext& context, const core::Document& sheet) {
  auto png = context.about.page_picture(sheet);
  if (!png) return web::problem(png.error());
  web::Response response;
  response.content_type = "image/png";
  response.headers = {{"Cache-Control", "private, no-cache"}};
  response.body = *std::move(png);
  return response;
}

void serve_page(const HandlerContext& context, const web::Request& request,
                const web::Reply& reply) {
  const auto id = job_id(request);
  if (!id) return reply(context.dispatcher.respond(std::unexpected(id.error()), {}));
  const auto sheet = std::make_shared<core::Document>();
  context.dispatcher.submit(
      "console",
      [id = *id, token = token_of(request), sheet](Context& c) -> Result<Answer> {
        if (auto ok = admission_reply(c, Who::reader, token); !ok)
          return std::unexpected(ok.error());
        auto job = app::load_job(c, id);
        if (!job) return std::unexpected(job.error());
        *sheet = std::move(job->payload);
        return Answer{};
      },
      [context, reply, sheet](const Result<Answer>& found) {
        if (!found) return reply(context.dispatcher.respond(found, {}));
        // Drawing a page takes as long as many requests; neither thread of theirs waits for it.
        context.passwords.submit(
            {{},
             app::Standing::usual,
             {},
             [context, reply, sheet] { reply(picture(context, *sheet)); },
             [context, reply] {
               reply(context.dispatcher.respond(fail(Code::busy, "ask again in a moment"), {}));
             }});
      });
}

}  // namespace

std::vector<web::Route> print_page_handlers(HandlerContext context) {
  return {at(context, "GET", "/api/v1/print-jobs/{id}/page", serve_page)};
}

}  // namespace otkel::http
