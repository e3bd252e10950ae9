// What stops a start, and that it says why.
#include "tests/contract/hub/running_hub.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(HubStart, RefusesASecondHubOnTheSameDatabase) {
  RunningHub hub;
  auto settings = hub.settings;
  settings.link.bind = "tcp://127.0.0.1:*";
  const auto second = Service::open(settings, hub.clock, hub.random, EpochReason::created);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::already_running);
}

TEST(HubStart, SaysWhichPortIsTaken) {
  RunningHub hub;
  auto settings = hub.settings;
  settings.storage.database = hub.folder / "other.db";
  settings.http.port = hub.service->http_port();
  settings.link.bind = "tcp://127.0.0.1:*";
  const auto second = Service::open(settings, hub.clock, hub.random, EpochReason::created);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::port_in_use);
  EXPECT_NE(second.error().detail.find(std::to_string(settings.http.port)), std::string::npos);
}

TEST(HubStart, RefusesAKeyFileThatIsNoKey) {
  RunningHub hub;
  auto settings = hub.settings;
  settings.storage.database = hub.folder / "other.db";
  settings.keys_dir = hub.folder / "keys";
  std::filesystem::create_directory(settings.keys_dir);
  write_file(settings.keys_dir + "/nur-zholy.pub", "not a key\n");
  const auto second = Service::open(settings, hub.clock, hub.random, EpochReason::created);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::config_invalid);
  EXPECT_NE(second.error().detail.find("nur-zholy.pub"), std::string::npos);
}

TEST(HubStart, ReadsKeysOfTheQrFromAFolder) {
  RunningHub hub;
  hub.stop();
  hub.settings.keys_dir = hub.folder / "keys";
  std::filesystem::create_directory(hub.settings.keys_dir);
  write_file(hub.settings.keys_dir + "/nur-zholy.pub", std::string(64, 'a') + "\n");
  hub.start();
  const auto keys = hub.json(hub.call({.target = "/api/v1/keys"})).as_array();
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].at("site").as_string(), "nur-zholy");
  EXPECT_EQ(keys[0].at("key_id").as_string().size(), 16U);
}

}  // namespace
}  // namespace otkel::hub::test
