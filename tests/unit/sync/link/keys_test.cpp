// Keys as text and as files.
#include "sync/link/keys.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace otkel::sync {
namespace {

namespace fs = std::filesystem;
using core::Code;

class Keys : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  const support::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path();
};

TEST_F(Keys, SurviveTheirFiles) {
  const auto keys = generate_keys();
  EXPECT_TRUE(is_curve_key(keys.public_key));
  ASSERT_TRUE(store_keys(keys, folder_ / "link.key"));
  const auto loaded = load_keys(folder_ / "link.key");
  ASSERT_TRUE(loaded) << loaded.error().detail;
  EXPECT_EQ(loaded->public_key, keys.public_key);
  EXPECT_EQ(loaded->secret_key, keys.secret_key);
  EXPECT_EQ(load_public_key(folder_ / "link.key.pub"), keys.public_key);
}

TEST_F(Keys, AreDifferentEachTime) {
  EXPECT_NE(generate_keys().secret_key, generate_keys().secret_key);
}

TEST_F(Keys, AreReadableByTheOwnerOnly) {
  ASSERT_TRUE(store_keys(generate_keys(), folder_ / "link.key"));
  struct stat info{};
  ASSERT_EQ(::stat((folder_ / "link.key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  for (const mode_t mode : {0640u, 0604u, 0620u}) {
    ASSERT_EQ(::chmod((folder_ / "link.key").c_str(), mode), 0);
    const auto loaded = load_keys(folder_ / "link.key");
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Code::config_invalid);
    EXPECT_NE(loaded.error().detail.find("chmod 0400 "), std::string::npos);
  }
}

TEST_F(Keys, AreNeverOverwritten) {
  ASSERT_TRUE(store_keys(generate_keys(), folder_ / "link.key"));
  const auto before = load_keys(folder_ / "link.key")->secret_key;
  const auto again = store_keys(generate_keys(), folder_ / "link.key");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::io_failed);
  EXPECT_EQ(load_keys(folder_ / "link.key")->secret_key, before);
}

TEST_F(Keys, NameFilesThatAreNoKeys) {
  write("short.key", "abc\n");
  write("empty.key", "");
  write("strange.key", std::string(39, 'a') + "\"\n");
  for (const char* name : {"short.key", "empty.key", "strange.key", "absent.key"}) {
    ::chmod((folder_ / name).c_str(), 0600);
    const auto loaded = load_keys(folder_ / name);
    ASSERT_FALSE(loaded) << name;
    EXPECT_NE(loaded.error().detail.find(name), std::string::npos);
  }
}

TEST_F(Keys, AreWrittenInZ85) {
  // The example of ZeroMQ RFC 32, four times over.
  const std::string bytes("\x86\x4F\xD2\x6F\xB5\x59\xF7\x5B", 8);
  const std::string text = curve_key_of(bytes + bytes + bytes + bytes);
  EXPECT_EQ(text, "HelloWorldHelloWorldHelloWorldHelloWorld");
  EXPECT_TRUE(is_curve_key(text));
  EXPECT_EQ(curve_key_of(bytes), "");
}

}  // namespace
}  // namespace otkel::sync
