// Who may end an unknown print, and by what proof (ADR 0025).
#include "firmware-daemon/app/resolve_print.hpp"

#include <gtest/gtest.h>

#include "core/fact/signed_sheet.hpp"
#include "firmware-daemon/app/print_document.hpp"
#include "printer/claim/base41.hpp"
#include "printer/claim/claim.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using store::PrintState;

printer::SigningKey key_of(std::uint8_t fill) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(fill);
  return printer::SigningKey::from_seed(seed);
}

struct ScanPrint : testing::Test {
  CheckpointInMemory w;
  Truck truck;
  printer::SigningKey own = key_of(1);
  void SetUp() override {
    w.checkpoint.claim_keys = {own.public_key()};
    w.blanks(5);
    truck = w.inside(1);
    ASSERT_TRUE(w.issue(truck));
  }
  store::PrintJobRow job() { return w.stores.print_jobs.of_blank(w.number(truck)).back(); }
  /// What a scanner reads from the sheet of the job, as it was or changed.
  std::string qr(const printer::SigningKey& key,
                 const std::function<void(printer::Claims&)>& change = {}) {
    auto sheet = std::get<core::SupplementPrint>(job().payload);
    auto claims = printer::claims_of(sheet).value();
    if (change) change(claims);
    sheet.application_no = claims.application_no;  // the link says what is signed
    return printer::qr_text_of(sheet, printer::sign_claims(claims, key));
  }
  Result<store::PrintJobRow> scan(const std::string& text) {
    return w.as("officer:aliya", [&](Context& c) { return scan_print(c, text); });
  }
};

TEST_F(ScanPrint, ProvesThatAnUnknownAttemptIsOnPaper) {
  w.print(core::PrintResult::unknown);
  const auto seen = scan(qr(own));
  ASSERT_TRUE(seen) << seen.error().detail;
  EXPECT_EQ(seen->state, PrintState::confirmed);
  EXPECT_EQ(seen->grade, "qr_scanned");
  EXPECT_EQ(seen->resolved_by, "officer:aliya");
  const auto ended = std::get<core::PrintEnded>(w.events_of("print_ended").back());
  EXPECT_EQ(ended.check, printer::check_of(printer::token_in(qr(own)))->str());
  EXPECT_TRUE(w.hand_over(truck));
}

/// A no-fault slip whose end nobody knows, and what a scanner reads from it.
struct ScanSlip : ScanPrint {
  store::PrintJobRow slip;
  void SetUp() override {
    ScanPrint::SetUp();
    w.print(core::PrintResult::confirmed);  // the supplement
    const auto queued = w.as("officer:aliya", [&](Context& c) {
      return print_document(
          c,
          core::NoFaultSlip::Request{truck.booking_no, w.now - std::chrono::hours{3}, {}, "storm"},
          core::OfficerRole::officer);
    });
    ASSERT_TRUE(queued) << queued.error().detail;
    slip = *queued;
  }
  std::string qr(const printer::SigningKey& key) const {
    const auto sheet = core::signed_sheet(slip.payload).value();
    const auto& head = std::get<core::NoFaultSlip>(slip.payload).head;
    const auto claims = printer::claims_of(sheet, head).value();
    return printer::sheet_link(head.register_base, claims, printer::sign_claims(claims, key));
  }
};

TEST_F(ScanSlip, ProvesThatASignedSlipIsOnPaperToo) {
  w.print(core::PrintResult::unknown);
  const auto seen = scan(qr(own));
  ASSERT_TRUE(seen) << seen.error().detail;
  EXPECT_EQ(seen->id, slip.id);
  EXPECT_EQ(seen->state, PrintState::confirmed);
  const auto ended = std::get<core::DocumentEnded>(w.events_of("document_ended").back());
  EXPECT_EQ(ended.grade.str(), "qr_scanned");
  EXPECT_EQ(ended.check, printer::check_of(printer::token_in(qr(own)))->str());
  EXPECT_EQ(scan(qr(own)).error().code, Code::print_job_wrong_state) << "it is known by now";
}

TEST_F(ScanSlip, RefusesASlipOfAnotherKey) {
  w.print(core::PrintResult::unknown);
  EXPECT_EQ(scan(qr(key_of(2))).error().code, Code::qr_foreign);
}

TEST_F(ScanPrint, KnowsASheetOfTheKeyBeforeTheRenewal) {
  w.print(core::PrintResult::unknown);
  w.checkpoint.claim_keys = {key_of(2).public_key(), own.public_key()};
  const auto seen = scan(qr(own));
  ASSERT_TRUE(seen) << seen.error().detail;
  EXPECT_EQ(seen->state, PrintState::confirmed);
}

TEST_F(ScanPrint, RefusesATokenBehindTheLinkOfAnotherSheet) {
  w.print(core::PrintResult::unknown);
  const auto token = std::string(printer::token_in(qr(own)));
  EXPECT_EQ(scan("HTTPS://REGISTER.EXAMPLE/P/NZ25-999999#" + token).error().code,
            core::Code::qr_forged);
  EXPECT_EQ(job().state, PrintState::unknown);
}

TEST_F(ScanPrint, AcceptsTheTokenWithoutItsAddressToo) {
  w.print(core::PrintResult::unknown);
  EXPECT_TRUE(scan(std::string(printer::token_in(qr(own)))));
}

TEST_F(ScanPrint, EndsNoOtherAttemptThanTheOneItNames) {
  w.print(core::PrintResult::unknown);
  EXPECT_EQ(refusal(scan(qr(own, [](auto& claims) { claims.attempt = 2; }))),
            Code::print_job_not_found);
  EXPECT_EQ(refusal(scan(qr(own, [](auto& claims) { claims.blank_number = "C00000002"; }))),
            Code::print_job_not_found);
  EXPECT_EQ(refusal(scan(qr(own, [](auto& claims) { claims.application_no = "NZ25-000009"; }))),
            Code::print_job_not_found);
  EXPECT_EQ(job().state, PrintState::unknown);
}

TEST_F(ScanPrint, RefusesTheTokenOfAnotherCheckpointAndInvalidText) {
  w.print(core::PrintResult::unknown);
  EXPECT_EQ(refusal(scan(qr(key_of(2)))), Code::qr_foreign);
  EXPECT_EQ(refusal(scan(qr(own, [](auto& claims) { claims.site = core::Site{"bakhty"}; }))),
            Code::qr_foreign);
  EXPECT_EQ(refusal(scan("https://example.org/menu")), Code::qr_foreign);
  EXPECT_EQ(job().state, PrintState::unknown);
}

TEST_F(ScanPrint, RefusesAForgedOne) {
  w.print(core::PrintResult::unknown);
  auto bytes = printer::base41_decode(printer::token_in(qr(own))).value();
  bytes.back() ^= 1;  // of the signature
  EXPECT_EQ(refusal(scan(printer::base41_encode(bytes))), Code::qr_forged);
  EXPECT_EQ(job().state, PrintState::unknown);
}

TEST_F(ScanPrint, ReportsThatTheEndIsKnownAlready) {
  w.print();
  EXPECT_EQ(refusal(scan(qr(own))), Code::print_job_wrong_state);
  EXPECT_EQ(job().grade, "test") << "what was proven stays";
}

TEST_F(ScanPrint, WaitsWhileThePrintIsUnderWay) {
  EXPECT_EQ(refusal(scan(qr(own))), Code::print_job_wrong_state);
  EXPECT_EQ(job().state, PrintState::queued);
}

TEST_F(ScanPrint, PrefersThePaperToTheJournalAndReportsIt) {
  w.print(core::PrintResult::unknown);
  const auto id = job().id;
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) { return resolve_print(c, id, false); }));
  EXPECT_EQ(scan(qr(own)).value().state, PrintState::confirmed);
  EXPECT_TRUE(w.has_incident("print_contradicted"));
}

// Whoever denied it may have the first sheet in the pocket.
TEST_F(ScanPrint, MakesAMarkedDuplicateAfterAPersonDeniedTheFirstOne) {
  w.print(core::PrintResult::unknown);
  const auto first = job();
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) { return resolve_print(c, first.id, false); }));
  const auto second = w.as("officer:aliya", [&](Context& c) {
    return queue_document(c, job().payload, {"not on the paper"});
  });
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(second->attempt, first.attempt + 1);
  EXPECT_EQ(w.stores.print_jobs.find(first.id)->state, PrintState::failed_safe) << "it stays told";
}

TEST_F(ScanPrint, ProvesThePaperAlsoAfterTheValidityOfItsPermit) {
  w.print(core::PrintResult::unknown);
  const auto text = qr(own);
  w.now += std::chrono::hours{24 * 60};
  EXPECT_TRUE(scan(text));
}

}  // namespace
}  // namespace otkel::app::test
