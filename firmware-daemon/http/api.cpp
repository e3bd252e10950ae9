// Which route stands on which face.
#include "firmware-daemon/http/api.hpp"

#include <iterator>

namespace otkel::http {
namespace {

void append(web::Face& face, std::vector<web::Route> routes) {
  face.routes.insert(face.routes.end(), std::make_move_iterator(routes.begin()),
                     std::make_move_iterator(routes.end()));
}

/// Both faces serve one folder of files; a screen of the other face is not there.
void hide(web::Face& face, const std::string& screen) {
  for (const char* below : {"", "/", "/{file}"})
    face.routes.push_back(
        {"GET", "/" + screen + below, [](const web::Request&, const web::Reply& reply) {
           reply(web::problem({Code::route_not_found, "this screen stands at another address"}));
         }});
}

web::Face face_at(const Place& place) {
  web::Face face;
  face.address = place.address;
  face.port = place.port;
  face.hosts = place.hosts;
  face.public_url = place.public_url;
  face.trusted_proxies = place.trusted_proxies;
  face.limits.body_bytes = 64 << 10;
  face.limits.bodies_bytes = 8 << 20;
  return face;
}

}  // namespace

Api::Api(Parts parts, ApiSettings settings)
    : parts_(std::move(parts)),
      settings_(std::move(settings)),
      desk_(parts_.loop, parts_.trouble, parts_.failed_log_in),
      push_(desk_, parts_.server, parts_.clock),
      kiosk_bucket_(settings_.kiosk_requests_per_second),
      passwords_(parts_.clock) {}

void Api::add(web::Face& face, const Routes& routes, const std::string& actor, Bucket* bucket) {
  for (const auto& route : routes)
    face.routes.push_back({route.method, route.path,
                           desk_.handler(route, actor, bucket, parts_.clock), web::Takes::json,
                           desk_.admission(route.who)});
}

web::Face Api::kiosk_face() {
  web::Face face = face_at(settings_.kiosk);
  add(face, kiosk_routes(), "kiosk", &kiosk_bucket_);
  add(face, board_routes(), "kiosk", &kiosk_bucket_);
  append(face, machine_handlers(counter()));
  face.channels = {push_.board_channel(&kiosk_bucket_)};
  face.static_root = settings_.static_root;
  hide(face, "console");
  face.redirects = {{"/", "/kiosk/"}};
  return face;
}

web::Face Api::console_face() {
  web::Face face = face_at(settings_.console);
  append(face, session_handlers(counter()));
  for (const Routes* routes : {&queue_routes(), &permit_routes(), &stock_routes(), &visit_routes(),
                               &record_routes(), &print_routes(), &list_routes(), &second_routes()})
    add(face, *routes, "console", nullptr);
  append(face, two_officer_handlers(counter()));
  append(face, picture_handlers(counter()));
  append(face, print_page_handlers(counter()));
  append(face, machine_handlers(counter()));
  face.channels = {push_.console_channel()};
  face.static_root = settings_.static_root;
  hide(face, "kiosk");
  hide(face, "board");
  face.redirects = {{"/", "/console/"}};
  return face;
}

}  // namespace otkel::http
