// Idempotency keys, log-ins and what officers attend to.
#include "firmware-daemon/app/sessions.hpp"

#include <gtest/gtest.h>

#include "base/codec/commitment.hpp"
#include "base/codec/password.hpp"
#include "firmware-daemon/app/attend.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/work_loop.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

struct AnswerOnce : testing::Test {
  CheckpointInMemory w;
  int effects = 0;
  Result<Answer> ask(const IdempotentRequest& asked, bool fail_it = false) {
    return w.as("kiosk", [&](Context& c) {
      return c.stores.answers.once(asked, c.now, [&]() -> Result<Answer> {
        if (fail_it) return fail(Code::busy);
        ++effects;
        return Answer{201, "done"};
      });
    });
  }
};

TEST_F(AnswerOnce, GivesTheSameAnswerAgainWithoutTheEffect) {
  const IdempotentRequest asked{"key-00000001", "POST /x", "{}"};
  EXPECT_EQ(ask(asked).value().status, 201);
  const auto again = ask(asked);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(again->body, "done");
  EXPECT_EQ(effects, 1);
}

TEST_F(AnswerOnce, RefusesAKeyForAnotherRequest) {
  EXPECT_TRUE(ask({"key-00000001", "POST /x", "{}"}));
  EXPECT_EQ(refusal(ask({"key-00000001", "POST /y", "{}"})), Code::idempotency_key_reused);
  EXPECT_EQ(refusal(ask({"key-00000001", "POST /x", "{ }"})), Code::idempotency_key_reused);
  EXPECT_EQ(refusal(ask({"short", "POST /x", "{}"})), Code::idempotency_key_missing);
  EXPECT_EQ(effects, 1);
}

TEST_F(AnswerOnce, KeepsNoRefusal) {
  const IdempotentRequest asked{"key-00000001", "POST /x", "{}"};
  EXPECT_EQ(refusal(ask(asked, true)), Code::busy);
  EXPECT_TRUE(ask(asked));
  EXPECT_EQ(effects, 1);
}

struct Sessions : testing::Test {
  CheckpointInMemory w;
  void SetUp() override {
    core::OfficerRecorded aliya{"aliya", "Әлия", core::OfficerRole::officer,
                                codec::hash_password("сыр", w.random.bytes<16>()).value(), true};
    w.hub({aliya});
  }
  /// As the HTTP layer does it: a wrong password is written down, not undone.
  Result<Login> log_in(bool fits, const Attempt& attempt = {"aliya", "192.0.2.1"}) {
    Result<Login> login = fail(Code::internal);
    EXPECT_TRUE(w.as("console", [&](Context& c) -> Result<void> {
      login = finish_log_in(c, attempt, fits);
      if (login) end_oldest_sessions(c, *login);
      return {};
    }));
    return login;
  }
  Result<PasswordCheck> begin(const Attempt& attempt) {
    return w.as("console", [&](Context& c) { return begin_log_in(c, attempt); });
  }
  Result<SessionView> who(const std::string& token) {
    return w.as("console", [&](Context& c) { return session_of(c, token); });
  }
};

TEST_F(Sessions, BeginWithTheRightPassword) {
  const auto check = begin({"aliya", "192.0.2.1"}).value();
  EXPECT_TRUE(password_fits(check, "сыр"));
  EXPECT_FALSE(password_fits(check, "сир"));
  const auto login = log_in(true);
  ASSERT_TRUE(login);
  EXPECT_EQ(who(login->token).value().login, "aliya");
  EXPECT_EQ(refusal(who(login->token + "0")), Code::unauthenticated);
  EXPECT_EQ(refusal(who("")), Code::unauthenticated);
}

TEST_F(Sessions, BeginOnlyOnceTheSecretOfThePasswordHasArrived) {
  const auto secret = codec::commit_to(codec::hash_password("нан", w.random.bytes<16>()).value(),
                                       w.random.bytes<32>());
  const auto token = log_in(true).value().token;
  w.hub({core::OfficerRecorded{"aliya", "Әлия", core::OfficerRole::officer, secret.commitment,
                               true}});
  EXPECT_EQ(refusal(who(token)), Code::unauthenticated) << "the password is another one";
  const Attempt here{"aliya", "192.0.2.1"};
  for (const auto* password : {"сыр", "нан", ""})
    EXPECT_FALSE(password_fits(begin(here).value(), password)) << password;
  for (int i = 0; i < 30; ++i)
    EXPECT_FALSE(log_in(false, {"aliya", "203.0.113." + std::to_string(i)}));
  EXPECT_TRUE(w.incident_kinds().empty()) << "nothing could be guessed";
  EXPECT_TRUE(
      w.as("hub", [&](Context& c) { return c.stores.officers.keep(secret), Result<void>{}; }));
  EXPECT_TRUE(password_fits(begin(here).value(), "нан"));
  EXPECT_FALSE(password_fits(begin(here).value(), "сыр"));
  EXPECT_TRUE(log_in(true));
}

TEST_F(Sessions, AnswerAnUnknownLoginLikeAWrongPassword) {
  const Attempt nobody{"nobody", "203.0.113.9"};
  const auto check = begin(nobody);
  ASSERT_TRUE(check);
  EXPECT_FALSE(password_fits(*check, "сыр"));
  EXPECT_EQ(refusal(log_in(true, nobody)), Code::wrong_password);
  for (int i = 1; i < 5; ++i) EXPECT_EQ(refusal(log_in(false, nobody)), Code::wrong_password);
  EXPECT_EQ(refusal(begin(nobody)), Code::locked_out) << "as an officer's name would be";
  EXPECT_EQ(w.events_of("incident_opened").size(), 0U);
}

TEST_F(Sessions, LockANameOnlyAtTheGuessingAddress) {
  const Attempt guesser{"aliya", "203.0.113.9"};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(log_in(false, guesser)), Code::wrong_password);
  EXPECT_EQ(refusal(log_in(true, guesser)), Code::locked_out);
  EXPECT_EQ(refusal(begin(guesser)), Code::locked_out);
  EXPECT_TRUE(log_in(true)) << "at the usual console";
  w.now += core::minutes{15};
  EXPECT_TRUE(log_in(true, guesser));
}

TEST_F(Sessions, OpenOneIncidentForRepeatedPasswordGuesses) {
  const auto guess = [&](int times) {
    for (int i = 0; i < times; ++i)
      EXPECT_FALSE(log_in(false, {"aliya", "203.0.113." + std::to_string(i)}));
  };
  guess(19);
  EXPECT_TRUE(w.incident_kinds().empty());
  guess(1);
  EXPECT_EQ(w.incident_kinds(), std::vector<std::string>{"failed_log_ins"});
  guess(60);
  EXPECT_EQ(w.incident_kinds().size(), 1U) << "once while it is open";
}

TEST_F(Sessions, AreLimitedAndTheOldestEnds) {
  std::vector<std::string> tokens;
  for (int i = 0; i < 5; ++i, w.now += core::minutes{1}) tokens.push_back(log_in(true)->token);
  EXPECT_EQ(refusal(who(tokens[0])), Code::unauthenticated);
  for (int i = 1; i < 5; ++i) EXPECT_TRUE(who(tokens[static_cast<std::size_t>(i)])) << i;
}

TEST_F(Sessions, EndWithThePassword) {
  const auto token = log_in(true)->token;
  w.hub({core::OfficerRecorded{"aliya", "Әлия", core::OfficerRole::officer, "another", true}});
  EXPECT_EQ(refusal(who(token)), Code::unauthenticated);
  const auto lasts = w.as(
      "push", [&](Context& c) -> Result<bool> { return session_lasts(c, hash_of_token(token)); });
  EXPECT_FALSE(lasts.value());
}

TEST_F(Sessions, AreNotProlongedByViewing) {
  const auto token = log_in(true)->token;
  const auto lasts = [&] {
    return w
        .as("push",
            [&](Context& c) -> Result<bool> { return session_lasts(c, hash_of_token(token)); })
        .value();
  };
  w.now += core::minutes{14};
  EXPECT_TRUE(lasts());
  w.now += core::minutes{1};
  EXPECT_FALSE(lasts());
}

TEST_F(Sessions, ForgetTheFailuresAfterAGoodLogIn) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(refusal(log_in(false)), Code::wrong_password);
  EXPECT_TRUE(log_in(true));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(refusal(log_in(false)), Code::wrong_password);
  EXPECT_TRUE(log_in(true));
}

TEST_F(Sessions, EndWhenIdleTooOldLoggedOutOrDismissed) {
  const auto idle = log_in(true).value().token;
  w.now += core::minutes{14};
  EXPECT_TRUE(who(idle));
  w.now += core::minutes{15};
  EXPECT_EQ(refusal(who(idle)), Code::unauthenticated);
  const auto old = log_in(true).value().token;
  for (int i = 0; i < 71; ++i, w.now += core::minutes{10}) EXPECT_TRUE(who(old)) << i;
  w.now += core::minutes{10};
  EXPECT_EQ(refusal(who(old)), Code::unauthenticated) << "twelve hours are the most";
  const auto out = log_in(true).value().token;
  EXPECT_TRUE(w.as("console", [&](Context& c) { return log_out(c, out), Result<void>{}; }));
  EXPECT_EQ(refusal(who(out)), Code::unauthenticated);
  const auto dismissed = log_in(true).value().token;
  w.hub({core::OfficerRecorded{"aliya", "Әлия", core::OfficerRole::officer, "x", false}});
  EXPECT_EQ(refusal(who(dismissed)), Code::unauthenticated);
  EXPECT_EQ(refusal(log_in(true)), Code::wrong_password);
}

TEST(Incidents, AreClosedOnceWithAReason) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  EXPECT_TRUE(w.confirmed(core::CameraRole::exit, truck));
  const auto number = w.stores.incidents.open().front().incident_no;
  const auto close = [&](const std::string& note) {
    return w.as("officer:berik", [&](Context& c) { return close_incident(c, number, note); });
  };
  for (const char* nothing : {" ", ".", "1234567890123", "ok", "so it was", "......... ........"})
    EXPECT_EQ(refusal(close(nothing)), Code::reason_missing) << nothing;
  EXPECT_EQ(close("  the entry camera was dark\n")->note, "the entry camera was dark");
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_EQ(w.events_of("incident_closed").size(), 1U);
  EXPECT_EQ(
      refusal(w.as("officer:berik",
                   [&](Context& c) { return close_incident(c, "INC-9", "nothing was found"); })),
      Code::incident_not_found);
}

TEST(Incidents, AreNeverClosedByOneOfThoseWhoseActOpenedThem) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  ASSERT_TRUE(w.as("officer:aliya",
                   [&](Context& c) { return spoil_blank(c, number, "ink", with("berik")); }));
  const auto opened = w.incident("issued_number_replaced");
  EXPECT_EQ(opened.caused_by, "aliya, berik");
  EXPECT_EQ(std::get<core::IncidentOpened>(w.events_of("incident_opened").back()).caused_by,
            "aliya, berik");
  const auto close = [&](const std::string& who) {
    return w.as("officer:" + who, [&](Context& c) {
      return close_incident(c, opened.incident_no, "the blank was really torn");
    });
  };
  EXPECT_EQ(refusal(close("aliya")), Code::own_incident);
  EXPECT_EQ(refusal(close("berik")), Code::own_incident) << "who stood by is no other person";
  EXPECT_EQ(refusal(close("tamara")), Code::forbidden);
  w.hub(
      {core::OfficerRecorded{"aliya.s", "әлия  сәрсенова", core::OfficerRole::senior, "-", true}});
  EXPECT_EQ(refusal(close("aliya.s")), Code::own_incident) << "two logins of one person";
  EXPECT_TRUE(close("bolat"));
}

TEST(Incidents, AreSeparateForAnotherOfficer) {
  CheckpointInMemory w;
  const auto open = [&](const std::string& actor) {
    EXPECT_TRUE(w.as(actor, [](Context& c) {
      open_incident(c, core::IncidentKind::plate_against_read, "visit-1", "seen otherwise");
      return Result<void>{};
    }));
    w.now += core::minutes{1};
  };
  for (const char* actor : {"camera:gate-1", "camera:gate-1", "officer:aliya", "officer:aliya"})
    open(actor);
  EXPECT_EQ(w.incidents_of("plate_against_read"), 2) << "one of nobody, one of aliya";
  open("officer:berik");
  EXPECT_EQ(w.incidents_of("plate_against_read"), 3) << "his act is not hidden behind hers";
}

}  // namespace
}  // namespace otkel::app::test
