// What is in a folder after a write, also after one that failed.
#include "base/files/durable.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <csignal>

#include "tests/unit/base/files/fixture.hpp"

namespace otkel::files {
namespace {

using core::Code;

std::size_t names_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST_F(Files, AreWrittenAtomicallyAndReplaceOlderOnes) {
  ASSERT_TRUE(write_safely(*this / "page", "one"));
  ASSERT_TRUE(write_safely(*this / "page", std::string(100'000, 'x')));
  EXPECT_EQ(content("page"), std::string(100'000, 'x'));
  EXPECT_EQ(names_in(folder_.path()), 1u) << "nothing temporary stays";
}

TEST_F(Files, StayUnchangedIfTheNewOneCannotBeWritten) {
  put("page", "old");
  std::filesystem::create_directory(*this / "page.part");
  const auto written = write_safely(*this / "page", "new");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::io_failed);
  EXPECT_NE(written.error().detail.find("page.part: Is a directory"), std::string::npos)
      << written.error().detail;
  EXPECT_EQ(content("page"), "old");
}

TEST_F(Files, LeaveNoPartialFileIfWritingFails) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{4096, before.rlim_max};
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_safely(*this / "page", std::string(10'000, 'x'));
  const auto made = write_new(*this / "key", std::string(10'000, 'x'), 0600);
  ::setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, handler);
  EXPECT_FALSE(written);
  EXPECT_FALSE(made);
  EXPECT_EQ(names_in(folder_.path()), 0u);
}

TEST(FileErrors, DistinguishAFullDiskFromOtherErrors) {
  for (const int number : {ENOSPC, EDQUOT}) {
    errno = number;
    EXPECT_EQ(io_error("cannot write", "page").error().code, Code::database_full);
  }
  errno = EACCES;
  const auto denied = io_error("cannot write", "page");
  EXPECT_EQ(denied.error().code, Code::io_failed);
  EXPECT_EQ(denied.error().detail, "cannot write page: Permission denied");
}

TEST_F(Files, GetExactlyTheirModeWhenCreated) {
  const mode_t before = ::umask(077);
  const auto written = write_new(*this / "key.pub", "public\n", 0644);
  ::umask(before);
  ASSERT_TRUE(written) << written.error().detail;
  struct stat about{};
  ASSERT_EQ(::stat((*this / "key.pub").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0644u);
  EXPECT_EQ(content("key.pub"), "public\n");
}

TEST_F(Files, NeverReplaceOthersWhenCreatedAsNew) {
  put("key", "old");
  const auto written = write_new(*this / "key", "new", 0400);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::io_failed);
  EXPECT_NE(written.error().detail.find("move it away first"), std::string::npos);
  EXPECT_EQ(content("key"), "old");
}

TEST_F(Files, NameTheMissingFolder) {
  const auto synced = sync_folder_of(*this / "absent/page");
  ASSERT_FALSE(synced);
  EXPECT_NE(synced.error().detail.find("absent: No such file"), std::string::npos);
  EXPECT_TRUE(sync_folder_of("a-name-without-a-folder"));
}

}  // namespace
}  // namespace otkel::files
