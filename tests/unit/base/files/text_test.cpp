// Small texts, and who may read them.
#include "base/files/text.hpp"

#include "tests/unit/base/files/fixture.hpp"

namespace otkel::files {
namespace {

using core::Code;
using Texts = Files;

TEST_F(Texts, AreReadWithoutTheirLineEnd) {
  for (const char* text : {"a b", "a b\n", "a b\r\n", "a b \n\n"}) {
    put("text", text);
    EXPECT_EQ(read_text(*this / "text", OpenTo::owner), "a b");
  }
}

TEST_F(Texts, AreRefusedIfTheirPermissionsAreTooOpen) {
  const auto read_with = [this](mode_t mode, OpenTo most) {
    put("secret", "x", mode);
    return read_text(*this / "secret", most);
  };
  for (const mode_t mode : {0400u, 0600u}) EXPECT_TRUE(read_with(mode, OpenTo::owner));
  for (const mode_t mode : {0640u, 0620u, 0604u, 0602u}) {
    const auto refused = read_with(mode, OpenTo::owner);
    ASSERT_FALSE(refused) << std::oct << mode;
    EXPECT_EQ(refused.error().code, Code::config_invalid);
    EXPECT_NE(refused.error().detail.find("chmod 0400 " + (*this / "secret")), std::string::npos);
  }
  EXPECT_TRUE(read_with(0640, OpenTo::group));
  EXPECT_FALSE(read_with(0644, OpenTo::group));
  EXPECT_TRUE(read_with(0644, OpenTo::everybody));
}

TEST_F(Texts, AreNamedIfEmptyTooLongOrNoFile) {
  put("empty", "\n");
  put("long", std::string(64 * 1024 + 1, 'x'));
  std::filesystem::create_directory(*this / "folder");
  for (const char* name : {"empty", "long", "folder", "absent"}) {
    const auto refused = read_text(*this / name, OpenTo::everybody);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, Code::config_invalid);
    EXPECT_TRUE(refused.error().detail.starts_with(*this / name)) << refused.error().detail;
  }
  put("long", std::string(64 * 1024, 'x'));
  EXPECT_EQ(read_text(*this / "long", OpenTo::owner)->size(), 64u * 1024);
}

}  // namespace
}  // namespace otkel::files
