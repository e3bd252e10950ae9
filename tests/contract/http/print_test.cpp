// Sheets over the daemon's own ports: what is printed, what is asked about it, and who may ask.
#include <gtest/gtest.h>

#include <fstream>

#include "firmware-daemon/app/print_job.hpp"
#include "printer/claim/base41.hpp"
#include "printer/claim/check_qr.hpp"
#include "printer/claim/claim.hpp"
#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

const std::string kFile = "/api/v1/applications/NZ25-000001";

std::string body(json::object object) { return json::serialize(object); }

struct Prints : testing::Test {
  Rig rig;
  void SetUp() override {
    rig.people();
    rig.registered();
    rig.paid();
    rig.blanks();
  }
  static json::value job(const Client& client, std::int64_t id) {
    const auto console = client.get("/api/v1/console");
    for (const auto& one : console["print_jobs"].as_array())
      if (one.at("id").as_int64() == id) return one;
    return nullptr;
  }
  /// The job once it has ended.
  json::value ended(const Client& client, const Reply& asked) {
    EXPECT_EQ(asked.status, 202) << asked.text;
    const auto id = asked["id"].as_int64();
    json::value one;
    EXPECT_TRUE(rig.until([&] {
      one = job(client, id);
      return one.is_object() && one.as_object().contains("ended_at");
    }));
    return one;
  }
  /// The supplement of the truck is out, and nobody knows it.
  std::int64_t lost_echo(const Client& officer) {
    rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
    EXPECT_EQ(officer.post(kFile + "/permit").status, 202);
    EXPECT_TRUE(rig.until([&] { return officer.get(kFile).str("blank_state") == "printed"; }));
    std::int64_t id = officer.get(kFile)["print_jobs"].as_array().at(0).at("id").as_int64();
    EXPECT_TRUE(rig.on_work([id](app::Context& c) -> core::Result<app::Answer> {
      app::PrintEnd end;
      end.cause = core::Code::printer_timeout;
      if (auto ok = app::end_print(c, id, end); !ok) return std::unexpected(ok.error());
      return app::Answer{};
    }));
    return id;
  }
  /// The picture beside the question.
  printer::Page on_screen(const Client& officer, std::int64_t id) {
    const auto page = officer.get("/api/v1/print-jobs/" + std::to_string(id) + "/page");
    EXPECT_EQ(page.raw.content_type, "image/png");
    const auto path = rig.folder() / "page.png";
    std::ofstream(path, std::ios::binary) << page.text;
    const auto dots = printer::page_of_png(path);
    EXPECT_TRUE(dots) << dots.error().detail;
    return dots.value_or(printer::white_page(1, 1));
  }
  /// What a scanner reads from the supplement on the paper, which is a folder here.
  std::string scanned_paper() {
    for (const auto& file : std::filesystem::directory_iterator(rig.folder() / "paper"))
      if (file.path().extension() == ".png")
        if (const auto dots = printer::page_of_png(file.path()))
          if (auto text = printer::decode_with_zbar(*dots); text.find('#') != std::string::npos)
            return text;
    return "";
  }
};

TEST_F(Prints, PrintsADriversTicketOnceAndKeepsItsPlaceInTheQueue) {
  const auto kiosk = rig.kiosk();
  EXPECT_TRUE(kiosk.get("/api/v1/kiosk/site")["tickets"].as_bool());
  const auto mine = body({{"booking_no", kBooking}});
  EXPECT_EQ(kiosk.post("/api/v1/kiosk/tickets", mine).code(), "booking_wrong_state");
  ASSERT_EQ(kiosk.post("/api/v1/kiosk/check-in", mine).status, 200);
  const auto asked = kiosk.post("/api/v1/kiosk/tickets", mine);
  ASSERT_EQ(asked.status, 202) << asked.text;
  const auto mine_at = "/api/v1/kiosk/tickets/" + std::to_string(asked["id"].as_int64());
  EXPECT_TRUE(rig.until([&] { return kiosk.get(mine_at).str("state") == "confirmed"; }));
  EXPECT_EQ(kiosk.post("/api/v1/kiosk/tickets", mine).str("state"), "confirmed");
  EXPECT_EQ(rig.officer().get("/api/v1/console")["print_jobs"].as_array().size(), 1U);
}

TEST_F(Prints, ShowsOnlyTicketsToAKiosk) {
  const auto officer = rig.officer();
  const auto id = ended(officer, officer.post("/api/v1/documents", body({{"type", "test_page"}})))
                      .at("id")
                      .as_int64();
  EXPECT_EQ(rig.kiosk().get("/api/v1/kiosk/tickets/" + std::to_string(id)).code(),
            "print_job_not_found");
}

TEST_F(Prints, ProvesAnUnknownPrintByTheQrOnThePaper) {
  const auto officer = rig.officer();
  lost_echo(officer);
  EXPECT_EQ(officer.post(kFile + "/permit/handover").code(), "unknown_print_unresolved");
  const auto text = scanned_paper();
  ASSERT_FALSE(text.empty());
  auto bytes = printer::base41_decode(printer::token_in(text)).value();
  bytes.back() ^= 1;  // of the signature
  const auto forged = printer::base41_encode(bytes);
  const auto scan = [&](const std::string& what) {
    return officer.post("/api/v1/print-scans", body({{"text", what}}));
  };
  EXPECT_EQ(scan("https://example.org/").code(), "qr_foreign");
  EXPECT_EQ(scan(forged).code(), "qr_forged");
  const auto proven = scan(text);
  ASSERT_EQ(proven.status, 200) << proven.text;
  EXPECT_EQ(proven.str("state"), "confirmed");
  EXPECT_EQ(proven.str("grade"), "qr_scanned");
  EXPECT_EQ(scan(text).code(), "print_job_wrong_state");
  EXPECT_EQ(officer.post(kFile + "/permit/handover").status, 200);
}

TEST_F(Prints, ShowsAndArchivesNoPictureWhoseQrEndsAnUnknownPrint) {
  const auto officer = rig.officer();
  const auto id = lost_echo(officer);
  const auto shown = on_screen(officer, id);
  std::vector<printer::Page> pictures{shown};
  for (const auto& file : std::filesystem::directory_iterator(rig.folder() / "archive"))
    if (file.path().extension() == ".png")
      pictures.push_back(printer::page_of_png(file.path()).value());
  EXPECT_GE(pictures.size(), 2U) << "the screen's and the archive's";
  for (const auto& picture : pictures) {
    EXPECT_EQ(printer::decode_with_zbar(picture), "");
    EXPECT_EQ(printer::decode_with_zxing(picture), "");
  }
  const auto job = officer.get(kFile)["print_jobs"].as_array().at(0);
  EXPECT_EQ(job.at("state"), "unknown") << "only the paper or an officer who looked ends it";
}

TEST_F(Prints, DrawsAPageAgainIfTheArchiveHasLostIt) {
  const auto officer = rig.officer();
  const auto id = lost_echo(officer);
  const auto kept = on_screen(officer, id);
  std::filesystem::remove_all(rig.folder().path() / "archive");
  EXPECT_EQ(on_screen(officer, id).bits, kept.bits);
  EXPECT_EQ(rig.console().get("/api/v1/print-jobs/1/page").code(), "unauthenticated");
  EXPECT_EQ(officer.get("/api/v1/print-jobs/999/page").code(), "print_job_not_found");
}

TEST_F(Prints, PrintsEverySheetAndMarksASecondOneAsADuplicate) {
  const auto officer = rig.officer();
  Client senior = rig.console(), technician = rig.console();
  ASSERT_EQ(senior.log_in("bolat", kPassword).status, 200);
  ASSERT_EQ(technician.log_in("tamara", kPassword).status, 200);
  const auto want = [&](const Client& who, json::object wish) {
    return who.post("/api/v1/documents", body(std::move(wish)));
  };
  ASSERT_EQ(rig.kiosk().post("/api/v1/kiosk/check-in", body({{"booking_no", kBooking}})).status,
            200);
  EXPECT_EQ(ended(officer, want(officer, {{"type", "queue_ticket"}, {"booking_no", kBooking}}))
                .at("state"),
            "confirmed");
  EXPECT_EQ(want(officer, {{"type", "call_slip"}, {"booking_no", kBooking}}).code(),
            "booking_wrong_state");
  ASSERT_EQ(officer.post("/api/v1/queue/call", body({{"lane", "2"}})).status, 200);
  for (const json::object& wish : {json::object{{"type", "call_slip"}, {"booking_no", kBooking}},
                                   json::object{{"type", "stock_receipt"}, {"batch", "B-1"}},
                                   json::object{{"type", "no_fault_slip"},
                                                {"booking_no", kBooking},
                                                {"from", "2025-05-20T04:00:00Z"},
                                                {"reason", "дауыл"}}}) {
    const auto first = ended(officer, want(officer, wish));
    EXPECT_EQ(first.at("state"), "confirmed") << json::serialize(wish) << json::serialize(first);
    const auto second = ended(officer, want(officer, wish));
    EXPECT_EQ(second.at("attempt"), 2) << json::serialize(wish);
  }
  EXPECT_EQ(want(officer, {{"type", "shift_report"}}).code(), "forbidden");
  EXPECT_EQ(ended(senior, want(senior, {{"type", "shift_report"}})).at("state"), "confirmed");
  EXPECT_EQ(want(technician, {{"type", "stock_receipt"}, {"batch", "B-1"}}).code(), "forbidden");
  EXPECT_EQ(ended(technician, want(technician, {{"type", "test_page"}})).at("document"),
            "test_page");
}

TEST_F(Prints, ReportsWhatIsWrongWithARequest) {
  const auto officer = rig.officer();
  const auto code = [&](const char* text) {
    return officer.post("/api/v1/documents", text).code();
  };
  EXPECT_EQ(code(R"({"type":"supplement"})"), "payload_malformed") << "it has its own road";
  EXPECT_EQ(code(R"({"type":"call_slip"})"), "field_missing");
  EXPECT_EQ(code(R"({"booking_no":"NZ25-H000001"})"), "field_missing");
  EXPECT_EQ(code(R"({"type":"test_page","booking_no":"x"})"), "field_unknown");
  EXPECT_EQ(code(R"({"type":"stock_receipt","batch":"B-7"})"), "batch_not_found");
  EXPECT_EQ(code(R"([])"), "payload_malformed");
}

TEST_F(Prints, EndsAnUnknownPrintByAnOfficersAnswerAndMarksTheNext) {
  const auto officer = rig.officer();
  const auto id = std::to_string(lost_echo(officer));
  const auto again = "/api/v1/print-jobs/" + id + "/again";
  const auto why = body({{"reason", "torn"}});
  EXPECT_EQ(officer.post(again, why).code(), "unknown_print_unresolved");
  EXPECT_EQ(officer.post("/api/v1/print-jobs/" + id + "/cancellation").code(),
            "print_job_wrong_state");
  EXPECT_EQ(officer.post("/api/v1/print-jobs/" + id + "/resolution", body({{"on_paper", true}}))
                .str("state"),
            "confirmed");
  EXPECT_EQ(ended(officer, officer.post(again, why)).at("attempt"), 2);
}

TEST_F(Prints, AcceptsTheOfficersStatementAboutTheRollAlone) {
  const auto officer = rig.officer();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  const auto permit = kFile + "/permit";
  EXPECT_EQ(officer.post(permit, R"({"number":"C00000009"})").code(), "field_unknown");
  EXPECT_EQ(officer.post(permit, R"({"paper_near_end_accepted":"yes"})").code(),
            "payload_malformed");
  const auto issued = officer.post(permit, R"({"paper_near_end_accepted":true})");
  EXPECT_EQ(issued.status, 202) << issued.text;
}

}  // namespace
}  // namespace otkel::http::test
