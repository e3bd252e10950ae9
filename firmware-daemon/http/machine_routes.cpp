// Supervision: alive, ready, status, metrics, and the contract itself.
#include "base/web/metrics.hpp"
#include "firmware-daemon/app/history.hpp"
#include "firmware-daemon/app/machine_views.hpp"
#include "firmware-daemon/app/notices.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/contract.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/metrics.hpp"

namespace otkel::http {
namespace {

namespace json = boost::json;

void contract(const HandlerContext&, const web::Request&, const web::Reply& reply) {
  reply(web::json_response(contract_json()));
}

void health(const HandlerContext&, const web::Request&, const web::Reply& reply) {
  reply(web::json_response(R"({"alive":true})"));
}

void status(const HandlerContext& context, const web::Request&, const web::Reply& reply) {
  context.dispatcher.submit(
      "machine",
      [context](Context& c) -> Result<Answer> {
        auto view = app::status_view(c);
        view.version = context.about.version;
        view.profile = context.about.profile;
        view.stepped_to = context.dispatcher.loop().stepped_to();
        view.idle = view.idle && context.dispatcher.depth() <= 1;
        return answer(view);
      },
      [context, reply](const Result<Answer>& result) {
        reply(context.dispatcher.respond(result, "application/json"));
      });
}

json::object part(std::string_view state) {
  json::object out;
  out["state"] = state;
  return out;
}

json::array list_of(const std::vector<app::Notice>& notices) {
  json::array out;
  for (const auto& notice : notices)
    out.push_back(
        {{"code", notice.code}, {"weight", core::word(notice.weight)}, {"detail", notice.detail}});
  return out;
}

json::object parts_of(const app::Surroundings& around, bool link_enabled) {
  json::object out;
  out["clock"] = part(
      around.clock.doubt == core::ClockDoubt::none ? "trusted" : core::word(around.clock.doubt));
  out["printer"] = part(around.printer.ready ? "ready" : "not_ready");
  out["printer"].as_object()["device"] = around.printer.device;
  if (around.printer.cause) out["printer"].as_object()["cause"] = *around.printer.cause;
  out["bridge"] = part("listening");
  out["bridge"].as_object()["visits_taken"] = around.visits_taken;
  out["link"] = part(!link_enabled ? "off" : around.link.up ? "up" : "down");
  out["link"].as_object()["behind"] = around.link.behind;
  if (!around.link_trouble.peer_software.empty())
    out["link"].as_object()["software"] = around.link_trouble.peer_software;
  return out;
}

/// `written`: the result of the commit of a row just now, at `now`.
web::Response readiness_of(const app::Surroundings& around, bool link_enabled,
                           const Result<Answer>& written, core::Instant now) {
  auto out = parts_of(around, link_enabled);
  auto notices = app::notices_of(around, now);
  out["database"] = part(written ? "writable" : "failing");
  if (!written) {
    const auto& error = written.error();
    out["database"].as_object()["code"] = core::word(error.code);
    out["database"].as_object()["detail"] = error.detail;
  }
  const bool ready = written && core::is_ready(notices);
  out["ready"] = ready;
  out["notices"] = list_of(notices);
  return web::json_response(json::serialize(out), ready ? 200 : 503);
}

/// Whether it can do its main job now. A printer without paper and a link that is down are reported
/// and not judged: the work goes on, and what waits for them is caught up.
void readiness(const HandlerContext& context, const web::Request&, const web::Reply& reply) {
  const auto asked = std::make_shared<core::Instant>();
  context.dispatcher.submit(
      "machine",
      [asked](Context& c) -> Result<Answer> {
        *asked = c.now;
        app::prove_writable(c);
        return Answer{};
      },
      // On the work thread, but where the daemon is stopping.
      [context, reply, asked](const Result<Answer>& written) {
        if (!written && !core::is_ours(written.error().code) &&
            !core::is_storage(written.error().code))
          return reply(context.dispatcher.respond(written, {}));
        reply(readiness_of(context.dispatcher.loop().around(), context.about.link_enabled, written,
                           *asked));
      });
}

void metrics(const HandlerContext& context, const web::Request&, const web::Reply& reply) {
  context.dispatcher.submit(
      "machine",
      [context](Context& c) -> Result<Answer> {
        const auto server = context.server.counts();
        Measurements measured{.around = c.around};
        measured.notices = app::notices_of(c.around, c.now);
        measured.requests = server.requests;
        measured.refused = server.refused;
        measured.sockets = server.sockets_now;
        measured.evicted = server.evicted;
        measured.log_ins_turned_away = context.passwords.turned_away();
        measured.queue_depth = context.dispatcher.depth() - 1;
        // A table that cannot be read takes its own numbers away and no others.
        if (auto counted =
                c.stores.db.read([&]() -> Result<app::Counters> { return app::counters(c); }))
          measured.counters = *std::move(counted);
        return Answer{200, metrics_text(measured)};
      },
      [context, reply](const Result<Answer>& result) {
        reply(context.dispatcher.respond(result, std::string(web::kMetricsType)));
      });
}

}  // namespace

std::vector<web::Route> machine_handlers(HandlerContext context) {
  return {
      at(context, "GET", "/api/v1/openapi.json", contract),
      at(context, "GET", "/api/v1/status", status),
      at(context, "GET", "/healthz", health),
      at(context, "GET", "/readyz", readiness),
      at(context, "GET", "/metrics", metrics),
  };
}

}  // namespace otkel::http
