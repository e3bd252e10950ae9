// The key file: who may read it, and what is said where it is wrong.
#include "printer/claim/signing_key.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;
using printer_test::TemporaryFolder;

void write_with_mode(const std::string& path, const std::string& text, mode_t mode) {
  std::ofstream(path) << text;
  ASSERT_EQ(::chmod(path.c_str(), mode), 0);
}

TEST(SigningKey, SurvivesItsFile) {
  const TemporaryFolder folder;
  const auto made = SigningKey::generate(folder / "key");
  ASSERT_TRUE(made.has_value()) << made.error().detail;
  const auto loaded = SigningKey::load(folder / "key");
  ASSERT_TRUE(loaded.has_value()) << loaded.error().detail;
  EXPECT_EQ(loaded->public_hex(), made->public_hex());
  EXPECT_EQ(public_key_of_hex(made->public_hex()).value(), made->public_key());
  struct stat about{};
  ASSERT_EQ(::stat((folder / "key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0400U);
}

TEST(SigningKey, IsNeverOverwritten) {
  const TemporaryFolder folder;
  ASSERT_TRUE(SigningKey::generate(folder / "key").has_value());
  const auto before = content_of(folder / "key");
  const auto again = SigningKey::generate(folder / "key");
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, core::Code::io_failed);
  EXPECT_NE(again.error().detail.find("File exists"), std::string::npos);
  EXPECT_EQ(content_of(folder / "key"), before);
}

TEST(SigningKey, IsRefusedIfOthersMayReadIt) {
  const TemporaryFolder folder;
  write_with_mode(folder / "key", std::string(64, 'a'), 0640);
  const auto key = SigningKey::load(folder / "key");
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code, core::Code::config_invalid);
  EXPECT_NE(key.error().detail.find("chmod"), std::string::npos);
}

TEST(SigningKey, IsRefusedIfItIsNotASeed) {
  const TemporaryFolder folder;
  const std::vector<std::string> wrong{"", std::string(63, 'a'), std::string(65, 'a'),
                                       std::string(64, 'x'), std::string(200, 'a')};
  for (const auto& text : wrong) {
    write_with_mode(folder / "key", text, 0600);
    const auto key = SigningKey::load(folder / "key");
    ASSERT_FALSE(key.has_value()) << text;
    EXPECT_EQ(key.error().code, core::Code::config_invalid);
  }
  const auto missing = SigningKey::load(folder / "none");
  ASSERT_FALSE(missing.has_value());
  EXPECT_NE(missing.error().detail.find("No such file"), std::string::npos);
}

TEST(PublicKeyOfHex, RefusesAKeyUnderWhichAnybodyCouldSign) {
  const auto zero = public_key_of_hex(std::string(64, '0'));
  ASSERT_FALSE(zero.has_value());
  EXPECT_EQ(zero.error().code, core::Code::value_malformed);
  EXPECT_NE(zero.error().detail.find("small order"), std::string::npos);
}

TEST(SigningKey, IsRenewedAndTheFormerOnesStayKnown) {
  const TemporaryFolder folder;
  const std::string file = folder / "key";
  const auto first = SigningKey::generate(file).value();
  EXPECT_TRUE(former_keys(file).value().empty());
  const auto second = SigningKey::renew(file).value();
  EXPECT_NE(second.public_key(), first.public_key());
  EXPECT_EQ(SigningKey::load(file)->public_key(), second.public_key());
  EXPECT_EQ(former_keys(file).value(), std::vector{first.public_key()});
  const auto third = SigningKey::renew(file).value();
  EXPECT_EQ(former_keys(file).value(), (std::vector{first.public_key(), second.public_key()}));
  EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms::owner_read);
  EXPECT_EQ(SigningKey::load(file)->public_key(), third.public_key());
}

TEST(SigningKey, IsRenewedForTheOwnerOfItsFile) {
  // Only root gives files away; anybody else keeps his own.
  const uid_t owner = ::geteuid() == 0 ? 1 : ::geteuid();
  const gid_t group = ::geteuid() == 0 ? 1 : ::getegid();
  const TemporaryFolder folder;
  const std::string file = folder / "key";
  ASSERT_TRUE(SigningKey::generate(file).has_value());
  ASSERT_EQ(::chown(file.c_str(), owner, group), 0);
  ASSERT_TRUE(SigningKey::renew(file).has_value());
  for (const auto& path : {file, file + ".former"}) {
    struct ::stat seen{};
    ASSERT_EQ(::stat(path.c_str(), &seen), 0);
    EXPECT_EQ(seen.st_uid, owner) << path;
    EXPECT_EQ(seen.st_gid, group) << path;
  }
}

TEST(SigningKey, IsRenewedAfterAnInterruptedRenewal) {
  const TemporaryFolder folder;
  const std::string file = folder / "key";
  const auto first = SigningKey::generate(file).value();
  std::ofstream(file + ".former") << first.public_hex() << "\n";
  std::ofstream(file + ".new") << "half a seed";
  ASSERT_TRUE(SigningKey::renew(file).has_value());
  EXPECT_EQ(former_keys(file).value(), std::vector{first.public_key()}) << "not twice";
  EXPECT_FALSE(std::filesystem::exists(file + ".new"));
}

TEST(SigningKey, IsNotRenewedIfThereIsNone) {
  const TemporaryFolder folder;
  EXPECT_EQ(SigningKey::renew(folder / "none").error().code, core::Code::config_invalid);
  EXPECT_FALSE(std::filesystem::exists(folder / "none"));
  ASSERT_TRUE(SigningKey::generate(folder / "key").has_value());
  std::ofstream(folder / "key.former") << std::string(64, '0') << "\n";
  EXPECT_EQ(former_keys(folder / "key").error().code, core::Code::config_invalid)
      << "a key of small order";
  EXPECT_FALSE(SigningKey::renew(folder / "key").has_value());
}

}  // namespace
}  // namespace otkel::printer
