// Facts of other versions, read by today's program; what it reads of each is written down.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"

namespace otkel::codec {
namespace {

struct Row {
  std::string title, body, reading;
  /// The first word of the title.
  std::string type() const { return title.substr(0, title.find(' ')); }
  /// Of a title "TYPE without A, B: what that means".
  std::vector<std::string> without() const {
    constexpr std::string_view kWithout = " without ";
    const auto at = title.find(kWithout);
    if (at == std::string::npos) return {};
    std::istringstream list(
        title.substr(at + kWithout.size(), title.find(':') - at - kWithout.size()));
    std::vector<std::string> names;
    for (std::string name; list >> name;) {
      if (name.ends_with(',')) name.pop_back();
      names.push_back(name);
    }
    return names;
  }
};

std::vector<Row> rows() {
  std::ifstream file(OTKEL_GOLDEN_FACTS);
  std::vector<Row> rows;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.starts_with('#')) continue;
    Row row{line, {}, {}};
    std::getline(file, row.body);
    std::getline(file, row.reading);
    rows.push_back(row);
  }
  return rows;
}

TEST(OlderFacts, AreReadAsIsWrittenDown) {
  EXPECT_GT(rows().size(), 10U);
  for (const auto& row : rows()) {
    const auto fact = decode_event(row.type(), row.body);
    ASSERT_TRUE(fact) << row.title << ": " << fact.error().detail;
    EXPECT_EQ(event_body(*fact), row.reading) << row.title;
  }
}

TEST(OlderFacts, LackTheFieldsOfTheirTitleWhichTodaysFactHas) {
  for (const auto& row : rows()) {
    const auto body = parse(row.body).value();
    const auto fact = decode_event(row.type(), row.body).value();
    for (const auto& name : row.without()) {
      EXPECT_FALSE(body.as_object().contains(name)) << row.title;
      bool known = false;
      const auto look = [&](std::string_view field, const auto&) { known |= field == name; };
      std::visit([&](const auto& one) { core::for_each_field(one, look); }, fact);
      EXPECT_TRUE(known) << row.title;
    }
  }
}

}  // namespace
}  // namespace otkel::codec
