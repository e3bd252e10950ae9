// The camera bridge's pictures, by their hash.
#include <fstream>
#include <iterator>

#include "base/codec/hash.hpp"
#include "core/value/picture_file.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

web::Response picture(const std::string& folder, const std::string& hash,
                      std::string_view known_tag) {
  const std::string tag = "\"" + hash + "\"";
  web::Response response;
  response.content_type = "image/jpeg";
  response.headers = {{"ETag", tag}, {"Cache-Control", "private, max-age=31536000, immutable"}};
  if (known_tag == tag) {
    response.status = 304;
    return response;
  }
  std::ifstream file(folder + "/" + core::picture_file(hash), std::ios::binary);
  if (!file)
    return web::problem({Code::picture_not_found,
                         "no picture " + hash.substr(0, 12) + "... is kept; old ones are deleted"});
  response.body.assign(std::istreambuf_iterator<char>(file), {});
  return response;
}

void serve_picture(const HandlerContext& context, const web::Request& request,
                   const web::Reply& reply) {
  const std::string hash = param(request, "hash");
  if (!codec::is_hex(hash, 64))
    return reply(context.dispatcher.respond(
        fail(Code::value_malformed, "the hash of a picture is 64 digits of 0-9 and a-f"), {}));
  context.dispatcher.submit(
      "console",
      [token = token_of(request)](Context& c) -> Result<Answer> {
        if (auto ok = admission_reply(c, Who::reader, token); !ok)
          return std::unexpected(ok.error());
        return Answer{};
      },
      [context, reply, hash,
       tag = std::string(request.header("if-none-match"))](const Result<Answer>& admitted) {
        if (!admitted) return reply(context.dispatcher.respond(admitted, {}));
        // The work thread waits for no picture.
        context.server.post(
            [context, reply, hash, tag] { reply(picture(context.about.pictures_dir, hash, tag)); });
      });
}

}  // namespace

std::vector<web::Route> picture_handlers(HandlerContext context) {
  return {at(context, "GET", "/api/v1/pictures/{hash}", serve_picture)};
}

}  // namespace otkel::http
