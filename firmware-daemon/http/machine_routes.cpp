// Supervision: alive, ready, status, metrics, and the contract itself.
#include "firmware-daemon/app/machine_views.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/contract.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/metrics.hpp"

namespace otkel::http {
namespace {

namespace json = boost::json;

void contract(const Counter&, const web::Request&, const web::Reply& reply) {
  reply(web::json_response(contract_json()));
}

void health(const Counter&, const web::Request&, const web::Reply& reply) {
  reply(web::json_response(R"({"alive":true})"));
}

void status(const Counter& counter, const web::Request&, const web::Reply& reply) {
  counter.desk.submit(
      "machine",
      [counter](Context& c) -> Result<Answer> {
        auto view = app::status_view(c);
        view.version = counter.about.version;
        view.profile = counter.about.profile;
        view.stepped_to = counter.desk.loop().stepped_to();
        view.idle = view.idle && counter.desk.depth() <= 1;
        return answer(view);
      },
      [counter, reply](const Result<Answer>& result) {
        reply(counter.desk.respond(result, "application/json"));
      });
}

json::object part(std::string_view state) {
  json::object out;
  out["state"] = state;
  return out;
}

json::object parts_of(Context& c, bool link_enabled) {
  json::object out;
  out["database"] = part("writable");
  out["clock"] = part(c.around.clock_trusted ? "trusted" : "went_back");
  out["printer"] = part(c.around.printer.ready ? "ready" : "not_ready");
  out["printer"].as_object()["device"] = c.around.printer.device;
  if (c.around.printer.cause) out["printer"].as_object()["cause"] = *c.around.printer.cause;
  out["bridge"] = part("listening");
  out["bridge"].as_object()["visits_taken"] = c.around.visits_taken;
  out["link"] = part(!link_enabled ? "off" : c.around.link.up ? "up" : "down");
  out["link"].as_object()["behind"] = c.around.link.behind;
  return out;
}

web::Response not_writable(const Error& error) {
  json::object out;
  out["ready"] = false;
  out["database"] = part("failing");
  out["database"].as_object()["code"] = core::word(error.code);
  out["database"].as_object()["detail"] = error.detail;
  return web::json_response(json::serialize(out), 503);
}

/// Only the database and the clock stop the work; the rest is told, not judged.
void readiness(const Counter& counter, const web::Request&, const web::Reply& reply) {
  counter.desk.submit(
      "machine",
      [counter](Context& c) -> Result<Answer> {
        app::prove_writable(c);
        auto out = parts_of(c, counter.about.link_enabled);
        out["ready"] = c.around.clock_trusted;
        return Answer{c.around.clock_trusted ? 200 : 503, json::serialize(out)};
      },
      [counter, reply](const Result<Answer>& result) {
        if (!result) return reply(not_writable(result.error()));
        reply(counter.desk.respond(result, "application/json"));
      });
}

void metrics(const Counter& counter, const web::Request&, const web::Reply& reply) {
  counter.desk.submit(
      "machine",
      [counter](Context& c) -> Result<Answer> {
        const auto server = counter.server.counts();
        return Answer{200,
                      metrics_text({app::counters(c), c.around, server.requests, server.refused,
                                    server.sockets_now, counter.desk.depth() - 1, server.evicted,
                                    counter.passwords.turned_away()})};
      },
      [counter, reply](const Result<Answer>& result) {
        reply(counter.desk.respond(result, "text/plain; version=0.0.4; charset=utf-8"));
      });
}

}  // namespace

std::vector<web::Route> machine_handlers(Counter counter) {
  return {
      at(counter, "GET", "/api/v1/openapi.json", contract),
      at(counter, "GET", "/api/v1/status", status),
      at(counter, "GET", "/healthz", health),
      at(counter, "GET", "/readyz", readiness),
      at(counter, "GET", "/metrics", metrics),
  };
}

}  // namespace otkel::http
