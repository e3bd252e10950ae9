// Which route stands on which port.
#include "firmware-daemon/http/api.hpp"

#include <iterator>

namespace otkel::http {
namespace {

void append(web::VirtualHost& vhost, std::vector<web::Route> routes) {
  vhost.routes.insert(vhost.routes.end(), std::make_move_iterator(routes.begin()),
                      std::make_move_iterator(routes.end()));
}

/// Both ports serve one folder of files; a screen of the other port is not there.
void hide(web::VirtualHost& vhost, const std::string& screen) {
  for (const char* below : {"", "/", "/{file}"})
    vhost.routes.push_back(
        {"GET", "/" + screen + below, [](const web::Request&, const web::Reply& reply) {
           reply(web::problem({Code::route_not_found, "this screen stands at another address"}));
         }});
}

web::VirtualHost vhost_at(const ListenAddress& place) {
  web::VirtualHost vhost;
  vhost.address = place.address;
  vhost.port = place.port;
  vhost.hosts = place.hosts;
  vhost.public_url = place.public_url;
  vhost.trusted_proxies = place.trusted_proxies;
  vhost.limits.body_bytes = 64 << 10;
  vhost.limits.bodies_bytes = 8 << 20;
  return vhost;
}

}  // namespace

Api::Api(Parts parts, ApiSettings settings)
    : parts_(std::move(parts)),
      settings_(std::move(settings)),
      dispatcher_(parts_.loop, parts_.trouble, parts_.failed_log_in),
      push_(dispatcher_, parts_.server, parts_.clock),
      kiosk_bucket_(settings_.kiosk_requests_per_second),
      passwords_(parts_.clock) {}

void Api::add(web::VirtualHost& vhost, const Routes& routes, const std::string& actor,
              TokenBucket* bucket) {
  for (const auto& route : routes)
    vhost.routes.push_back({route.method, route.path,
                            dispatcher_.handler(route, actor, bucket, parts_.clock),
                            web::Takes::json, dispatcher_.admission(route.who)});
}

web::VirtualHost Api::kiosk_vhost() {
  web::VirtualHost vhost = vhost_at(settings_.kiosk);
  add(vhost, kiosk_routes(), "kiosk", &kiosk_bucket_);
  add(vhost, board_routes(), "kiosk", &kiosk_bucket_);
  append(vhost, machine_handlers(handler_context()));
  vhost.channels = {push_.board_channel(&kiosk_bucket_)};
  vhost.static_root = settings_.static_root;
  hide(vhost, "console");
  vhost.redirects = {{"/", "/kiosk/"}};
  return vhost;
}

web::VirtualHost Api::console_vhost() {
  web::VirtualHost vhost = vhost_at(settings_.console);
  append(vhost, session_handlers(handler_context()));
  for (const Routes* routes : {&queue_routes(), &permit_routes(), &stock_routes(), &visit_routes(),
                               &record_routes(), &print_routes(), &list_routes(), &second_routes()})
    add(vhost, *routes, "console", nullptr);
  append(vhost, two_officer_handlers(handler_context()));
  append(vhost, picture_handlers(handler_context()));
  append(vhost, print_page_handlers(handler_context()));
  append(vhost, machine_handlers(handler_context()));
  vhost.channels = {push_.console_channel()};
  vhost.static_root = settings_.static_root;
  hide(vhost, "kiosk");
  hide(vhost, "board");
  vhost.redirects = {{"/", "/console/"}};
  return vhost;
}

}  // namespace otkel::http
