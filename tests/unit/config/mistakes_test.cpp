// Everything that stops the start, and in which words.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/sites.hpp"
#include "tests/unit/config/support.hpp"

namespace otkel::config {
namespace {

struct Mistake {
  const char* name;
  const char* text;
  const char* says;  ///< behind "FILE:"
};

class EdgeMistake : public testing::TestWithParam<Mistake> {};

TEST_P(EdgeMistake, IsNamedWithFileLineKeyAndExpectation) {
  const Folder folder;
  const auto loaded = edge(folder, {GetParam().text});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, core::Code::config_invalid);
  EXPECT_EQ(loaded.error().detail, (folder.path() / "1.toml").string() + ":" + GetParam().says);
}

const Mistake kMistakes[] = {
    {"UnknownTopKey", "prfile = 'production'\n",
     "1: prfile: expected one of bridge, checkpoint, clock, console, demo, kiosk, link, log, "
     "printer, profile, rules, site, storage, ui, found an unknown key"},
    {"UnknownKeyInTable", "[kiosk]\nprot = 1\n",
     "2: kiosk.prot: expected one of address, book_ahead, port, tickets, found an unknown key"},
    {"UnknownKeyInRow", "[[bridge.cameras]]\nname = 'a'\nrole = 'exit'\ncolour = 'red'\n",
     "4: bridge.cameras[0].colour: expected one of addresses, channel, date_order, lane, name, "
     "password_file, profile, protocol, role, source, topic, url, user, view, zone, found an "
     "unknown key"},
    {"ValueForATable", "kiosk = 8080\n", "1: kiosk: expected a table, found the number 8080"},
    {"TableForAValue", "[kiosk.port]\nx = 1\n",
     "1: kiosk.port: expected a port, 0 (any free one) to 65535, found a table"},
    {"NetWithBitsBehindItsPrefix", "console.trusted_proxies = ['10.0.0.1/8']\n",
     "1: console.trusted_proxies: expected a list of IP addresses and nets such as [\"10.0.7.21\", "
     "\"10.1.0.0/16\"], found the text \"10.0.0.1/8\" at place 1"},
    {"PublicUrlWithAPath", "console.public_url = 'https://console.example/x'\n",
     "1: console.public_url: expected \"https://HOST[:PORT]\" without a path, or \"\" for none, "
     "found the text \"https://console.example/x\""},
    {"TextForAPort", "kiosk.port = '8080'\n",
     "1: kiosk.port: expected a port, 0 (any free one) to 65535, found the text \"8080\""},
    {"PortOutOfRange", "kiosk.port = 70000\n",
     "1: kiosk.port: expected a port, 0 (any free one) to 65535, found the number 70000"},
    {"FractionForAWholeNumber", "checkpoint.low_stock = 1.5\n",
     "1: checkpoint.low_stock: expected a whole number, 0 to 1000000, found the number 1.5"},
    {"NumberForAFlag", "link.enabled = 1\n",
     "1: link.enabled: expected true or false, found the number 1"},
    {"TextForAFlag", "link.enabled = 'yes'\n",
     "1: link.enabled: expected true or false, found the text \"yes\""},
    {"UnknownWord", "profile = 'test'\n",
     "1: profile: expected one of \"production\", \"demonstration\", found the text \"test\""},
    {"NameThatCannotBePrinted", "checkpoint.names.ru = \"Нур\\u200b Жолы\"\n",
     "1: checkpoint.names.ru: expected a text of characters that can be printed, found the text "
     "\"Нур\u200b Жолы\""},
    {"SiteThatIsNoCode", "site = 'Khorgos'\n",
     "1: site: expected the code of a site: a-z, 0-9 and hyphens, a letter first, 2 to 24 "
     "characters, found the text \"Khorgos\""},
    {"PrefixOfSmallLetters", "checkpoint.prefix = 'nz'\n",
     "1: checkpoint.prefix: expected two capital letters such as \"NZ\", found the text \"nz\""},
    {"UnknownKind", "checkpoint.kind = 'harbour'\n",
     "1: checkpoint.kind: expected one of \"checkpoint\", \"service_centre\", found the text "
     "\"harbour\""},
    {"DurationWithoutUnit", "console.session_idle = '15'\n",
     "1: console.session_idle: expected a duration such as \"15m\", 1m to 24h, found the text "
     "\"15\""},
    {"DurationAsANumber", "console.session_idle = 15\n",
     "1: console.session_idle: expected a duration such as \"15m\", 1m to 24h, found the number "
     "15"},
    {"SecondsWhereMinutesCount", "console.session_idle = '90s'\n",
     "1: console.session_idle: expected a duration such as \"15m\", 1m to 24h, found the text "
     "\"90s\""},
    {"DurationTooLong", "bridge.reread_window = '2h'\n",
     "1: bridge.reread_window: expected a duration such as \"30s\", 1s to 1h, found the text "
     "\"2h\""},
    {"NegativeDuration", "bridge.reread_window = '-5s'\n",
     "1: bridge.reread_window: expected a duration such as \"30s\", 1s to 1h, found the text "
     "\"-5s\""},
    {"VisitGapLongerThanTheWindow", "bridge.visit_gap = '3m'\n",
     "1: bridge.visit_gap: expected no more than bridge.reread_window, found 180s"},
    {"PicturesKeptForHours", "bridge.keep_pictures = '12h'\n",
     "1: bridge.keep_pictures: expected a duration such as \"30d\", 24h to 3650d, found the text "
     "\"12h\""},
    {"QuotedDate", "checkpoint.closed = ['2025-01-01']\n",
     "1: checkpoint.closed: expected a list of dates, ascending, each once, found the text "
     "\"2025-01-01\" at place 1"},
    {"DateTwice", "checkpoint.closed = [2025-01-01, 2025-01-01]\n",
     "1: checkpoint.closed: expected a list of dates, ascending, each once, found 2025-01-01 after "
     "2025-01-01"},
    {"ZoneWithoutSign", "checkpoint.utc_offset = '05:00'\n",
     "1: checkpoint.utc_offset: expected a distance from UTC such as \"+05:00\", found the text "
     "\"05:00\""},
    {"HoursBackwards",
     "[[checkpoint.timetable]]\nfrom = 2025-01-01\nkazakh = ['19:00', '07:00']\n"
     "chinese = ['07:00', '19:00']\n",
     "3: checkpoint.timetable[0].kazakh: expected opening hours such as [[\"08:00\", \"12:00\"], "
     "[\"13:00\", \"17:00\"]], up to 4 stretches, or one: [\"07:00\", \"19:00\"], found "
     "[\"19:00\", \"07:00\"]"},
    {"HourThatDoesNotExist",
     "[[checkpoint.timetable]]\nfrom = 2025-01-01\nkazakh = ['07:00', '24:30']\n"
     "chinese = ['07:00', '19:00']\n",
     "3: checkpoint.timetable[0].kazakh: expected opening hours such as [[\"08:00\", \"12:00\"], "
     "[\"13:00\", \"17:00\"]], up to 4 stretches, or one: [\"07:00\", \"19:00\"], found the text "
     "\"24:30\" at place 2"},
    {"StretchesThatTouch",
     "[[checkpoint.timetable]]\nfrom = 2025-01-01\nchinese = ['07:00', '19:00']\n"
     "kazakh = [['08:00', '12:00'], ['12:00', '17:00']]\n",
     "4: checkpoint.timetable[0].kazakh: expected opening hours such as [[\"08:00\", \"12:00\"], "
     "[\"13:00\", \"17:00\"]], up to 4 stretches, or one: [\"07:00\", \"19:00\"], found "
     "[\"12:00\", \"17:00\"] not after [\"08:00\", \"12:00\"]; join or sort them"},
    {"FiveStretches",
     "[[checkpoint.timetable]]\nfrom = 2025-01-01\nchinese = ['07:00', '19:00']\n"
     "kazakh = [['01:00', '02:00'], ['03:00', '04:00'], ['05:00', '06:00'], ['07:00', '08:00'], "
     "['09:00', '10:00']]\n",
     "4: checkpoint.timetable[0].kazakh: expected opening hours such as [[\"08:00\", \"12:00\"], "
     "[\"13:00\", \"17:00\"]], up to 4 stretches, or one: [\"07:00\", \"19:00\"], found 5 "
     "stretches"},
    {"SidesThatNeverWorkTogether",
     "[[checkpoint.timetable]]\nfrom = 2025-01-01\nkazakh = ['08:00', '12:00']\n"
     "chinese = ['12:00', '17:00']\n",
     "4: checkpoint.timetable[0].chinese: expected hours that have a stretch in common with those "
     "of the Kazakh side, in Kazakh local time; [] for a side that does not work, found none"},
    {"MoreWindowsThanADayHas",
     "[[checkpoint.timetable]]\nfrom = 2025-01-01\n"
     "kazakh = [['00:00', '04:00'], ['05:00', '09:00'], ['10:00', '14:00']]\n"
     "chinese = [['00:00', '02:00'], ['03:00', '06:00'], ['08:00', '12:00'], ['13:00', '15:00']]\n",
     "4: checkpoint.timetable[0].chinese: expected hours that have 4 stretches or fewer in common "
     "with those of the Kazakh side, found 6"},
    {"MissingColumn", "[[checkpoint.capacity]]\nfrom = 2025-01-01\nlease_percent = 50\n",
     "1: checkpoint.capacity[0].per_day: expected a whole number, 0 to 20000, found nothing"},
    {"CapacityOutOfOrder",
     "[[checkpoint.capacity]]\nfrom = 2025-01-02\nper_day = 1\nlease_percent = 0\n"
     "[[checkpoint.capacity]]\nfrom = 2025-01-01\nper_day = 2\nlease_percent = 0\n",
     "6: checkpoint.capacity[1].from: expected a day after 2025-01-02, found 2025-01-01"},
    {"NoCapacity", "checkpoint.capacity = []\n",
     "1: checkpoint.capacity: expected one step or more, found an empty list"},
    {"TwoCamerasOfOneName",
     "[[bridge.cameras]]\nname = 'a'\nrole = 'exit'\n[[bridge.cameras]]\nname = 'a'\n"
     "role = 'gate_in'\n",
     "5: bridge.cameras[1].name: expected a name of its own, found \"a\" for the second time"},
    {"UrlOfACameraThatPosts",
     "[[bridge.cameras]]\nname = 'a'\nrole = 'exit'\nurl = 'http://10.0.0.1'\n",
     "4: bridge.cameras[0].url: expected none, because protocol is \"push\": it posts to us, found "
     "\"http://10.0.0.1\""},
    {"BrokerOfACameraThatIsAsked",
     "[[bridge.cameras]]\nname = 'a'\nrole = 'exit'\nprotocol = 'onvif'\n"
     "url = 'mqtt://10.0.0.1'\n",
     "5: bridge.cameras[0].url: expected \"http://HOST[:PORT]\", because protocol is \"onvif\", "
     "found \"mqtt://10.0.0.1\""},
    {"CameraNameWithASlash", "[[bridge.cameras]]\nname = 'a/b'\nrole = 'exit'\n",
     "2: bridge.cameras[0].name: expected a name of a-z, 0-9 and hyphens, 32 at most, found the "
     "text \"a/b\""},
    {"CameraAddressNoAddress",
     "[[bridge.cameras]]\nname = 'a'\nrole = 'exit'\naddresses = ['camera.local']\n",
     "4: bridge.cameras[0].addresses: expected a list of IP addresses such as [\"10.0.7.21\"], "
     "found the text \"camera.local\" at place 1"},
    {"ListOfNumbersForCameras", "bridge.cameras = [1]\n",
     "1: bridge.cameras[0]: expected a table, found the number 1"},
    {"RelativePath", "storage.database = 'edge.db'\n",
     "1: storage.database: expected an absolute path, found the text \"edge.db\""},
    {"BadAddress", "console.address = 'localhost'\n",
     "1: console.address: expected an IP address such as \"127.0.0.1\", found the text "
     "\"localhost\""},
    {"BadDevice", "printer.device = 'usb'\n",
     "1: printer.device: expected \"file:/DIRECTORY\", \"tcp:HOST:PORT\", \"usb:\", "
     "\"usb:serial=NUMBER\", \"usb:path=BUS-PORT\" or \"cups:QUEUE\" (docs/printer.md), found the "
     "text \"usb\""},
    {"DeviceWithoutPort", "printer.device = 'tcp:10.0.0.9'\n",
     "1: printer.device: expected \"file:/DIRECTORY\", \"tcp:HOST:PORT\", \"usb:\", "
     "\"usb:serial=NUMBER\", \"usb:path=BUS-PORT\" or \"cups:QUEUE\" (docs/printer.md), found the "
     "text \"tcp:10.0.0.9\""},
    {"RegisterWithASlash", "printer.register_base = 'https://r.example/'\n",
     "1: printer.register_base: expected \"https://HOST\" without a slash at the end, found the "
     "text \"https://r.example/\""},
    {"BadBlankPattern", "checkpoint.blank_pattern = '####C'\n",
     "1: checkpoint.blank_pattern: expected a blank pattern like \"C########\" (capitals, A for "
     "any letter, then 1 to 12 #), found the text \"####C\""},
    {"BadIpcEndpoint", "bridge.endpoint = 'tcp://127.0.0.1:1'\n",
     "1: bridge.endpoint: expected \"ipc:///PATH\" with a path shorter than 100, found the text "
     "\"tcp://127.0.0.1:1\""},
    {"IdleLongerThanAbsolute", "console.session_idle = '13h'\n",
     "1: console.session_idle: expected no more than console.session_absolute, found 780 minutes"},
    {"SecretIsNotRepeated", "profile = 'demonstration'\nbridge.secret = 'too short'\n",
     "2: bridge.secret: expected 16 letters, digits and hyphens or more, found another text"},
    {"NotToml", "kiosk.port = 1\nkiosk.port = 2\n",
     "2: expected TOML, found: Error while parsing key-value pair: cannot redefine existing "
     "integer 'kiosk.port'"},
};

INSTANTIATE_TEST_SUITE_P(Config, EdgeMistake, testing::ValuesIn(kMistakes),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(Mistakes, ListAllMistakesOfAllFiles) {
  const Folder folder;
  const auto loaded = edge(folder, {"kiosk.port = -1\nlog.level = 'loud'\nnonsense = 1\n",
                                    "[console]\nport = 'x'\nhosts = []\n"});
  ASSERT_FALSE(loaded);
  const auto& list = loaded.error().detail;
  for (const char* part :
       {"1.toml:1: kiosk.port: ", "1.toml:2: log.level: ", "1.toml:3: nonsense: ",
        "2.toml:2: console.port: ", "2.toml:3: console.hosts: expected one name or more"})
    EXPECT_NE(list.find(part), std::string::npos) << part << " in\n" << list;
  EXPECT_EQ(std::count(list.begin(), list.end(), '\n'), 4) << list;
}

TEST(Mistakes, StayReportedDespiteALaterFile) {
  const Folder folder;
  EXPECT_NE(mistakes(edge(folder, {"kiosk.port = -1\n", "kiosk.port = 1\n"})).find("1.toml:1"),
            std::string::npos);
}

TEST(Mistakes, NameAMissingFile) {
  auto asked = LoadRequest{kTop / "config", {"/nowhere/edge.toml"}, core::Site{"bakhty"}};
  EXPECT_EQ(mistakes(load_edge(asked)),
            "/nowhere/edge.toml: expected a readable file, found: No such file or directory");
}

TEST(Mistakes, RefuseAFolderAsAFile) {
  const Folder folder;
  auto asked = LoadRequest{kTop / "config", {folder.path()}, core::Site{"bakhty"}};
  EXPECT_NE(mistakes(load_edge(asked)).find(": expected a readable file, found: "),
            std::string::npos);
}

TEST(Mistakes, RequireACheckpoint) {
  EXPECT_EQ(
      mistakes(load_edge({kTop / "config", {}, {}})),
      "default: site: expected the code of a site: a-z, 0-9 and hyphens, a letter first, 2 to "
      "24 characters, by --site or in a config file, found nothing");
}

TEST(Mistakes, ASiteThatIsNotShippedAndHasNoValuesIsOneMistake) {
  const Folder folder;
  auto asked = request(folder, {"site = 'dostik'\n"});
  asked.site.reset();
  EXPECT_EQ(mistakes(load_edge(asked)),
            (folder.path() / "1.toml").string() +
                ":1: site: expected one of bakhty, dostyk, kolzhat, maikapshagai, nur-zholy, or a "
                "site whose checkpoint.prefix, checkpoint.names and further values a --config file "
                "gives, found \"dostik\" without them");
  asked = request(folder, {"sites = ['dostyk', 'dostik']\n"});
  asked.site.reset();
  EXPECT_NE(mistakes(load_hub(asked)).find(":1: sites: expected one of bakhty, "),
            std::string::npos)
      << mistakes(load_hub(asked));
}

TEST(Mistakes, NamesWhatASiteOfSettingsAloneLacks) {
  const Folder folder;
  auto asked = request(folder, {"checkpoint.prefix = 'AL'\n"});
  asked.site = core::Site{"alakol"};
  const auto list = mistakes(load_edge(asked));
  for (const char* part :
       {"default: checkpoint.names.kk: expected a value, because none is shipped for alakol: write "
        "it into --config, found nothing",
        "checkpoint.names.ru: ", "checkpoint.names.zh: ", "checkpoint.direction_to: ",
        "checkpoint.capacity: expected one step or more", "checkpoint.timetable: "})
    EXPECT_NE(list.find(part), std::string::npos) << part << " in\n" << list;
}

TEST(Mistakes, TwoSitesOfTheHubMayNotShareAPrefix) {
  const Folder folder;
  auto asked = request(
      folder, {"sites = ['nur-zholy', 'alakol']\n" + support::alakol_text("checkpoints.alakol"),
               "checkpoints.alakol.prefix = 'NZ'\n"});
  asked.site.reset();
  EXPECT_EQ(mistakes(load_hub(asked)),
            (folder.path() / "2.toml").string() +
                ":1: checkpoints.alakol.prefix: expected two capital letters of its own, because "
                "those of nur-zholy are the same, found \"NZ\"");
}

TEST(Mistakes, AServiceCentreHasNoRoadToBook) {
  const Folder folder;
  auto asked = request(folder, {support::semei_text("checkpoint") +
                                "[[checkpoint.capacity]]\nfrom = 2025-01-01\nper_day = 1\n"
                                "lease_percent = 0\n"});
  asked.site = core::Site{"semei-centre"};
  EXPECT_NE(mistakes(load_edge(asked)).find("checkpoint.capacity: expected none, because kind is "),
            std::string::npos)
      << mistakes(load_edge(asked));
}

TEST(Mistakes, AValueOfASiteThatIsNotNamedIsAnUnknownKey) {
  const Folder folder;
  auto asked = request(folder, {"checkpoints.dostik.low_stock = 1\n"});
  asked.site.reset();
  EXPECT_EQ(mistakes(load_hub(asked)),
            (folder.path() / "1.toml").string() +
                ":1: checkpoints.dostik: expected one of bakhty, dostyk, kolzhat, maikapshagai, "
                "nur-zholy, found an unknown key");
}

TEST(Mistakes, RequireHubAndBothKeysForALink) {
  const Folder folder;
  const auto list = mistakes(edge(folder, {"link.enabled = true\n"}));
  for (const char* part : {"default: link.hub_endpoint: ", "default: link.hub_public_key_file: ",
                           "default: link.secret_key_file: "})
    EXPECT_NE(list.find(part), std::string::npos) << part << " in\n" << list;
}

TEST(Mistakes, AreReportedForTheHubToo) {
  const Folder folder;
  auto asked = request(folder, {"sites = ['dostyk', 'dostyk']\nkiosk.port = 1\n"
                                "checkpoints.dostyk.low_stock = -1\nhttp.port = true\n"});
  asked.site.reset();
  const auto list = mistakes(load_hub(asked));
  for (const char* part :
       {"1.toml:1: sites: expected each checkpoint once", "1.toml:2: kiosk: expected one of ",
        "1.toml:3: checkpoints.dostyk.low_stock: ", "1.toml:4: http.port: expected a port"})
    EXPECT_NE(list.find(part), std::string::npos) << part << " in\n" << list;
}

// Whatever stands in a file, the answer is settings or a list of mistakes.
RC_GTEST_PROP(MistakesProperty, AnyTextIsAnsweredWithAList, ()) {
  const Folder folder;
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "[kiosk]", "[[bridge.cameras]]", "port", "=", "1", "'x'", "\n", "[", "]", "{", "}", ",", ".",
      "name", "site", "\"", "2025-01-01", "true", "\xff", "checkpoint.capacity", "from"));
  std::string text;
  for (const auto& piece : pieces) text += piece;
  const auto loaded = edge(folder, {text});
  RC_ASSERT(loaded.has_value() || mistakes(loaded).find("1.toml") != std::string::npos);
}

}  // namespace
}  // namespace otkel::config
