// The options that all programs share, and the status they end with.
#include "config/command_line.hpp"

#include <CLI/CLI.hpp>

#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

/// What a program does with these words: its settings or status, and what it wrote.
struct Ran {
  std::expected<EdgeSettings, int> settings;
  std::string out;
  std::string err;
  int status() const { return settings ? -1 : settings.error(); }
};

Ran run(std::vector<std::string> words, const CheckEdge& check = {}) {
  words.insert(words.begin(), {"otkeld"});
  std::vector<const char*> argv;
  for (const auto& word : words) argv.push_back(word.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  auto settings = start_edge(static_cast<int>(argv.size()), argv.data(), "a daemon", check);
  Ran ran{std::move(settings), "", ""};
  std::fflush(stdout);
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  return ran;
}

TEST(CommandLine, GivesTheSettingsToRunWith) {
  const Folder folder;
  const auto one = folder.write("1.toml", "kiosk.port = 1\nconsole.port = 1\n");
  const auto two = folder.write("2.toml", "kiosk.port = 2\n");
  const auto ran = run({"--site", "kolzhat", "--config", one.string(), "--config", two.string()});
  ASSERT_TRUE(ran.settings) << ran.err;
  EXPECT_EQ(ran.settings->checkpoint.site, core::Site{"kolzhat"});
  EXPECT_EQ(ran.settings->kiosk_listen.port, 2);
  EXPECT_EQ(ran.settings->console.listen.port, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "");
}

TEST(CommandLine, ReportsValidSettingsForCheckConfig) {
  const auto ran = run({"--site", "bakhty", "--check-config"});
  EXPECT_EQ(ran.status(), 0);
  EXPECT_EQ(ran.out, "the settings hold\n");
}

TEST(CommandLine, ListsTheMistakesAndExitsWith78ForCheckConfig) {
  const Folder folder;
  const auto bad = folder.write("bad.toml", "kiosk.prot = 1\nlog.level = 1\n");
  for (const auto& option : {"--check-config", "--print-config"}) {
    const auto ran = run({"--site", "bakhty", "--config", bad.string(), option});
    EXPECT_EQ(ran.status(), 78);
    EXPECT_NE(ran.err.find("bad.toml:1: kiosk.prot: "), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("bad.toml:2: log.level: "), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

TEST(CommandLine, ExitsWith78AtAStartWithInvalidSettings) {
  EXPECT_EQ(run({"--site", "bakhty", "--config", "/nowhere"}).status(), kExitConfig);
  EXPECT_EQ(run({}).status(), kExitConfig) << "nobody said which checkpoint";
}

TEST(CommandLine, ReportsMistakesThatOnlyTheProgramCanDetect) {
  const auto check = [](const EdgeSettings& settings) -> core::Result<void> {
    if (settings.kiosk_listen.port != 4) return {};
    return core::fail(core::Code::config_invalid, "kiosk.port: not 4 for this one");
  };
  const Folder folder;
  const auto bad = folder.write("bad.toml", "kiosk.port = 4\n");
  for (const auto& option : {"--check-config", "--print-config"}) {
    const auto ran = run({"--site", "bakhty", "--config", bad.string(), option}, check);
    EXPECT_EQ(ran.status(), 78);
    EXPECT_NE(ran.err.find("kiosk.port: not 4"), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(run({"--site", "bakhty", "--check-config"}, check).status(), 0);
}

TEST(CommandLine, WritesValuesAndOriginsForPrintConfig) {
  const auto ran = run({"--site", "bakhty", "--print-config"});
  EXPECT_EQ(ran.status(), 0);
  EXPECT_NE(ran.out.find("checkpoint.names.kk = \"Бақты\"  # "), std::string::npos);
  EXPECT_NE(ran.out.find("site = \"bakhty\"  # --site\n"), std::string::npos);
}

TEST(CommandLine, ReportsAUsageErrorForAnUnknownCheckpointOrOption) {
  const auto site = run({"--site", "Khorgos"});
  EXPECT_EQ(site.status(), 64);
  EXPECT_NE(site.err.find("expected the code of a site (a-z, 0-9 and hyphens, a letter first, 2 to "
                          "24 characters), found Khorgos"),
            std::string::npos)
      << site.err;
  EXPECT_EQ(run({"--site", "khorgos"}).status(), kExitConfig) << "a code, but nobody's";
  EXPECT_EQ(run({"--sight"}).status(), 64);
}

TEST(CommandLine, ExitsWithZeroForVersionAndHelp) {
  const auto version = run({"--version"});
  EXPECT_EQ(version.status(), 0);
  EXPECT_TRUE(version.out.starts_with("otkel ")) << version.out;
  const auto help = run({"--help"});
  EXPECT_EQ(help.status(), 0);
  for (const char* option : {"--config", "--site", "--config-root", "--check-config"})
    EXPECT_NE(help.out.find(option), std::string::npos) << help.out;
}

TEST(CommandLine, UsesTheDefaultsOfAnotherRoot) {
  const Folder folder;
  std::filesystem::copy(kTop / "config" / "rule_pack", folder.path() / "rule_pack");
  std::filesystem::create_directory(folder.path() / "defaults");
  std::filesystem::copy(kTop / "config/defaults/bakhty.toml", folder.path() / "defaults");
  folder.write("defaults/more.toml", "");
  std::ofstream(folder.path() / "defaults/bakhty.toml", std::ios::app)
      << "\n[log]\nlevel = 'debug'\n";
  const auto ran = run({"--site", "bakhty", "--config-root", folder.path().string()});
  ASSERT_TRUE(ran.settings) << ran.err;
  EXPECT_EQ(ran.settings->common.log_level, LogLevel::debug);
}

TEST(CommandLine, AddsAProgramsOwnOptions) {
  CLI::App app("a tool");
  CommandLine line;
  add_common_options(app, line);
  auto* backup = app.add_subcommand("backup", "writes one");
  std::string into;
  backup->add_option("into", into);
  app.parse("--site dostyk backup /somewhere", false);
  EXPECT_TRUE(backup->parsed());
  EXPECT_EQ(into, "/somewhere");
  ASSERT_TRUE(settle_edge(line));
  EXPECT_EQ(settle_edge(line)->checkpoint.site, core::Site{"dostyk"});
}

}  // namespace
}  // namespace otkel::config
