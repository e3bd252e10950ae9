// The route table against the document, both ways.
#include "firmware-daemon/http/contract.hpp"

#include <gtest/gtest.h>

#include "config/clock.hpp"
#include "config/system_random.hpp"
#include "firmware-daemon/http/api.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

struct ApiFixture {
  ApiFixture()
      : db(sqlite::Database::open(":memory:", store::migrations()).value()),
        stores(db, core::Site{"nur-zholy"}),
        checkpoint(daemon::checkpoint_of(settings_in(folder))),
        clock(config::make_clock({}).value()),
        loop({stores, checkpoint, random}),
        api({loop, server, *clock, {}}, {}) {}
  Folder folder;
  sqlite::Database db;
  store::Stores stores;
  app::Checkpoint checkpoint;
  std::unique_ptr<core::Clock> clock;
  config::SystemRandom random;
  app::WorkLoop loop;
  web::Server server;
  Api api;
};

/// Without the screens of the other port, which are routes that answer 404.
std::set<Operation> served(const web::VirtualHost& vhost) {
  std::set<Operation> out;
  for (const auto& route : vhost.routes) {
    const auto first = route.path.substr(1, route.path.find('/', 1) - 1);
    if (first != "kiosk" && first != "board" && first != "console")
      out.insert(route.method + " " + route.path);
  }
  return out;
}

std::set<Operation> joined(std::set<Operation> a, const std::set<Operation>& b) {
  a.insert(b.begin(), b.end());
  return a;
}

TEST(RouteTable, ServesKioskBoardAndMachineAloneOnTheKioskPort) {
  ApiFixture fixture;
  const auto expected =
      joined(joined(contract().operations("kiosk"), contract().operations("board")),
             contract().operations("machine"));
  EXPECT_EQ(served(fixture.api.kiosk_vhost()), expected);
}

TEST(RouteTable, ServesConsoleAndMachineAloneOnTheConsolePort) {
  ApiFixture fixture;
  EXPECT_EQ(served(fixture.api.console_vhost()),
            joined(contract().operations("console"), contract().operations("machine")));
}

TEST(RouteTable, HasAChannelForEverySocketOfTheDocument) {
  ApiFixture fixture;
  std::set<Operation> channels;
  for (const auto& vhost : {fixture.api.kiosk_vhost(), fixture.api.console_vhost()})
    for (const auto& channel : vhost.channels) channels.insert("GET " + channel.path);
  EXPECT_EQ(channels, contract().sockets());
}

TEST(RouteTable, RequiresTheIdempotencyKeyOfTheDocument) {
  // What may want a second officer is more than one function and stands in no table of routes.
  std::set<Operation> with_key, wanted{"POST /api/v1/applications/{no}/permit/reprint",
                                       "POST /api/v1/blanks/{number}/annulment",
                                       "POST /api/v1/blanks/{number}/loss",
                                       "POST /api/v1/blanks/{number}/return",
                                       "POST /api/v1/blanks/{number}/spoil",
                                       "POST /api/v1/clock/confirmation",
                                       "POST /api/v1/stock/begin-numbers",
                                       "POST /api/v1/visits/{id}/decision"};
  for (const auto& [path, methods] : contract().document().at("paths").as_object()) {
    const auto* post = methods.as_object().if_contains("post");
    const auto* parameters = post ? post->as_object().if_contains("parameters") : nullptr;
    if (parameters && json::serialize(*parameters).find("IdempotencyKey") != std::string::npos)
      with_key.insert("POST " + std::string(path));
  }
  for (const Routes* routes :
       {&kiosk_routes(), &board_routes(), &queue_routes(), &permit_routes(), &stock_routes(),
        &visit_routes(), &record_routes(), &print_routes(), &list_routes(), &second_routes()})
    for (const auto& route : *routes)
      if (route.key == IdempotencyKey::required) wanted.insert(route.method + " " + route.path);
  EXPECT_EQ(wanted, with_key);
}

}  // namespace
}  // namespace otkel::http::test
