// Rule packs as files: the two that are shipped, and broken ones.
#include "config/rule_pack_file.hpp"

#include "core/value/calendar.hpp"
#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

core::RulePack shipped(const char* name) {
  auto pack = read_rule_pack(kTop / "config" / "rule_pack" / name);
  EXPECT_TRUE(pack) << mistakes(pack);
  return pack ? *pack : core::RulePack{};
}

TEST(RulePackFile, EndsTheLawOnTheFirstOfJune2025) {
  const auto law = shipped("kz-cn-c-2023.toml");
  EXPECT_FALSE(law.demonstration);
  EXPECT_TRUE(law.in_force(day(2023, 4, 21)));
  EXPECT_TRUE(law.in_force(day(2025, 5, 31)));
  EXPECT_FALSE(law.in_force(day(2025, 6, 1)));
}

TEST(RulePackFile, ContinuesTheLawInTheDemonstrationAndReportsIt) {
  const auto law = shipped("kz-cn-c-2023.toml");
  const auto demo = shipped("kz-cn-c-demonstration.toml");
  EXPECT_TRUE(demo.demonstration);
  EXPECT_TRUE(demo.in_force(day(2029, 12, 31)));
  EXPECT_FALSE(demo.in_force(day(2030, 1, 1)));
  EXPECT_NE(demo.version, law.version);
  EXPECT_EQ(demo.decision_working_days, law.decision_working_days);
  EXPECT_EQ(demo.misuse_ban_months, law.misuse_ban_months);
}

TEST(RulePackFile, TheLawListsFiveCheckpointsInItsOrder) {
  const std::vector five{core::Site{"dostyk"}, core::Site{"nur-zholy"}, core::Site{"kolzhat"},
                         core::Site{"bakhty"}, core::Site{"maikapshagai"}};
  EXPECT_EQ(shipped("kz-cn-c-2023.toml").permit_sites, five);
  EXPECT_EQ(shipped("kz-cn-c-demonstration.toml").permit_sites, five);
}

TEST(RulePackFile, TakesTheFeeFromTheIndexOfTheDayOfPayment) {
  const auto law = shipped("kz-cn-c-2023.toml");
  const std::pair<core::LocalDate, int> expected[] = {{day(2023, 12, 31), 3450},
                                                      {day(2024, 1, 1), 3692},
                                                      {day(2024, 12, 31), 3692},
                                                      {day(2025, 1, 1), 3932},
                                                      {day(2026, 1, 1), 4325}};
  for (const auto& [on, tenge] : expected)
    EXPECT_EQ(core::fee_on(law, on).value().tenge, tenge) << core::to_iso(on);
}

TEST(RulePackFile, CountsNoHolidayAsAWorkingDay) {
  const auto law = shipped("kz-cn-c-2023.toml");
  EXPECT_FALSE(core::is_working_day(law, day(2025, 5, 1)));
  EXPECT_FALSE(core::is_working_day(law, day(2025, 5, 9)));
  EXPECT_FALSE(core::is_working_day(law, day(2025, 3, 24))) << "Nauryz moved off a weekend";
  EXPECT_TRUE(core::is_working_day(law, day(2025, 5, 20)));
}

TEST(RulePackFile, ListsNoHolidayOnAWeekend) {
  for (const char* name : {"kz-cn-c-2023.toml", "kz-cn-c-demonstration.toml"})
    for (const auto holiday : shipped(name).labour_holidays) {
      const std::chrono::weekday on{std::chrono::sys_days{holiday}};
      EXPECT_TRUE(on != std::chrono::Saturday && on != std::chrono::Sunday)
          << name << " " << core::to_iso(holiday);
    }
}

struct Broken {
  const char* name;
  const char* text;
  const char* says;  ///< a part of the list
};

constexpr const char* kHead =
    "version = 'p'\nvalid_from = 2025-01-01\nvalid_until = 2026-01-01\n"
    "permit.sites = ['dostyk', 'alakol']\n";
constexpr const char* kMci = "[[mci]]\nfrom = 2025-01-01\namount = 3932\n";

const Broken kBroken[] = {
    {"UnknownKey", "fee = 1\n", ":5: fee: expected one of "},
    {"WrongType", "decision_working_days = 'two'\n",
     ":5: decision_working_days: expected a whole number, 1 to 30, found the text \"two\""},
    {"ListMissing", "mci = []\n", ":5: mci: expected one step or more, found an empty list"},
    {"FeeOfNothing", "[[mci]]\nfrom = 2025-01-01\namount = 0\n",
     ":7: mci[0].amount: expected whole tenge, 1 to 1000000, found the number 0"},
    {"StepsOutOfOrder",
     "[[mci]]\nfrom = 2025-01-01\namount = 1\n[[mci]]\nfrom = 2024-01-01\namount = 2\n",
     ":9: mci[1].from: expected a day after 2025-01-01, found 2024-01-01"},
    {"FirstDaysWithoutAFee", "[[mci]]\nfrom = 2025-02-01\namount = 1\n",
     ":5: mci: expected a first step on or before valid_from, found 2025-02-01"},
};

TEST(RulePackFile, NamesEveryMistake) {
  const Folder folder;
  for (const auto& broken : kBroken) {
    const auto file = folder.write("pack.toml", std::string(kHead) + broken.text);
    const auto pack = read_rule_pack(file);
    ASSERT_FALSE(pack) << broken.name;
    EXPECT_EQ(pack.error().code, core::Code::rule_pack_invalid);
    EXPECT_NE(pack.error().detail.find(file.string() + broken.says), std::string::npos)
        << broken.name << ": " << pack.error().detail;
  }
}

TEST(RulePackFile, RequiresEveryValueThatDecides) {
  const Folder folder;
  const auto list = mistakes(read_rule_pack(folder.write("pack.toml", "")));
  for (const char* key :
       {" version: ", " valid_from: ", " valid_until: ", " permit.sites: ", " mci: "})
    EXPECT_NE(list.find(key), std::string::npos) << list;
}

TEST(RulePackFile, APackWithoutACheckpointGivesNoPermits) {
  const Folder folder;
  const auto file = folder.write(
      "pack.toml", std::string("version = 'p'\nvalid_from = 2025-01-01\nvalid_until = 2026-01-01\n"
                               "permit.sites = []\n") +
                       kMci);
  EXPECT_EQ(
      mistakes(read_rule_pack(file)),
      file.string() + ":4: permit.sites: expected one checkpoint or more, found an empty list");
}

TEST(RulePackFile, RefusesATermThatEndsBeforeItBegins) {
  const Folder folder;
  const auto file = folder.write("pack.toml", std::string("version = 'p'\nvalid_from = 2026-01-01\n"
                                                          "valid_until = 2026-01-01\n"
                                                          "permit.sites = ['dostyk']\n") +
                                                  kMci);
  EXPECT_EQ(mistakes(read_rule_pack(file)),
            file.string() + ":3: valid_until: expected a day after valid_from, found 2026-01-01");
}

TEST(RulePackFile, ReadsEveryKeyOfAFullPack) {
  const Folder folder;
  const auto pack = read_rule_pack(folder.write(
      "pack.toml", std::string(kHead) +
                       "provider_day_ends = '17:30'\narrive_early = '3h'\non_time_grace = '10m'\n"
                       "no_show_after = '1h'\nsupplement_valid_days = 10\nmisuse_ban_months = 7\n"
                       "match_max_cost = 1\nmatch_min_margin = 0.25\n"
                       "post_cap_percent = 1\ngrounds_cap_percent = 5\n"
                       "calls_before_parking = 2\ncall_wait = '5m'\npark_max = '1h'\n"
                       "come_backs = 0\n"
                       "labour_holidays = [2025-05-01]\nlabour_working_weekends = [2025-05-03]\n" +
                       kMci));
  ASSERT_TRUE(pack) << mistakes(pack);
  EXPECT_EQ(pack->permit_sites, (std::vector{core::Site{"dostyk"}, core::Site{"alakol"}}));
  EXPECT_EQ(pack->provider_day_ends, core::minutes{17 * 60 + 30});
  EXPECT_EQ(pack->arrive_early, core::minutes{180});
  EXPECT_EQ(pack->on_time_grace, core::minutes{10});
  EXPECT_EQ(pack->no_show_after, core::minutes{60});
  EXPECT_EQ(pack->supplement_valid_days, 10);
  EXPECT_EQ(pack->misuse_ban_months, 7);
  EXPECT_EQ(pack->match_max_cost, 1.0);
  EXPECT_EQ(pack->match_min_margin, 0.25);
  EXPECT_EQ(pack->post_cap_percent, 1);
  EXPECT_EQ(pack->grounds_cap_percent, 5);
  EXPECT_EQ(pack->calls_before_parking, 2);
  EXPECT_EQ(pack->call_wait, core::minutes{5});
  EXPECT_EQ(pack->park_max, core::minutes{60});
  EXPECT_EQ(pack->come_backs, 0);
  EXPECT_FALSE(core::is_working_day(*pack, day(2025, 5, 1)));
  EXPECT_TRUE(core::is_working_day(*pack, day(2025, 5, 3)));
}

TEST(RulePackFile, ChoosesAnotherPackByPathAndRefusesTheStartForItsMistakes) {
  const Folder folder;
  const auto good = folder.write("own.toml", std::string(kHead) + kMci);
  const auto choose = [&](const std::filesystem::path& file) {
    return edge(folder, {"rules.pack_file = '" + file.string() + "'\n"});
  };
  const auto loaded = choose(good);
  ASSERT_TRUE(loaded) << mistakes(loaded);
  EXPECT_EQ(loaded->settings.common.rules.pack.version, "p");
  EXPECT_NE(mistakes(choose("/nowhere.toml")).find("/nowhere.toml: expected a readable file"),
            std::string::npos);
}

}  // namespace
}  // namespace otkel::config
