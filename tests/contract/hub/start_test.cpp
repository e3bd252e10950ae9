// What stops a start, and that it says why.
#include "tests/contract/hub/running_hub.hpp"

namespace otkel::hub::test {
namespace {

/// Of the seed 01 00 .. 00.
const std::string kPublicKey = "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc";

using core::Code;

TEST(HubStart, RefusesASecondHubOnTheSameDatabase) {
  RunningHub hub;
  auto settings = hub.settings;
  settings.link.bind = "tcp://127.0.0.1:*";
  const auto second = Service::open(settings, hub.clock, hub.random);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::already_running);
}

TEST(HubStart, NamesThePortInUse) {
  RunningHub hub;
  auto settings = hub.settings;
  settings.storage.database = hub.folder / "other.db";
  settings.http.port = hub.service->http_port();
  settings.link.bind = "tcp://127.0.0.1:*";
  ASSERT_TRUE(enrol_checkpoints(settings, hub.random, hub.clock.now()));
  const auto second = Service::open(settings, hub.clock, hub.random);
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
  ASSERT_TRUE(enrol_checkpoints(settings, hub.random, hub.clock.now()));
  const auto second = Service::open(settings, hub.clock, hub.random);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::config_invalid);
  EXPECT_NE(second.error().detail.find("nur-zholy.pub"), std::string::npos);
}

TEST(HubStart, RefusesADatabaseWithoutAnEnrolledCheckpointAndReportsWhatToDo) {
  RunningHub hub;
  auto settings = hub.settings;
  settings.storage.database = hub.folder / "other.db";
  const auto second = Service::open(settings, hub.clock, hub.random);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::config_invalid);
  EXPECT_NE(second.error().detail.find("nur-zholy"), std::string::npos) << second.error().detail;
  EXPECT_NE(second.error().detail.find("otkelctl hub enrol"), std::string::npos);
}

TEST(HubStart, RefusesTheDatabaseCommandsWhileItRuns) {
  RunningHub hub;
  const auto now = hub.clock.now();
  for (const auto& done :
       {enrol_checkpoints(hub.settings, hub.random, now),
        declare_restored(hub.settings, hub.random, {"the disk died", "marat"}, now)}) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::already_running);
  }
  hub.stop();
  EXPECT_EQ(declare_restored(hub.settings, hub.random, {"the disk died", "marat"}, now)->size(),
            1U);
  EXPECT_TRUE(enrol_checkpoints(hub.settings, hub.random, now)->empty()) << "twice is once";
  hub.start();
}

TEST(HubStart, ReadsKeysOfTheQrFromAFolder) {
  RunningHub hub;
  hub.stop();
  hub.settings.keys_dir = hub.folder / "keys";
  std::filesystem::create_directory(hub.settings.keys_dir);
  write_file(hub.settings.keys_dir + "/nur-zholy.pub", kPublicKey + "\n");
  hub.start();
  const auto keys = hub.json(hub.call({.target = "/api/v1/keys"})).as_array();
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].at("site").as_string(), "nur-zholy");
  EXPECT_EQ(keys[0].at("key_id").as_string().size(), 16U);
}

}  // namespace
}  // namespace otkel::hub::test
