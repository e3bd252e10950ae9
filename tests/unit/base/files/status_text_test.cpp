// What a witness says after a start, whatever happened to its file.
#include "base/files/status_text.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "tests/unit/base/files/fixture.hpp"

namespace otkel::files {
namespace {

struct StatusTextTest : Files {
  std::string path = *this / "witness";

  StatusText opened() { return StatusText::open(path).value(); }
  /// What a next start reads.
  std::string said() { return opened().before(); }
};

TEST_F(StatusTextTest, IsEmptyWithoutAFileAndReadableByTheOwnerOnly) {
  EXPECT_EQ(said(), "");
  struct stat about{};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777 & 0027, 0U);
}

TEST_F(StatusTextTest, KeepsTheLastTextWhateverTheLengthOfEarlierOnes) {
  auto words = opened();
  for (const char* text : {"edge 9\n", "edge 10 of a longer line\n", "edge 11\n"})
    ASSERT_TRUE(words.write(text));
  EXPECT_EQ(content("witness"), "edge 11\n");
  EXPECT_EQ(said(), "edge 11\n");
  EXPECT_EQ(words.before(), "") << "of before this start";
}

TEST_F(StatusTextTest, TruncatesWhatALongerTextLeft) {
  put("witness", "of a start before, a very long line\n");
  auto words = opened();
  EXPECT_EQ(words.before(), "of a start before, a very long line\n");
  ASSERT_TRUE(words.write("edge 1\n"));
  EXPECT_EQ(content("witness"), "edge 1\n");
}

TEST_F(StatusTextTest, CanBeCleared) {
  put("witness", "edge 1\n");
  ASSERT_TRUE(opened().write(""));
  EXPECT_EQ(content("witness"), "");
}

TEST_F(StatusTextTest, IsNotWrittenAgainIfUnchanged) {
  auto words = opened();
  ASSERT_TRUE(words.write("edge 1\n"));
  put("witness", "EDGE 1\n");
  ASSERT_TRUE(words.write("edge 1\n"));
  EXPECT_EQ(content("witness"), "EDGE 1\n");
}

/// They are written after the commit of which they tell: where that cannot be done they are older
/// than the database. Newer they never are.
TEST_F(StatusTextTest, IsCompleteAgainAfterATornWrite) {
  auto words = opened();
  ASSERT_TRUE(words.write("edge 1\n"));
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{9, before.rlim_max};
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto torn = words.write("edge 2 of a longer line\n");
  ::setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, handler);
  ASSERT_FALSE(torn);
  EXPECT_EQ(content("witness"), "edge 2 of");
  ASSERT_TRUE(words.write("edge 3\n"));
  EXPECT_EQ(content("witness"), "edge 3\n") << "without the end of what was torn";
  ASSERT_TRUE(words.write("edge 2 of a longer line\n"));
  EXPECT_EQ(content("witness"), "edge 2 of a longer line\n");
}

TEST_F(StatusTextTest, ReportsAFileThatCannotBeOpenedInsteadOfAnEmptyText) {
  std::filesystem::create_directory(path);
  const auto refused = StatusText::open(path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::Code::io_failed);
  EXPECT_NE(refused.error().detail.find(path), std::string::npos) << refused.error().detail;
}

}  // namespace
}  // namespace otkel::files
