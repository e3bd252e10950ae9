// Layers, origins and the shipped files.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/support/sites.hpp"
#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

using core::Site;

struct Official {
  Site site;
  const char* kk;
  const char* ru;
};

constexpr std::array<Official, 5> kOfficial{
    Official{Site{"dostyk"}, "Достық-авто", "Достык"},
    Official{Site{"nur-zholy"}, "Нұр Жолы", "Нур Жолы"},
    Official{Site{"kolzhat"}, "Көлжат", "Калжат"}, Official{Site{"bakhty"}, "Бақты", "Бахты"},
    Official{Site{"maikapshagai"}, "Майқапшағай", "Майкапчагай"}};

bool has_camera(const EdgeSettings& settings, const std::string& name, core::CameraRole role) {
  return std::any_of(settings.bridge.cameras.begin(), settings.bridge.cameras.end(),
                     [&](const auto& one) { return one.name == name && one.role == role; });
}

TEST(Load, StartsEveryCheckpointWithOnlyItsName) {
  for (const auto& official : kOfficial) {
    LoadRequest bare;
    bare.site = official.site;
    const auto loaded = load_edge(bare);
    ASSERT_TRUE(loaded) << mistakes(loaded);
    const auto& settings = loaded->settings;
    EXPECT_EQ(settings.common.profile, Profile::production);
    EXPECT_EQ(settings.checkpoint.site, official.site);
    EXPECT_EQ(settings.checkpoint.prefix, support::prefix_of(official.site));
    EXPECT_EQ(settings.checkpoint.kind, core::SiteKind::checkpoint);
    EXPECT_EQ(settings.checkpoint.names.kk, official.kk);
    EXPECT_EQ(settings.checkpoint.names.ru, official.ru);
    EXPECT_FALSE(settings.checkpoint.names.zh.empty());
    EXPECT_EQ(settings.common.rules.pack.version, "kz-cn-c-2023");
    EXPECT_TRUE(has_camera(settings, "gate-1", core::CameraRole::gate_in));
    EXPECT_TRUE(has_camera(settings, "exit-1", core::CameraRole::exit));
    EXPECT_TRUE(has_camera(settings, "return-1", core::CameraRole::return_lane));
  }
}

TEST(Load, GivesEveryCheckpointSlotsOnAWorkingDayOfTheTerm) {
  for (const auto& official : kOfficial) {
    LoadRequest bare;
    bare.site = official.site;
    const auto loaded = load_edge(bare);
    ASSERT_TRUE(loaded) << mistakes(loaded);
    const auto& checkpoint = loaded->settings.checkpoint;
    const auto slots = core::slots_of(checkpoint.capacity, checkpoint.timetable, day(2025, 5, 20),
                                      checkpoint.slot_length, checkpoint.utc_offset);
    int trucks = 0;
    for (const auto& slot : slots) trucks += slot.capacity;
    EXPECT_GE(trucks, 100) << official.ru;
  }
}

TEST(Load, TakesSeveralStretchesADayAndHolidaysOfOneSide) {
  const Folder folder;
  const auto loaded = edge(folder, {R"([checkpoint]
closed = [2026-01-01]
closed_kazakh = [2026-03-21]
closed_chinese = [2026-02-17, 2026-02-18]
[[checkpoint.timetable]]
from = 2026-01-01
kazakh = [["08:00", "12:00"], ["13:00", "17:00"]]
chinese = ["07:30", "16:00"]
[[checkpoint.timetable]]
from = 2026-06-01
kazakh = []
chinese = [["07:30", "16:00"]]
)"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& table = loaded->settings.checkpoint.timetable;
  ASSERT_EQ(table.steps.size(), 2U);
  EXPECT_EQ(table.steps[0].kazakh,
            (std::vector<core::DayHours>{{core::minutes{480}, core::minutes{720}},
                                         {core::minutes{780}, core::minutes{1020}}}));
  EXPECT_EQ(table.steps[0].chinese,
            (std::vector<core::DayHours>{{core::minutes{450}, core::minutes{960}}}))
      << "one stretch may stand alone, as in older files";
  EXPECT_TRUE(table.steps[1].kazakh.empty()) << "it does not work at all";
  EXPECT_EQ(table.closed, std::vector{day(2026, 1, 1)});
  EXPECT_EQ(table.closed_kazakh, std::vector{day(2026, 3, 21)});
  EXPECT_EQ(table.closed_chinese, (std::vector{day(2026, 2, 17), day(2026, 2, 18)}));
  const auto text = print(*loaded);
  EXPECT_NE(text.find("[[\"08:00\", \"12:00\"], [\"13:00\", \"17:00\"]]"), std::string::npos)
      << text;
}

int per_day(const core::SiteSettings& checkpoint, core::LocalDate on) {
  int found = 0;
  for (const auto& step : checkpoint.capacity)
    if (step.from <= on) found = step.per_day;
  return found;
}

TEST(Load, ChangesTheCapacityOvernightAsPublished) {
  LoadRequest bare;
  bare.site = Site{"nur-zholy"};
  const auto nur_zholy = load_edge(bare);
  ASSERT_TRUE(nur_zholy) << mistakes(nur_zholy);
  std::vector<int> series;
  for (const auto& step : nur_zholy->settings.checkpoint.capacity) series.push_back(step.per_day);
  EXPECT_EQ(series, (std::vector{650, 750, 1000, 650}));
  bare.site = Site{"kolzhat"};
  const auto kolzhat = load_edge(bare);
  ASSERT_TRUE(kolzhat) << mistakes(kolzhat);
  EXPECT_EQ(per_day(kolzhat->settings.checkpoint, day(2023, 6, 1)), 250);
  EXPECT_EQ(per_day(kolzhat->settings.checkpoint, day(2025, 5, 20)), 300);
}

TEST(Load, LoadsAllShippedFiles) {
  const auto root = kTop / "config";
  LoadRequest show{root, {root / "demonstration.toml", root / "round-the-clock.toml"}, {}};
  show.site = Site{"bakhty"};
  const auto shown = load_edge(show);
  ASSERT_TRUE(shown) << mistakes(shown);
  EXPECT_TRUE(shown->settings.common.rules.pack.demonstration);
  EXPECT_TRUE(core::is_open(shown->settings.checkpoint.timetable,
                            core::parse_iso("2026-11-22T22:59:00Z").value(), core::minutes{300}));
  const auto hub = load_hub({root, {root / "hub.toml"}, {}});
  ASSERT_TRUE(hub) << mistakes(hub);
  EXPECT_EQ(hub->settings.checkpoints.size(), 5U);
}

TEST(Load, PrefersALaterFileToAnEarlierOneAndToTheDefaults) {
  const Folder folder;
  const auto loaded =
      edge(folder, {"kiosk.port = 9001\nui.static_root = '/a'\n", "\n[kiosk]\nport = 9002\n"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  EXPECT_EQ(loaded->settings.kiosk_listen.port, 9002);
  EXPECT_EQ(loaded->settings.static_root, "/a");
  EXPECT_EQ(loaded->settings.checkpoint.names.ru, "Нур Жолы");
}

TEST(Load, RecordsTheOriginOfEachValue) {
  const Folder folder;
  const auto loaded = edge(folder, {"kiosk.port = 9001\n", "\n[kiosk]\nport = 9002\n"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& origins = loaded->origins;
  EXPECT_EQ(origins.at("kiosk.port"), (folder.path() / "2.toml").string() + ":3");
  EXPECT_EQ(origins.at("site"), "--site");
  EXPECT_EQ(origins.count("kiosk.address"), 0U);
  EXPECT_NE(origins.at("checkpoint.names.kk").find("defaults/nur-zholy.toml:"), std::string::npos);
}

TEST(Load, PrintsEachValueAndItsOrigin) {
  const Folder folder;
  const auto loaded = edge(folder, {"console.session_idle = '90m'\n"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto text = print(*loaded);
  EXPECT_NE(text.find("console.session_idle = \"90m\"  # " + (folder.path() / "1.toml").string() +
                      ":1\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("kiosk.address = \"127.0.0.1\"  # default\n"), std::string::npos);
  EXPECT_NE(text.find("site = \"nur-zholy\"  # --site\n"), std::string::npos);
  EXPECT_NE(text.find("# demo.seed = (not set)  # default\n"), std::string::npos);
}

TEST(Load, MasksASecretInThePrint) {
  const Folder folder;
  const auto loaded =
      edge(folder, {"profile = 'demonstration'\nbridge.secret = 'abcdefghijklmnopqrst'\n"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  EXPECT_EQ(loaded->settings.bridge.secret, "abcdefghijklmnopqrst");
  const auto text = print(*loaded);
  EXPECT_EQ(text.find("abcdefgh"), std::string::npos);
  EXPECT_NE(text.find("bridge.secret = \"***\""), std::string::npos);
}

TEST(Load, ReplacesAListOfTablesAsAWhole) {
  const Folder folder;
  const auto loaded = edge(folder, {R"([[bridge.cameras]]
name = "north"
role = "exit"
addresses = ["10.0.7.21", "fd00::21"]
lane = 3
zone = "+08:00"
)"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& cameras = loaded->settings.bridge.cameras;
  ASSERT_EQ(cameras.size(), 1U);
  EXPECT_EQ(cameras[0].name, "north");
  EXPECT_EQ(cameras[0].role, core::CameraRole::exit);
  EXPECT_EQ(cameras[0].addresses, (std::vector<std::string>{"10.0.7.21", "fd00::21"}));
  EXPECT_EQ(cameras[0].lane, 3);
  EXPECT_EQ(cameras[0].zone, core::minutes{480});
  EXPECT_EQ(loaded->origins.count("bridge.cameras[1]"), 0U) << "of the replaced list";
}

TEST(Load, TakesACameraByAProfileOfItsInstaller) {
  const Folder folder;
  const std::string profile = R"([[bridge.profiles]]
name = "lpr-box"
plate = "/LPR"
vehicles = "/INFORMATION"
confidence_scale = 255.0
leaving = ["out", "1"]
when = "/EVENT"
when_is = ["lpr"]
plate_encoding = "base64"
time_order = "month_first"
also = ["plate=/LP"]
)";
  const std::string camera =
      "[[bridge.cameras]]\nname = \"north\"\nrole = \"exit\"\ndate_order = "
      "\"month_first\"\nprofile = ";
  const auto loaded = edge(folder, {profile + camera + "\"lpr-box\"\n"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& bridge = loaded->settings.bridge;
  ASSERT_EQ(bridge.profiles.size(), 1U);
  EXPECT_EQ(bridge.profiles[0].vehicles, "/INFORMATION");
  EXPECT_EQ(bridge.profiles[0].confidence, "");
  EXPECT_DOUBLE_EQ(bridge.profiles[0].confidence_scale, 255);
  EXPECT_EQ(bridge.profiles[0].leaving, (std::vector<std::string>{"out", "1"}));
  EXPECT_EQ(bridge.cameras[0].date_order, core::DateOrder::month_first);
  EXPECT_EQ(bridge.profiles[0].when, "/EVENT");
  EXPECT_EQ(bridge.profiles[0].when_is, std::vector<std::string>{"lpr"});
  EXPECT_EQ(bridge.profiles[0].plate_encoding, core::PlateEncoding::base64);
  EXPECT_EQ(bridge.profiles[0].time_order, core::DateOrder::month_first);
  EXPECT_EQ(bridge.profiles[0].also, std::vector<std::string>{"plate=/LP"});
  EXPECT_EQ(bridge.cameras[0].profile, "lpr-box");

  const auto unknown = edge(folder, {profile + camera + "\"other\"\n"});
  ASSERT_FALSE(unknown);
  EXPECT_NE(mistakes(unknown).find("one of bridge.profiles"), std::string::npos)
      << mistakes(unknown);
}

TEST(Load, ReadsTheBridgesRulesForVisitsLatenessAndDeletion) {
  const Folder folder;
  const auto loaded = edge(folder, {"[bridge]\nvisit_gap = '15s'\nlate_after = '10m'\n"
                                    "keep_pictures = '90d'\n"});
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& bridge = loaded->settings.bridge;
  EXPECT_EQ(bridge.visit_gap, std::chrono::seconds{15});
  EXPECT_EQ(bridge.late_after, std::chrono::minutes{10});
  EXPECT_EQ(bridge.keep_pictures, std::chrono::hours{90 * 24});
  const auto text = print(*loaded);
  EXPECT_NE(text.find("bridge.keep_pictures = \"90d\"  # "), std::string::npos) << text;
  EXPECT_NE(text.find("bridge.late_after = \"10m\"  # "), std::string::npos) << text;
}

TEST(Load, PrefersTheCheckpointOfTheCommandLineToThatOfTheFiles) {
  const Folder folder;
  auto asked = request(folder, {"site = 'bakhty'\n"});
  EXPECT_EQ(load_edge(asked)->settings.checkpoint.names.ru, "Нур Жолы");
  asked.site.reset();
  const auto loaded = load_edge(asked);
  ASSERT_TRUE(loaded) << mistakes(loaded);
  EXPECT_EQ(loaded->settings.checkpoint.names.ru, "Бахты");
  EXPECT_EQ(loaded->settings.checkpoint.site, Site{"bakhty"});
}

TEST(Load, ServesTheCheckpointsOfTheHubInTheConfiguredOrder) {
  const Folder folder;
  auto asked = request(folder, {"sites = ['kolzhat', 'dostyk']\n"
                                "checkpoints.dostyk.low_stock = 7\n"});
  asked.site.reset();
  const auto loaded = load_hub(asked);
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& checkpoints = loaded->settings.checkpoints;
  ASSERT_EQ(checkpoints.size(), 2U);
  EXPECT_EQ(checkpoints[0].names.ru, "Калжат");
  EXPECT_EQ(checkpoints[1].names.ru, "Достык");
  EXPECT_EQ(checkpoints[1].low_stock, 7);
  const auto text = print(*loaded);
  EXPECT_NE(text.find("checkpoints.dostyk.low_stock = 7  # "), std::string::npos) << text;
  EXPECT_NE(text.find("config/defaults/kolzhat.toml:"), std::string::npos);
  EXPECT_EQ(text.find("checkpoints.bakhty"), std::string::npos);
}

TEST(Load, ServesTheShippedSitesInTheOrderOfTheLawByDefault) {
  const auto hub = load_hub({kTop / "config", {}, {}});
  ASSERT_TRUE(hub) << mistakes(hub);
  EXPECT_EQ(hub->settings.sites, support::permit_sites());
  EXPECT_EQ(hub->settings.checkpoints.front().names.ru, "Достык");
  const auto text = print(*hub);
  EXPECT_NE(text.find("sites = [\"dostyk\", \"nur-zholy\", \"kolzhat\", \"bakhty\", "
                      "\"maikapshagai\"]  # default\n"),
            std::string::npos)
      << text;
}

TEST(Load, ASixthCheckpointIsSettingsAlone) {
  const Folder folder;
  auto asked = request(folder, {"site = 'alakol'\n" + support::alakol_text("checkpoint")});
  asked.site.reset();
  const auto loaded = load_edge(asked);
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& own = loaded->settings.checkpoint;
  EXPECT_EQ(own.site, Site{"alakol"});
  EXPECT_EQ(own.prefix, core::NumberPrefix{"AL"});
  EXPECT_EQ(own.kind, core::SiteKind::checkpoint);
  EXPECT_EQ(own.names.zh, "阿拉湖");
  const auto text = print(*loaded);
  EXPECT_NE(text.find("site = \"alakol\"  # "), std::string::npos) << text;
  EXPECT_NE(text.find("checkpoint.prefix = \"AL\"  # "), std::string::npos) << text;
}

TEST(Load, SoIsAServiceCentreWithoutARoad) {
  const Folder folder;
  auto asked = request(folder, {support::semei_text("checkpoint")});
  asked.site = Site{"semei-centre"};
  const auto loaded = load_edge(asked);
  ASSERT_TRUE(loaded) << mistakes(loaded);
  EXPECT_EQ(loaded->settings.checkpoint.kind, core::SiteKind::service_centre);
  EXPECT_TRUE(loaded->settings.checkpoint.capacity.empty());
}

TEST(Load, TheHubServesBothBesideTheFive) {
  const Folder folder;
  auto asked = request(folder, {support::hub_of_three_text()});
  asked.site.reset();
  const auto loaded = load_hub(asked);
  ASSERT_TRUE(loaded) << mistakes(loaded);
  const auto& served = loaded->settings.checkpoints;
  ASSERT_EQ(served.size(), 3U);
  EXPECT_EQ(served[0].site, Site{"nur-zholy"});
  EXPECT_EQ(served[1].site, Site{"alakol"});
  EXPECT_EQ(served[1].prefix, core::NumberPrefix{"AL"});
  EXPECT_EQ(served[2].kind, core::SiteKind::service_centre);
  EXPECT_NE(print(*loaded).find("checkpoints.alakol.prefix = \"AL\"  # "), std::string::npos);
}

TEST(Load, ReadsTheSameCheckpointForHubAndEdge) {
  LoadRequest bare;
  const auto hub = load_hub(bare);
  ASSERT_TRUE(hub) << mistakes(hub);
  for (const auto& served : hub->settings.checkpoints) {
    bare.site = served.site;
    const auto own = load_edge(bare);
    ASSERT_TRUE(own) << mistakes(own);
    EXPECT_EQ(served.names.kk, own->settings.checkpoint.names.kk);
    ASSERT_EQ(served.capacity.size(), own->settings.checkpoint.capacity.size());
    for (std::size_t i = 0; i < served.capacity.size(); ++i)
      EXPECT_EQ(served.capacity[i].per_day, own->settings.checkpoint.capacity[i].per_day);
  }
}

// What --print-config writes is a config again, and means the same.
RC_GTEST_PROP(LoadProperty, ThePrintedSettingsLoadToThemselves, ()) {
  const Folder folder;
  std::string text = "profile = 'demonstration'\n";
  text += "kiosk.port = " + std::to_string(*rc::gen::inRange(0, 65536)) + "\n";
  text += "demo.seed = " + std::to_string(*rc::gen::inRange(0, 1'000'000)) + "\n";
  text += "console.session_idle = '" + std::to_string(*rc::gen::inRange(1, 721)) + "m'\n";
  text += "checkpoint.low_stock = " + std::to_string(*rc::gen::inRange(0, 1000)) + "\n";
  text += std::string("link.enabled = false\nlog.level = '") +
          *rc::gen::element("debug", "info", "warning", "error") + "'\n";
  const auto first = edge(folder, {text});
  RC_ASSERT(first.has_value());
  const auto printed = print(*first);
  const auto second = edge(folder, {printed});
  RC_ASSERT(mistakes(second) == "");
  const auto values_of = [](const std::string& lines) {
    std::string values;
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);)
      values += line.substr(0, line.rfind("  # ")) + "\n";
    return values;
  };
  RC_ASSERT(values_of(print(*second)) == values_of(printed));
}

}  // namespace
}  // namespace otkel::config
