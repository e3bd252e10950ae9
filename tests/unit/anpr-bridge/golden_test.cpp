// Every fixture of every maker against the messages that it must become. UPDATE_GOLDEN=1 writes
// fixtures/decoded.jsonl anew; read the difference before you commit it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "anpr-bridge/decode/decode.hpp"
#include "anpr-bridge/decode/recording.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

namespace fs = std::filesystem;

std::set<std::string> fixture_names() {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(OTKEL_ANPR_FIXTURES))
    if (entry.is_regular_file() && entry.path().parent_path() != OTKEL_ANPR_FIXTURES)
      names.insert(fs::relative(entry.path(), OTKEL_ANPR_FIXTURES).generic_string());
  return names;
}

/// Kazakh time where the camera gives no zone.
std::string decoded_lines(const std::string& name) {
  const auto bodies = bodies_of_recording(test::fixture(name));
  if (!bodies) return name + ": " + bodies.error().detail + "\n";
  std::string lines;
  for (const auto& body : *bodies) {
    const auto messages = decode(body.content_type, body.body, {core::kKazakhstanOffset});
    if (!messages) return name + ": " + messages.error().detail + "\n";
    for (const auto& message : *messages) lines += described(name, message) + "\n";
  }
  return lines;
}

TEST(EveryFixture, BecomesTheMessagesThatAreWrittenDown) {
  std::string all;
  for (const auto& name : fixture_names()) all += decoded_lines(name);
  const std::string path = std::string(OTKEL_ANPR_FIXTURES) + "/decoded.jsonl";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << all;
  EXPECT_EQ(all, test::fixture("decoded.jsonl"));
}

TEST(EveryFixture, IsToldFromItsContentAlone) {
  for (const auto& name : fixture_names()) {
    if (name.starts_with("generic/")) continue;
    const auto bodies = bodies_of_recording(test::fixture(name));
    ASSERT_TRUE(bodies) << name;
    for (const auto& body : *bodies) {
      const auto messages = decode("", body.body);
      ASSERT_TRUE(messages) << name << ": " << messages.error().detail;
      for (const auto& message : *messages)
        EXPECT_EQ(message.maker, name.substr(0, name.find('/'))) << name;
    }
  }
}

}  // namespace
}  // namespace otkel::anpr
