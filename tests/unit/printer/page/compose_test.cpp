// Every document on both papers: its words and values are on it, nothing is cut, and no text makes
// it fall over.
#include "printer/page/compose.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "printer/claim/check_qr.hpp"
#include "printer/escpos/escpos.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::letters_of_pdf;
using printer_test::sample_head;
using printer_test::sample_key;
using printer_test::TemporaryFolder;

core::Result<PreparedJob> prepared(const core::Document& document, Paper paper = Paper::mm80) {
  return prepare(document, sample_key(), paper);
}

template <class D>
D sample() {
  for (const auto& document : sample_documents(sample_head(), printer_test::kPrefix))
    if (const auto* found = std::get_if<D>(&document)) return *found;
  ADD_FAILURE() << "no sample of a " << D::type;
  return {};
}

bool has_white_margins(const Page& page) {
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < 3; ++x)
      if (dot(page, x, y) || dot(page, page.width - 1 - x, y)) return false;
  return true;
}

TEST(Pages, ShowTheirTypeAndTheirSubject) {
  const std::map<std::string_view, std::vector<std::string>> wanted{
      {"supplement",
       {"қосымша", "C00000017", "NZ25-000123", "RCMAAQY7", "Экземпляр№1", "11:04UTC+8",
        "REGISTER.EXAMPLE/P/NZ25-000123/RCMAAQY7", "20.06.2025"}},
      {"queue_ticket",
       {"КЕЗЕКТАЛОНЫ", "ТАЛОНОЧЕРЕДИ", "排队票", "123ABC05", "NZB25-000731", "09:00–09:30",
        "12:00–12:30", "北京时间", "请在车内等候", "驶入时段", "REGISTER.EXAMPLE/P/NZ25-000123"}},
      {"call_slip", {"ШАҚЫРУ", "ВЫЗОВ", "叫号单", "车道", "请驶入此车道", "123ABC05"}},
      {"return_act", {"ҚАЙТАРУАКТІСІ", "АКТВОЗВРАТАБЛАНКА", "C00000017", "050140000013"}},
      {"loss_act", {"ТУРАЛЫАКТ", "АКТОБУТРАТЕБЛАНКА", "Б.Нұрланова"}},
      {"stock_receipt", {"ҚАБЫЛДАУ", "ПРИЁМБЛАНКОВ", "C00000201", "C00000400", "612"}},
      {"shift_report",
       {"АУЫСЫМЕСЕБІ", "ОТЧЁТЗАСМЕНУ", "555", "gate-1", "Взоневначале", "Законченодовыдачи"}},
      {"no_fault_slip", {"КІДІРІС", "ЗАДЕРЖКА", "延误并非司机责任", "Боран"}},
      {"test_page", {"СЫНАҚБЕТІ", "ТЕСТОВАЯСТРАНИЦА", "ӨПРСТУҰҮФХҺ", "霍尔果斯", "OTKEL-TEST-3"}}};
  for (const Paper paper : {Paper::mm80, Paper::mm58})
    for (const auto& document : sample_documents(sample_head(), printer_test::kPrefix)) {
      const auto job = prepared(document, paper);
      ASSERT_TRUE(job.has_value()) << core::type_of(document) << ": " << job.error().detail;
      EXPECT_TRUE(has_white_margins(job->page)) << core::type_of(document);
      const auto letters = letters_of_pdf(job->pdf);
      for (const auto& words : wanted.at(core::type_of(document)))
        EXPECT_NE(letters.find(words), std::string::npos)
            << core::type_of(document) << " lacks " << words << " in " << letters;
    }
}

TEST(Pages, MarkADuplicateOfAnyKind) {
  auto head = sample_head();
  head.attempt = 2;
  for (const auto& document : sample_documents(head, printer_test::kPrefix)) {
    const auto job = prepared(document);
    ASSERT_TRUE(job.has_value());
    EXPECT_NE(job->text.find("КӨШІРМЕ / ДУБЛИКАТ № 2"), std::string::npos);
    EXPECT_TRUE(job->name.ends_with("-2")) << job->name;
  }
}

TEST(Pages, HaveTheSameDotsInEveryOutput) {
  const TemporaryFolder folder;
  for (const auto& document : sample_documents(sample_head(), printer_test::kPrefix)) {
    const auto job = prepared(document).value();
    SCOPED_TRACE(job.name);
    EXPECT_EQ(page_of_escpos(job.escpos)->bits, job.page.bits);
    std::ofstream(folder / "page.png", std::ios::binary) << png_of(job.page).value();
    EXPECT_EQ(page_of_png(folder / "page.png")->bits, job.page.bits);
    std::ofstream(folder / "page.pdf", std::ios::binary) << job.pdf;
    const std::string command = "pdfimages -png " + (folder / "page.pdf") + " " + (folder / "in");
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(page_of_png(folder / "in-000.png")->bits, job.page.bits);
  }
}

TEST(Pages, PutADashForALaneOrAPlateThatIsEmpty) {
  auto slip = sample<core::CallSlip>();
  slip.lane = "";
  EXPECT_NE(prepared(slip)->text.find("车道\n—\n"), std::string::npos) << prepared(slip)->text;
  auto ticket = sample<core::QueueTicket>();
  ticket.plate = "";
  EXPECT_NE(prepared(ticket)->text.find("车牌号\n—\n"), std::string::npos);
}

TEST(Pages, HaveATicketQrOnlyIfItHasATarget) {
  auto ticket = sample<core::QueueTicket>();
  EXPECT_EQ(prepared(ticket)->qr_text, "HTTPS://REGISTER.EXAMPLE/P/NZ25-000123");
  EXPECT_EQ(prepared(ticket)->page.qr.size(), 1U);
  ticket.application_no.reset();
  EXPECT_EQ(prepared(ticket)->qr_text, "");
  EXPECT_TRUE(prepared(ticket)->page.qr.empty());
}

// Each read by itself, as a telephone is held over it.
TEST(Pages, HaveThreeReadableQrsOnTheTestPage) {
  const auto page = prepared(sample<core::TestPage>())->page;
  ASSERT_EQ(page.qr.size(), 3U);
  for (int i = 0; i < 3; ++i) {
    const Box box = page.qr[static_cast<std::size_t>(i)];
    Page cut = white_page(box.width, box.height);
    for (int y = 0; y < box.height; ++y)
      for (int x = 0; x < box.width; ++x)
        if (dot(page, box.x + x, box.y + y)) set_dot(cut, x, y);
    EXPECT_EQ(decode_with_zxing(cut), "OTKEL-TEST-" + std::to_string(3 + i));
    EXPECT_EQ(decode_with_zbar(cut), "OTKEL-TEST-" + std::to_string(3 + i));
  }
}

TEST(Pages, HaveARulerOfEightDotsPerMillimetre) {
  const auto page = prepared(sample<core::TestPage>())->page;
  // The row where all ticks begin is the one whose dots stand exactly eight apart.
  bool found = false;
  for (int y = 0; y < page.height && !found; ++y) {
    int ticks = 0;
    int others = 0;
    for (int x = 0; x < page.width; ++x)
      if (dot(page, x, y)) ((x - 6) % 8 == 0 ? ticks : others) += 1;
    found = ticks == 71 && others == 0;
  }
  EXPECT_TRUE(found);
}

std::string repeated(std::string_view piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

struct Hostile {
  const char* what;
  std::string text;
  bool printable;
};

TEST(Pages, AcceptOrRefuseAnyText) {
  const std::vector<Hostile> cases{{"a long word", std::string(400, 'W'), true},
                                   {"long Kazakh", repeated("Ұ", 200), true},
                                   {"a line break", "бір\nекі", false},
                                   {"a tab at the end", "&<>ЖҮКТАСЫМАЛДАУШЫ\t", false},
                                   {"a line separator", "ЖШС «А»\u2028 13.", false},
                                   {"emoji", "жүк 🚚", false},
                                   {"not UTF-8", "\xff\xfe", false},
                                   {"a letter that no font has", "\U00010330", false}};
  for (const auto& [what, text, printable] : cases) {
    auto slip = sample<core::NoFaultSlip>();
    slip.reason = text;
    slip.head.officer = text;
    for (const Paper paper : {Paper::mm80, Paper::mm58}) {
      const auto job = prepared(slip, paper);
      ASSERT_EQ(job.has_value(), printable) << what;
      if (job) {
        EXPECT_TRUE(has_white_margins(job->page)) << what;
      } else {
        EXPECT_EQ(job.error().code, core::Code::page_has_unknown_glyphs) << what;
      }
    }
  }
}

TEST(Pages, NeverTruncateText) {
  const std::vector<std::string> pieces{"а",
                                        "Ұ",
                                        "W",
                                        "і",
                                        " ",
                                        "-",
                                        "\u00a0",
                                        "\n",
                                        "\t",
                                        "\x01",
                                        "霍尔",
                                        "שלום",
                                        "سلام",
                                        "а́",
                                        "\u200f",
                                        "\u2060",
                                        "/",
                                        "«",
                                        "ЖҮКТАСЫМАЛДАУШЫ",
                                        "0123456789",
                                        "&<>"};
  EXPECT_TRUE(rc::check([&] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    std::string text;
    for (const auto& part : parts) text += part;
    auto report = sample<core::ShiftReport>();
    report.head.checkpoint_kk = text;
    report.head.officer = text;
    report.incidents = {text};
    const auto job = prepared(report, *rc::gen::element(Paper::mm80, Paper::mm58));
    if (!job) {
      RC_ASSERT(job.error().code == core::Code::page_has_unknown_glyphs);
      return;
    }
    RC_ASSERT(has_white_margins(job->page));
    RC_ASSERT(job->text.find("• " + text) != std::string::npos);
  }));
}

}  // namespace
}  // namespace otkel::printer
