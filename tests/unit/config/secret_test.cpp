// Secrets in files.
#include "config/secret.hpp"

#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

using std::filesystem::perms;

std::filesystem::path secret_file(const Folder& folder, std::string_view text, perms mode) {
  const auto file = folder.write("secret", text);
  std::filesystem::permissions(file, mode);
  return file;
}

TEST(Secret, IsReadWithoutItsLineEnd) {
  const Folder folder;
  const auto file = secret_file(folder, "abc\r\n", perms::owner_read | perms::owner_write);
  EXPECT_EQ(read_secret(file), "abc");
}

TEST(Secret, IsRefusedIfEverybodyMayReadItsFile) {
  const Folder folder;
  const auto file = secret_file(folder, "abc", perms::owner_read | perms::others_read);
  const auto secret = read_secret(file);
  ASSERT_FALSE(secret);
  EXPECT_NE(secret.error().detail.find("chmod 0400 " + file.string()), std::string::npos);
}

TEST(Secret, MustExist) {
  const Folder folder;
  EXPECT_FALSE(read_secret(folder.path() / "none"));
  EXPECT_FALSE(read_secret(folder.path()));
  EXPECT_FALSE(read_secret(secret_file(folder, "\n", perms::owner_read | perms::owner_write)));
}

TEST(Secret, PrefersTheFileOfTheBridge) {
  const Folder folder;
  BridgeSettings settings;
  EXPECT_EQ(bridge_secret(settings).error().code, core::Code::config_invalid);
  settings.secret = "inline";
  EXPECT_EQ(bridge_secret(settings), "inline");
  settings.secret_file = secret_file(folder, "from-file", perms::owner_read).string();
  EXPECT_EQ(bridge_secret(settings), "from-file");
}

}  // namespace
}  // namespace otkel::config
