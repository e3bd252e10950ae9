// The folder of authorised keys.
#include "sync/link/allow_list.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "sync/link/keys.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::sync {
namespace {

namespace fs = std::filesystem;
using core::Code;

class AuthorisedKeys : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  const support::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path();
};

TEST_F(AuthorisedKeys, NameTheSiteOfAKey) {
  const auto dostyk = generate_keys().public_key;
  const auto bakhty = generate_keys().public_key;
  write("dostyk.pub", dostyk + "\n");
  write("bakhty.pub", bakhty + "\r\n");
  write(".hidden", "whatever");
  const auto list = AllowList::read(folder_);
  ASSERT_TRUE(list) << list.error().detail;
  EXPECT_EQ(list->site_of(dostyk), core::Site::dostyk);
  EXPECT_EQ(list->site_of(generate_keys().public_key), std::nullopt);
  EXPECT_EQ(list->site_of(""), std::nullopt);
  EXPECT_TRUE(list->allows("bakhty", bakhty));
  EXPECT_FALSE(list->allows("dostyk", bakhty));
}

TEST_F(AuthorisedKeys, AFolderThatIsNotThereAuthorisesNobody) {
  const auto list = AllowList::read(folder_ / "absent");
  ASSERT_TRUE(list);
  EXPECT_EQ(*list, AllowList{});
}

TEST_F(AuthorisedKeys, AreRefusedWhenTheyCannotBeTold) {
  const auto key = generate_keys().public_key;
  write("dostyk.pub", key);
  write("kolzhat.pub", key);
  EXPECT_EQ(AllowList::read(folder_).error().code, Code::config_invalid);
  fs::remove(folder_ / "kolzhat.pub");
  EXPECT_TRUE(AllowList::read(folder_));
  write("kolzhat.pub", "nonsense");
  EXPECT_NE(AllowList::read(folder_).error().detail.find("kolzhat.pub"), std::string::npos);
}

}  // namespace
}  // namespace otkel::sync
