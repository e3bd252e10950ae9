// What is asked next, and what each answer does, stepped by hand.
#include "anpr-bridge/national/client.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/codec/json.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using test::noon;
using test::seconds;

std::string header(const NationalAsk& ask, const std::string& name) {
  for (const auto& [key, value] : ask.headers)
    if (key == name) return value;
  return "(none)";
}

struct Talk {
  test::TempFolder folder;
  Journal journal = Journal::open(folder / "journal.db", 1024, 3).value();
  Pictures pictures = Pictures::open(folder / "pictures").value();
  support::SeededRandom random{7};
  NationalSetup setup;
  core::Moment at{noon(), milliseconds{1'000'000}};
  std::unique_ptr<NationalClient> client;
  int messages = 0;

  Talk() {
    setup.settings.user = "nz-gate";
    setup.settings.checkpoint = "NZ/1";
    setup.password = "se\"cret";
    setup.zone = core::kKazakhstanOffset;
    start();
  }
  void start() { client = NationalClient::open(setup, {journal, pictures, random}, at).value(); }
  void pass(milliseconds time) {
    at.wall += time;
    at.boot += time;
  }
  void see(const std::string& id, const std::string& picture = "") {
    auto visit = test::visit_of(id, 1, at.wall);
    if (!picture.empty()) visit.picture_hash = pictures.keep(picture).value();
    ASSERT_TRUE(journal.write(test::row_of("m" + std::to_string(++messages), at.wall), visit));
  }
  /// What is asked next; its target is "-" where nothing is.
  NationalAsk ask() { return client->next(at).value_or(NationalAsk{.target = "-"}); }
  void answer(int status, const std::string& body = "", const std::string& retry_after = "") {
    client->answered({status, body, retry_after}, at);
  }
  void authorise() {
    EXPECT_EQ(ask().target, "/api/v1/authorize");
    answer(200, R"({"token":"t1"})");
  }
  void fetch_plates(const std::string& body = "[]") {
    EXPECT_TRUE(ask().target.starts_with("/api/v1/checkpoints/NZ%2F1/plates?date="));
    answer(200, body);
  }
  /// Authorised, with the list of the day, and one visit whose event is due.
  void be_ready(const std::string& picture = "") {
    see("visit-1", picture);
    pass(seconds(20));
    authorise();
    fetch_plates();
  }
  core::NationalStatus status() { return client->status(at.wall).value(); }
};

constexpr const char* kEvents = "/api/v1/checkpoints/NZ%2F1/camera-events";

TEST(NationalClient, AuthorisesOnceFetchesThePlatesAndPosts) {
  Talk t;
  t.see("visit-1");
  const auto authorising = t.ask();
  EXPECT_EQ(authorising.method, "POST");
  EXPECT_EQ(authorising.body,
            R"({"username":"nz-gate","password":"se\"cret","checkpoint":"NZ/1"})");
  EXPECT_EQ(header(authorising, "Authorization"), "(none)");
  t.answer(200, R"({"token":"t1","expires":0})");
  const auto plates = t.ask();
  EXPECT_EQ(plates.method + " " + plates.target,
            "GET /api/v1/checkpoints/NZ%2F1/plates?date=2025-05-20");
  EXPECT_EQ(header(plates, "Authorization"), "Bearer t1");
  t.answer(200, R"(["123ABC02"])");
  EXPECT_EQ(t.ask().target, "-") << "the visit still grows";
  t.pass(seconds(20));
  const auto event = t.ask();
  EXPECT_EQ(event.target, kEvents);
  EXPECT_EQ(header(event, "Authorization"), "Bearer t1");
  EXPECT_EQ(header(event, "Idempotency-Key"), "visit-1");
  EXPECT_EQ(header(event, "Otkel-Day-List"), "listed");
  EXPECT_TRUE(event.body.starts_with(R"({"plateNumber":"123ABC02",)"));
  t.answer(201);
  EXPECT_EQ(t.ask().target, "-");
  const auto status = t.status();
  EXPECT_TRUE(status.connected);
  EXPECT_EQ(status.posted, 1);
  EXPECT_EQ(status.waiting, 0);
  EXPECT_EQ(status.trouble, "");
  EXPECT_EQ(status.last_posted, t.at.wall);
  EXPECT_EQ(status.plates, 1);
  EXPECT_EQ(status.plates_fetched, noon());
}

TEST(NationalClient, FetchesThePlatesAtTheBeginningOfEachDayAndEveryTenMinutes) {
  Talk t;
  t.authorise();
  t.fetch_plates();
  t.pass(minutes{9});
  EXPECT_EQ(t.ask().target, "-");
  t.pass(minutes{1});
  t.fetch_plates();
  t.at.wall += hours{12} - minutes{10} - milliseconds{1};
  EXPECT_EQ(t.ask().target, "-");
  t.at.wall += milliseconds{1};
  EXPECT_TRUE(t.ask().target.ends_with("date=2025-05-21")) << "midnight at the checkpoint";
  t.answer(200, "[]");
  t.start();
  EXPECT_EQ(t.ask().target, "-") << "a restart asks no sooner";
}

TEST(NationalClient, NamesMalformedPlatesOnceAndKeepsTheOthers) {
  Talk t;
  t.authorise();
  t.fetch_plates(R"(["123ABC02","!!"])");
  t.pass(minutes{10});
  t.fetch_plates(R"(["123ABC02","!!"])");
  int told = 0;
  for (const auto& news : t.client->take_news())
    if (const auto* malformed = std::get_if<NationalPlatesMalformed>(&news)) {
      ++told;
      EXPECT_EQ(malformed->count, 1);
      EXPECT_TRUE(malformed->problems.at(0).starts_with("entry 2: "));
    }
  EXPECT_EQ(told, 1);
  EXPECT_EQ(t.status().plates_malformed, 1);
}

TEST(NationalClient, AuthorisesAgainOnceIfTheTokenHasExpired) {
  Talk t;
  t.be_ready();
  EXPECT_EQ(t.ask().target, kEvents);
  t.answer(401);
  EXPECT_EQ(t.ask().target, "/api/v1/authorize") << "at once";
  t.answer(200, R"({"token":"t2"})");
  const auto again = t.ask();
  EXPECT_EQ(header(again, "Authorization"), "Bearer t2");
  EXPECT_EQ(header(again, "Idempotency-Key"), "visit-1");
  t.answer(401);
  EXPECT_EQ(t.ask().target, "-") << "a fresh token that is refused is not tried in a circle";
  t.pass(minutes{5});
  EXPECT_EQ(t.ask().target, "/api/v1/authorize");
  EXPECT_EQ(t.status().waiting, 1) << "and nothing is lost";
}

TEST(NationalClient, WaitsFiveMinutesAfterAWrongPassword) {
  Talk t;
  EXPECT_EQ(t.ask().target, "/api/v1/authorize");
  t.answer(403);
  t.pass(minutes{5} - milliseconds{1});
  EXPECT_EQ(t.ask().target, "-");
  EXPECT_TRUE(t.status().trouble.contains("password_file")) << t.status().trouble;
  t.pass(milliseconds{1});
  t.authorise();
  t.fetch_plates();
  EXPECT_EQ(t.status().trouble, "");
}

TEST(NationalClient, TakesNoTokenThatIsNoneOrCouldNotStandInAHeader) {
  for (const char* body : {"", "<html>", "{}", R"({"token":7})", R"({"token":""})", "[]",
                           R"({"token":"a\r\nX-Evil: 1"})", R"({"token":"a b"})"}) {
    Talk t;
    t.ask();
    t.answer(200, body);
    EXPECT_EQ(t.ask().target, "-") << body;
    EXPECT_FALSE(t.status().connected) << body;
    t.pass(minutes{1});
    EXPECT_EQ(t.ask().target, "/api/v1/authorize") << body;
  }
}

TEST(NationalClient, WaitsForAsLongAsTheAnswerDemands) {
  for (const int status : {429, 503}) {
    Talk t;
    t.be_ready();
    EXPECT_EQ(t.ask().target, kEvents);
    t.answer(status, "", "90");
    t.pass(seconds(89));
    EXPECT_EQ(t.ask().target, "-") << status;
    t.pass(seconds(1));
    EXPECT_EQ(t.ask().target, kEvents) << status;
    t.answer(429, "", "999999999");
    t.pass(hours{1});
    EXPECT_NE(t.ask().target, "-") << "an hour is the longest";
  }
}

TEST(NationalClient, BacksOffAndLosesNothingWhateverFails) {
  Talk t;
  t.be_ready();
  for (const int status : {0, 500, 502, 404, 403, 301, 408}) {
    ASSERT_EQ(t.ask().target, kEvents) << status;
    if (status == 0)
      t.client->failed({core::Code::link_down, "cgr.example:443: connecting: refused"}, t.at);
    else
      t.answer(status, "<html>");
    EXPECT_EQ(t.ask().target, "-") << status;
    EXPECT_FALSE(t.status().connected) << status;
    EXPECT_NE(t.status().trouble, "") << status;
    t.pass(minutes{1});
  }
  ASSERT_EQ(t.ask().target, kEvents);
  t.answer(200);
  EXPECT_EQ(t.status().posted, 1);
  EXPECT_EQ(t.status().trouble, "");
  EXPECT_TRUE(t.status().connected);
}

TEST(NationalClient, PutsAnEventAsideThatTheOtherEndCallsWrong) {
  Talk t;
  t.see("visit-0");
  t.be_ready();
  EXPECT_EQ(header(t.ask(), "Idempotency-Key"), "visit-0");
  t.answer(422, "plate 123ABC02 is unknown");
  EXPECT_EQ(header(t.ask(), "Idempotency-Key"), "visit-1") << "without a pause";
  t.answer(409);
  EXPECT_EQ(t.status().posted, 1) << "409: it has it already";
  EXPECT_EQ(t.status().refused, 1);
  EXPECT_EQ(t.status().waiting, 1);
  bool told = false;
  for (const auto& news : t.client->take_news())
    if (const auto* refused = std::get_if<NationalEventRefused>(&news))
      told = refused->visit_id == "visit-0" && refused->status == 422;
  EXPECT_TRUE(told);
}

TEST(NationalClient, LeavesAPictureOutThatIsTooLarge) {
  Talk t;
  t.setup.settings.picture_kib = 16;
  t.start();
  t.see("huge", test::drawn_jpeg(std::string(20'000, 'x')));
  t.be_ready(test::drawn_jpeg("fits"));
  EXPECT_TRUE(t.ask().body.contains(R"("fullImage":"",)")) << "by our own limit";
  t.answer(200);
  EXPECT_FALSE(t.ask().body.contains(R"("fullImage":"",)"));
  t.answer(413);
  const auto again = t.ask();
  EXPECT_EQ(header(again, "Idempotency-Key"), "visit-1");
  EXPECT_TRUE(again.body.contains(R"("fullImage":"",)")) << "by theirs";
  t.answer(413);
  EXPECT_EQ(t.status().refused, 1) << "and it is not sent in a circle";
}

TEST(NationalClient, ReportsAPlateWhosePictureGaveWay) {
  Talk t;
  t.be_ready(test::drawn_jpeg("gone"));
  std::filesystem::remove_all(t.folder / "pictures");
  EXPECT_TRUE(t.ask().body.contains(R"("fullImage":"",)"));
}

TEST(NationalClient, PostsThoughTheListOfPlatesCannotBeHad) {
  Talk t;
  t.see("visit-1");
  t.pass(seconds(20));
  t.authorise();
  EXPECT_TRUE(t.ask().target.contains("plates"));
  t.answer(404);
  const auto event = t.ask();
  EXPECT_EQ(event.target, kEvents);
  EXPECT_EQ(header(event, "Otkel-Day-List"), "unknown");
  t.answer(200);
  EXPECT_EQ(t.status().trouble, "the day's plates: answered with 404");
  EXPECT_FALSE(t.status().plates_fetched);
  t.pass(minutes{1});
  EXPECT_TRUE(t.ask().target.contains("plates"));
  t.client->failed({core::Code::link_down, "no end within 60000 ms"}, t.at);
  t.see("visit-2");
  t.pass(seconds(59));
  EXPECT_EQ(t.ask().target, kEvents) << "a list that hangs does not hold events up";
}

TEST(NationalClient, KeepsTheOldListIfAnAnswerIsNone) {
  Talk t;
  t.authorise();
  t.fetch_plates(R"(["123ABC02"])");
  t.pass(minutes{10});
  t.ask();
  t.answer(200, "{\"error\":\"later\"}");
  EXPECT_EQ(t.status().plates, 1);
  EXPECT_EQ(t.status().plates_fetched, noon());
  EXPECT_FALSE(t.status().connected);
}

TEST(NationalClient, GivesUpWhatNobodyTookAndCountsIt) {
  Talk t;
  t.be_ready();
  t.pass(hours{24 * 30});
  ASSERT_TRUE(t.client->forget_old(t.at.wall));
  EXPECT_EQ(t.status().given_up, 1);
  EXPECT_EQ(t.status().waiting, 0);
}

}  // namespace
}  // namespace otkel::anpr
