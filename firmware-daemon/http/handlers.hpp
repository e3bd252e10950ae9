#pragma once
// The few routes that are more than one function on the work thread: a log-in, a second officer, a
// picture, supervision.
#include <functional>
#include <string>
#include <vector>

#include "base/web/server.hpp"
#include "core/fact/document.hpp"
#include "firmware-daemon/http/dispatcher.hpp"
#include "firmware-daemon/http/password_thread.hpp"

namespace otkel::http {

/// What only the process knows of itself.
struct ProcessInfo {
  std::string version, profile;
  std::string pictures_dir;  ///< of the camera bridge
  bool link_enabled = false;
  /// PNG of a sheet. Any thread; takes a good part of a tenth of a second.
  std::function<Result<std::string>(const core::Document&)> page_picture;
};

/// What those handlers are given; all of it outlives the server's run.
struct HandlerContext {
  Dispatcher& dispatcher;
  PasswordThread& passwords;
  web::Server& server;
  const ProcessInfo& about;
};

using Serve = void (*)(const HandlerContext&, const web::Request&, const web::Reply&);

inline web::Route at(HandlerContext context, std::string method, std::string path, Serve serve) {
  return {
      std::move(method), std::move(path),
      [context, serve](web::Request request, web::Reply reply) { serve(context, request, reply); }};
}

std::vector<web::Route> session_handlers(HandlerContext context);
/// What may want a second officer (docs/authority.md).
std::vector<web::Route> two_officer_handlers(HandlerContext context);
std::vector<web::Route> picture_handlers(HandlerContext context);
std::vector<web::Route> print_page_handlers(HandlerContext context);
std::vector<web::Route> machine_handlers(HandlerContext context);

}  // namespace otkel::http
