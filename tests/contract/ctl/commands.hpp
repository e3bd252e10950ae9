#pragma once
// otkelctl as a child, and a checkpoint's database for it to work on.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "base/sqlite/database.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "firmware-daemon/store/stores.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::ctl::test {

namespace fs = std::filesystem;

/// What a command ended with, and everything that it said.
struct CommandResult {
  int status = -1;
  std::string text;

  bool says(std::string_view words) const { return text.find(words) != std::string::npos; }
};

/// Under the umask that a machine usually has.
inline CommandResult run(const std::string& program, std::vector<std::string> words) {
  words.insert(words.begin(), program);
  std::array<int, 2> out{};
  if (::pipe(out.data()) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::umask(022);
    ::dup2(out[1], 1);
    ::dup2(out[1], 2);
    ::close(out[0]);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    ::_exit(127);
  }
  ::close(out[1]);
  CommandResult said;
  std::array<char, 4096> block{};
  for (ssize_t n = 0; (n = ::read(out[0], block.data(), block.size())) > 0;)
    said.text.append(block.data(), static_cast<std::size_t>(n));
  ::close(out[0]);
  int raw = 0;
  ::waitpid(child, &raw, 0);
  said.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 1000 + raw;
  return said;
}

inline CommandResult otkelctl(std::vector<std::string> words) {
  return run(OTKELCTL, std::move(words));
}

inline std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
inline void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}
inline struct stat about(const std::string& path) {
  struct stat found{};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found;
}
inline std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

/// A folder with the database of Nur Zholy, which nobody uses.
struct Commands : testing::Test {
  const support::TemporaryFolder folder;
  const std::string database = folder / "edge.db";

  Commands() {
    make(database);
    fs::create_directory(folder / "backup");
  }

  static core::Instant at(std::int64_t ms) { return core::Instant{std::chrono::milliseconds{ms}}; }
  static sqlite::Database open(const std::string& path) {
    return sqlite::Database::open(path, store::migrations()).value();
  }
  /// One more event of the checkpoint's own log.
  static void report(sqlite::Database& db, core::Site site = core::Site{"nur-zholy"}) {
    store::Stores stores(db, site);
    EXPECT_TRUE(db.transact([&]() -> core::Result<void> {
      stores.log.append(core::ClockJumped{at(1), at(2)}, stamp());
      return {};
    }));
  }
  static void make(const std::string& path, core::Site site = core::Site{"nur-zholy"}) {
    auto db = open(path);
    store::Stores stores(db, site);
    EXPECT_TRUE(db.transact([&]() -> core::Result<void> {
      db.run("INSERT INTO meta (key, value) VALUES ('site', ?)", site);
      stores.log.begin_epoch(std::string(32, '1'), {"created", "test"}, stamp());
      for (int i = 0; i < 200; ++i) stores.log.append(core::ClockJumped{at(1), at(2)}, stamp());
      return {};
    }));
  }
  static store::Stamp stamp() {
    return {at(1'747'713'600'000), core::Actor::system(), "kz-cn-c-2023"};
  }
  static std::int64_t events_in(const std::string& path) {
    auto db = sqlite::Database::open_reading(path).value();
    auto row = db.prepare("SELECT count(*) FROM edge_log");
    row.step();
    return row.integer(0);
  }
  /// Every page can be read, but an event says something else than what was signed by its chain.
  static void forge(const std::string& path) {
    auto db = open(path);
    db.script(
        "DROP TRIGGER edge_log_is_append_only_u;"
        "UPDATE edge_log SET actor = 'officer:nobody' WHERE seq = 7");
  }
  /// Pages in the middle of the file are overwritten, as by a disk that dies.
  static void spoil(const std::string& path) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2 / 4096 * 4096));
    file << std::string(std::size_t{8} * 4096, 'x');
  }
};

}  // namespace otkel::ctl::test
