#pragma once
// The API of a hub in memory, asked without a socket.
#include "sync/hub/http/api.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {

struct FixedClock final : core::Clock {
  core::Instant now() const override { return kNow; }
  std::chrono::milliseconds boot() const override { return std::chrono::milliseconds{5000}; }
};

struct ApiFixture {
  Hub hub;
  FixedClock clock;
  Api api{hub.context, clock, "secret-token"};

  /// `request.path` is the route, with {no} as it stands in the table of endpoints.
  web::Response ask(const web::Request& request) {
    for (const auto& endpoint : endpoints())
      if (endpoint.method == request.method && endpoint.path == request.path)
        return respond(request, hub.run([&] { return carry_out(api, endpoint, request); }));
    ADD_FAILURE() << "no endpoint " << request.method << " " << request.path;
    return {};
  }
};

}  // namespace otkel::hub::test
