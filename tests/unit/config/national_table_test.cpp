// [bridge.national]: off unless somebody turns it on, and never in the clear to another machine.
#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

constexpr const char* kOn =
    "[bridge.national]\nenabled = true\nurl = 'https://queue.example'\nuser = 'nz'\n"
    "password_file = '/etc/otkel/national.password'\ncheckpoint = 'KZ-NZ'\n";

TEST(NationalQueue, IsOffByDefault) {
  const Folder folder;
  const auto loaded = edge(folder, {""});
  ASSERT_TRUE(loaded) << loaded.error().detail;
  const auto& national = loaded->settings.bridge.national;
  EXPECT_FALSE(national.enabled);
  EXPECT_EQ(national.url, "");
  EXPECT_EQ(national.roles,
            (std::vector<core::CameraRole>{core::CameraRole::gate_in, core::CameraRole::exit}));
  EXPECT_EQ(national.pictures, core::NationalPictures::full);
}

TEST(NationalQueue, TakesEveryKey) {
  const Folder folder;
  const auto loaded = edge(
      folder, {std::string(kOn) +
               "authorise_path = '/login'\nplates_path = '/p?d={date}'\nevent_path = '/e'\n"
               "token_field = 'access_token'\nplates_field = 'items'\nroles = ['return_lane']\n"
               "pictures = 'all'\npicture_kib = 512\nsettle_after = '5s'\nplates_every = '5m'\n"
               "timeout = '30s'\ngive_up_after = '7d'\nca_file = '/etc/otkel/ca.pem'\n"});
  ASSERT_TRUE(loaded) << loaded.error().detail;
  const auto& national = loaded->settings.bridge.national;
  EXPECT_TRUE(national.enabled);
  EXPECT_EQ(national.event_path, "/e");
  EXPECT_EQ(national.token_field, "access_token");
  EXPECT_EQ(national.roles, std::vector<core::CameraRole>{core::CameraRole::return_lane});
  EXPECT_EQ(national.pictures, core::NationalPictures::all);
  EXPECT_EQ(national.picture_kib, 512);
  EXPECT_EQ(national.plates_every, std::chrono::seconds{300});
  EXPECT_EQ(national.give_up_after, std::chrono::hours{7 * 24});
}

TEST(NationalQueue, RequiresHttpsButForThisMachine) {
  const Folder folder;
  const auto with = [&](const std::string& url) {
    return mistakes(edge(folder, {kOn, "bridge.national.url = '" + url + "'\n"}));
  };
  for (const char* url : {"https://queue.example", "https://10.0.0.7:8443", "http://127.0.0.1:8091",
                          "http://localhost:8091", "http://127.0.0.1"})
    EXPECT_EQ(with(url), "") << url;
  for (const char* url : {"http://queue.example", "http://10.0.0.7:80",
                          "http://localhost.queue.example", "http://127.0.0.1.queue.example"})
    EXPECT_NE(with(url).find("bridge.national.url: expected \"https://HOST[:PORT]\"; http is for "
                             "this machine alone, found \""),
              std::string::npos)
        << url << ": " << with(url);
  for (const char* url : {"ftp://queue.example", "https://queue.example/path", "queue.example"})
    EXPECT_NE(with(url), "") << url;
}

TEST(NationalQueue, NamesWhatIsMissingWhenItIsTurnedOn) {
  const Folder folder;
  const auto list = mistakes(edge(folder, {"bridge.national = { enabled = true, roles = [] }\n"}));
  for (const char* key : {"url", "user", "password_file", "checkpoint", "roles"})
    EXPECT_NE(list.find(std::string("bridge.national.") + key + ": expected "), std::string::npos)
        << key << ": " << list;
  EXPECT_EQ(mistakes(edge(folder, {"bridge.national = { roles = [] }\n"})), "")
      << "of no consequence while it is off";
}

TEST(NationalQueue, RefusesPathsThatCouldSplitARequest) {
  const Folder folder;
  for (const char* path : {"", "events", "/a b", "/a\\r\\nX: 1", "/a#b", "/a\\u0007"})
    EXPECT_NE(mistakes(edge(folder, {std::string(kOn) + "event_path = \"" + path + "\"\n"})), "")
        << path;
}

}  // namespace
}  // namespace otkel::config
