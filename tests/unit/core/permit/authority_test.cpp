// Every cell of the table, who counts as a second, and the table in words.
#include "core/permit/authority.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

const Person kAliya{"aliya", "Әлия Сәрсенова", OfficerRole::officer, true};
const Person kBerik{"berik", "Берік Оспанов", OfficerRole::officer, true};

Person someone(OfficerRole role) { return {"aliya", "Әлия Сәрсенова", role, true}; }

struct Cell {
  AuthorityRow row;
  OfficerRole role;
};

std::vector<Cell> every_cell() {
  std::vector<Cell> cells;
  for (const auto& row : authority_table())
    for (const auto role : every<OfficerRole>()) cells.push_back({row, role});
  return cells;
}

/// One test for each cell: what happens without and with a second person is what the cell says.
class AuthorityCell : public testing::TestWithParam<Cell> {};

TEST_P(AuthorityCell, MatchesTheRule) {
  const auto& [row, role] = GetParam();
  const auto wanted = need(row.verb, row.situation, role);
  ASSERT_EQ(wanted, row.by_role[static_cast<std::size_t>(role)]);
  const auto alone = authorise(row.verb, row.situation, someone(role), std::nullopt);
  const auto by_two = authorise(row.verb, row.situation, someone(role), Second{kBerik, {}});
  if (wanted == Need::refused) {
    const bool own = row.situation == Situation::own && role != OfficerRole::technician;
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, own ? Code::own_incident : Code::forbidden);
    EXPECT_FALSE(by_two) << "nobody's standing by lends a right";
    return;
  }
  const bool two = wanted == Need::second || wanted == Need::second_and_incident;
  const bool incident = wanted == Need::incident || wanted == Need::second_and_incident;
  ASSERT_EQ(alone.has_value(), !two);
  if (!alone) {
    EXPECT_EQ(alone.error().code, Code::second_person_missing);
  } else {
    EXPECT_EQ(alone->incident, incident);
  }
  ASSERT_TRUE(by_two);
  EXPECT_EQ(by_two->incident, incident);
  EXPECT_FALSE(by_two->at_same_console);
  EXPECT_EQ(incident_kind(row.verb, row.situation).has_value(), incident);
  EXPECT_EQ(wants_second(row.verb, row.situation), two);
}

std::string name_of(const testing::TestParamInfo<Cell>& info) {
  const auto& [row, role] = info.param;
  return std::string(word(row.verb)) + "_" + std::string(word(row.situation)) + "_" +
         std::string(word(role));
}

INSTANTIATE_TEST_SUITE_P(All, AuthorityCell, testing::ValuesIn(every_cell()), name_of);

TEST(AuthorityTable, HasARowForEveryVerbAndEachRowOnce) {
  std::set<Verb> verbs;
  std::set<std::pair<Verb, Situation>> rows;
  for (const auto& row : authority_table()) {
    verbs.insert(row.verb);
    EXPECT_TRUE(rows.emplace(row.verb, row.situation).second)
        << word(row.verb) << ", " << word(row.situation);
  }
  EXPECT_EQ(verbs.size(), every<Verb>().size());
  EXPECT_EQ(need(Verb::spoil, Situation::own, OfficerRole::senior), Need::refused)
      << "what is on no row nobody may";
}

TEST(AuthorityTable, RequiresASecondPersonOrAnIncidentToEndAnIssuedNumberOrReplaceACamera) {
  for (const auto& row : authority_table()) {
    const bool ends = row.situation == Situation::handed_over;
    const bool stands_in = row.verb == Verb::enter_by_hand ||
                           row.situation == Situation::read_opposes ||
                           row.situation == Situation::number_at_stake;
    for (const auto role : every<OfficerRole>()) {
      const auto wanted = need(row.verb, row.situation, role);
      EXPECT_FALSE((ends || stands_in) && wanted == Need::alone) << word(row.verb);
      EXPECT_FALSE(ends && wanted == Need::incident) << word(row.verb);
    }
  }
}

TEST(SecondPerson, IsNeverTheFirstPersonInAnotherSpelling) {
  for (const Person& self :
       {kAliya, Person{"ALIYA", "", OfficerRole::senior, true},
        Person{" aliya ", "", OfficerRole::officer, true},
        Person{"a.sarsenova", "ӘЛИЯ  СӘРСЕНОВА", OfficerRole::officer, true}}) {
    for (const auto by : {SecondBy::own_session, SecondBy::same_console}) {
      const auto answer = authorise(Verb::lose, Situation::handed_over, kAliya, Second{self, by});
      ASSERT_FALSE(answer) << self.login;
      EXPECT_EQ(answer.error().code, Code::second_person_missing);
    }
  }
  EXPECT_FALSE(same_person(kAliya, kBerik));
  EXPECT_FALSE(same_person({"a", "", {}, true}, {"b", "", {}, true})) << "no name is nobody's name";
  EXPECT_FALSE(same_person({"a", "Ана Бо", {}, true}, {"b", "Анабо", {}, true}))
      << "a space between two names says something";
}

TEST(SecondPerson, IsAnActiveOfficerWithTheRole) {
  auto withdrawn = kBerik;
  withdrawn.active = false;
  auto technician = kBerik;
  technician.role = OfficerRole::technician;
  for (const auto& other : {withdrawn, technician})
    EXPECT_EQ(authorise(Verb::lose, Situation::handed_over, kAliya, Second{other, {}}).error().code,
              Code::second_person_missing);
  auto gone = kAliya;
  gone.active = false;
  EXPECT_EQ(authorise(Verb::issue, Situation::usual, gone, std::nullopt).error().code,
            Code::forbidden);
}

TEST(Person, IsInactiveByDefault) { EXPECT_FALSE(Person{}.active); }

TEST(Authorised, AsksForNoIncidentThatTheTableDoesNotKnow) {
  EXPECT_FALSE(Authorised{}.incident);
  EXPECT_FALSE(Authorised{}.at_same_console);
}

TEST(SecondPerson, IsWaitedForTenMinutes) {  // docs/authority.md
  EXPECT_EQ(kSecondWaits, minutes{10});
}

TEST(SecondPerson, IsDistinguishedAtTheConsoleOfTheFirst) {
  const auto answer =
      authorise(Verb::lose, Situation::handed_over, kAliya, Second{kBerik, SecondBy::same_console});
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->at_same_console);
}

/// The rows of the matrix in docs/authority.md: verb and situation -> cells.
std::map<std::string, std::vector<std::string>> rows_of_the_document() {
  std::ifstream file(OTKEL_TOP "/docs/authority.md");
  std::map<std::string, std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| `")) continue;
    std::vector<std::string> cells;
    std::stringstream parts(line.substr(1));
    for (std::string cell; std::getline(parts, cell, '|');) {
      const auto from = cell.find_first_not_of(" `"), to = cell.find_last_not_of(" `");
      cells.push_back(from == std::string::npos ? "" : cell.substr(from, to - from + 1));
    }
    if (cells.size() != 7) continue;
    const std::string key = cells[0] + ", " + cells[1];
    EXPECT_TRUE(rows.emplace(key, std::vector(cells.begin() + 3, cells.end())).second) << key;
  }
  return rows;
}

TEST(AuthorityTable, MatchesTheDocument) {
  std::map<std::string, std::vector<std::string>> rows;
  for (const auto& row : authority_table()) {
    std::vector<std::string> cells;
    for (const auto need : row.by_role) cells.emplace_back(word(need));
    cells.emplace_back(row.incident ? word(*row.incident) : "-");
    rows[std::string(word(row.verb)) + ", " + std::string(word(row.situation))] = cells;
  }
  EXPECT_EQ(rows_of_the_document(), rows);
}

}  // namespace
}  // namespace otkel::core
