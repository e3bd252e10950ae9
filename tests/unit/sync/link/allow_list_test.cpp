// The folder of authorised keys.
#include "sync/link/allow_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "sync/link/keys.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::sync {
namespace {

namespace fs = std::filesystem;

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
  EXPECT_EQ(list->site_of(dostyk), core::Site{"dostyk"});
  EXPECT_EQ(list->site_of(generate_keys().public_key), std::nullopt);
  EXPECT_EQ(list->site_of(""), std::nullopt);
  EXPECT_TRUE(list->allows("bakhty", bakhty));
  EXPECT_FALSE(list->allows("dostyk", bakhty));
}

TEST_F(AuthorisedKeys, AuthoriseNobodyWithoutTheFolder) {
  const auto list = AllowList::read(folder_ / "absent");
  ASSERT_TRUE(list);
  EXPECT_EQ(*list, AllowList{});
}

TEST_F(AuthorisedKeys, AreNotAffectedByAStrayFile) {
  const auto key = generate_keys().public_key;
  write("nur-zholy.pub", key);
  for (const char* stray : {"nur-zholy.pub~", "nur-zholy.pub.swp", "README", "Horgos.pub", "4913"})
    write(stray, "whatever");
  const auto list = AllowList::read(folder_);
  ASSERT_TRUE(list) << list.error().detail;
  EXPECT_EQ(list->site_of(key), core::Site{"nur-zholy"});
  ASSERT_EQ(list->complaints().size(), 5U);
  for (const char* stray : {"nur-zholy.pub~", "README", "Horgos.pub"})
    EXPECT_TRUE(std::ranges::any_of(list->complaints(), [&](const std::string& one) {
      return one.find(stray) != std::string::npos;
    })) << stray;
}

TEST_F(AuthorisedKeys, OfSitesThatAreNotServedLetNobodyIn) {
  const auto key = generate_keys().public_key;
  const auto other = generate_keys().public_key;
  write("alakol.pub", key);
  write("dostik.pub", other);
  const auto any = AllowList::read(folder_);
  EXPECT_EQ(any->site_of(other), core::Site{"dostik"}) << "nobody said which are served";
  const auto list = AllowList::read(folder_, {core::Site{"alakol"}, core::Site{"dostyk"}});
  ASSERT_TRUE(list);
  EXPECT_EQ(list->site_of(key), core::Site{"alakol"});
  EXPECT_EQ(list->site_of(other), std::nullopt);
  ASSERT_EQ(list->complaints().size(), 1U);
  EXPECT_NE(list->complaints().front().find("serves no site dostik"), std::string::npos);
}

TEST_F(AuthorisedKeys, KeepTheOtherKeysIfOneIsInvalid) {
  const auto key = generate_keys().public_key;
  write("dostyk.pub", key);
  write("kolzhat.pub", "nonsense");
  const auto list = AllowList::read(folder_);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->site_of(key), core::Site{"dostyk"});
  ASSERT_EQ(list->complaints().size(), 1U);
  EXPECT_NE(list->complaints().front().find("kolzhat.pub"), std::string::npos);
}

TEST_F(AuthorisedKeys, RefuseAKeyUnderTwoNames) {
  const auto key = generate_keys().public_key;
  const auto other = generate_keys().public_key;
  write("dostyk.pub", key);
  write("kolzhat.pub", key);
  write("bakhty.pub", other);
  const auto list = AllowList::read(folder_);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->site_of(key), std::nullopt);
  EXPECT_EQ(list->site_of(other), core::Site{"bakhty"});
  EXPECT_EQ(list->complaints().size(), 1U);
  fs::remove(folder_ / "kolzhat.pub");
  EXPECT_EQ(AllowList::read(folder_)->site_of(key), core::Site{"dostyk"});
}

}  // namespace
}  // namespace otkel::sync
