// Every sheet as the daemon fills it in from its own store, on both papers and in the five
// languages of drivers, dot for dot and word for word as when somebody last looked at it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/files/durable.hpp"
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/print_document.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::app::test {
namespace {

using core::DriverLanguage;
using core::OfficerRole;
using printer::Page;
using printer::Paper;
using std::chrono::hours;
using std::chrono::minutes;

std::string golden_path(const std::string& name) {
  return std::string(OTKEL_GOLDEN_FOLDER) + "/" + name;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_same_dots(const Page& golden, const Page& page) {
  ASSERT_EQ(golden.width, page.width);
  ASSERT_EQ(golden.height, page.height);
  int different = 0;
  int first_row = -1;
  for (int y = 0; y < golden.height; ++y)
    for (int x = 0; x < golden.width; ++x)
      if (dot(golden, x, y) != dot(page, x, y) && different++ == 0) first_row = y;
  EXPECT_EQ(different, 0) << "dots differ from row " << first_row
                          << " on; UPDATE_GOLDEN=1 writes the new page to look at";
}

/// Rows of the page.
int expect_golden(const core::Document& document, Paper paper, const std::string& stem) {
  const auto name = stem + (paper == Paper::mm80 ? "-80" : "-58");
  SCOPED_TRACE(name);
  const auto job = prepare(document, printer_test::sample_key(), paper);
  EXPECT_TRUE(job.has_value()) << job.error().detail;
  if (!job) return 0;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(OTKEL_GOLDEN_FOLDER);
    EXPECT_TRUE(files::write_safely(golden_path(name + ".png"), png_of(job->page).value()));
    EXPECT_TRUE(files::write_safely(golden_path(name + ".txt"), job->text));
  }
  EXPECT_EQ(content_of(golden_path(name + ".txt")), job->text);
  const auto golden = printer::page_of_png(golden_path(name + ".png"));
  EXPECT_TRUE(golden.has_value()) << golden.error().detail;
  if (golden) expect_same_dots(*golden, job->page);
  return job->page.height;
}

void on_both_papers(const core::Document& document, const std::string& stem) {
  for (const Paper paper : {Paper::mm80, Paper::mm58}) expect_golden(document, paper, stem);
}

/// A supplement with values of usual length.
core::SupplementText usual_text(const Truck& truck) {
  return {
      .carrier_name = "«Көкжиек Логистик» ЖШС",
      .carrier_address =
          "Қазақстан Республикасы, Жетісу облысы, Талдықорған қаласы, Өтенай батыр "
          "көшесі 14, 3-кеңсе",
      .vehicle = "Volvo FH 460, 20000 кг, 2 орын, " + truck.plate,
      .planned_crossing = "2025-05-20",
      .valid_from = "2025-05-20",
      .valid_until = "2025-06-18",
      .direction_from = "Алматы, Қазақстан",
      .direction_to = "Қорғас",
      .checkpoint_exit = "Нұр Жолы",
      .checkpoint_entry = "Нұр Жолы",
      .cargo_name = "Бидай ұны, жоғары сұрыпты, 50 кг қаптарда",
      .cargo_weight = "19 800 кг",
      .loading_place = "Алматы қаласы, Рысқұлов даңғылы 57",
      .unloading_place = "新疆霍尔果斯市, Хоргос терминалы",
      .other = "Тіркеме: SCHMITZ, 11ABC02, 30000 кг",
  };
}

struct DaemonSheets : testing::Test {
  CheckpointInMemory w;

  core::Document wanted(const DocumentRequest& request, OfficerRole role = OfficerRole::officer) {
    const auto job =
        w.as("officer:aliya", [&](Context& c) { return print_document(c, request, role); });
    EXPECT_TRUE(job) << job.error().detail;
    return job->payload;
  }

  core::Document own_ticket(const Truck& truck, std::optional<DriverLanguage> language) {
    const auto job =
        w.as("kiosk", [&](Context& c) { return print_own_ticket(c, truck.booking_no, language); });
    EXPECT_TRUE(job) << job.error().detail;
    return job->payload;
  }

  /// Paid for, with the usual text.
  Truck paid(int n) {
    const Truck truck = w.book(n);
    w.hub({core::PayNoticeSent{truck.application_no, "hub"},
           core::FeePaid{truck.application_no, {}, w.now, "P-1"},
           core::SupplementFormed{truck.application_no, usual_text(truck)}});
    return truck;
  }

  Result<void> call_next(const Truck& truck) {
    return w.as("officer:aliya", [&](Context& c) -> Result<void> {
      if (auto done = call_truck(c, {std::nullopt, "3", {}}); !done)
        return std::unexpected(done.error());
      EXPECT_EQ(w.booking_state(truck), core::BookingState::called);
      return {};
    });
  }

  core::Document last_supplement(const Truck& truck) {
    return w.stores.print_jobs.of_blank(w.number(truck)).back().payload;
  }
};

std::string in(std::optional<DriverLanguage> language) {
  return language ? "-" + std::string(core::word(*language)) : "";
}

TEST_F(DaemonSheets, HaveTicketAndCallSlipInFiveLanguages) {
  int n = 0;
  for (const std::optional<DriverLanguage> language :
       {std::optional<DriverLanguage>{}, std::optional{DriverLanguage::kk},
        std::optional{DriverLanguage::ru}, std::optional{DriverLanguage::zh},
        std::optional{DriverLanguage::en}, std::optional{DriverLanguage::ug}}) {
    const Truck truck = paid(++n);
    ASSERT_TRUE(w.check_in(truck));
    on_both_papers(own_ticket(truck, language), "queue_ticket" + in(language));
    ASSERT_TRUE(call_next(truck));
    on_both_papers(wanted(core::CallSlip::Request{truck.booking_no, {}}),
                   "call_slip" + in(language));
  }
}

TEST_F(DaemonSheets, MarkALateTruckAndACallOutOfTurn) {
  const Truck late = w.paid(1, 9), first = w.paid(2, 12), second = w.paid(3, 13);
  w.now += hours{2} + minutes{10};
  for (const auto& truck : {late, first, second}) ASSERT_TRUE(w.check_in(truck));
  on_both_papers(own_ticket(late, DriverLanguage::ru), "queue_ticket-late");
  ASSERT_TRUE(w.call(second));
  on_both_papers(wanted(core::CallSlip::Request{second.booking_no, DriverLanguage::zh}),
                 "call_slip-out-of-turn");
}

TEST_F(DaemonSheets, NeedLessThan450MillimetresOnATrucksWholeWay) {
  constexpr int kDotsPerMillimetre = 8;
  w.blanks(5);
  const Truck truck = paid(1);
  ASSERT_TRUE(w.check_in(truck));
  const auto ticket = own_ticket(truck, DriverLanguage::ru);
  ASSERT_TRUE(call_next(truck));
  const auto slip = wanted(core::CallSlip::Request{truck.booking_no, {}});
  ASSERT_TRUE(w.gate(truck));
  ASSERT_TRUE(w.issue(truck));
  const auto supplement = last_supplement(truck);
  int rows = 0;
  for (const auto& document : {ticket, slip, supplement})
    rows += prepare(document, printer_test::sample_key(), Paper::mm80)->page.height;
  EXPECT_LT(rows, 450 * kDotsPerMillimetre);
  const auto page = prepare(supplement, printer_test::sample_key(), Paper::mm80)->page;
  ASSERT_EQ(page.qr.size(), 1U);
  EXPECT_EQ(page.qr[0].width, 462) << "modules of six dots";
  on_both_papers(supplement, "supplement");
}

TEST_F(DaemonSheets, MarkADemonstrationsDuplicate) {
  w.checkpoint.demonstration = true;
  w.blanks(5);
  const Truck truck = paid(1);
  ASSERT_TRUE(w.gate(truck));
  ASSERT_TRUE(w.issue(truck));
  w.print(core::PrintResult::unknown);
  auto supplement = std::get<core::SupplementPrint>(last_supplement(truck));
  supplement.attempt = 2;
  on_both_papers(supplement, "supplement-demonstration-duplicate");
}

TEST_F(DaemonSheets, PutTheEndOfABlankOnItsAct) {
  w.blanks(5);
  const auto lost = w.number(w.issued(1)), returned = w.number(w.issued(2));
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return lose_blank(c, lost, "Жүргізуші таразыда жоғалтты", with("bolat"));
  }));
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return return_blank(c, returned, "Жол жабық, көлік шекараны кеспей қайтты", with("berik"));
  }));
  w.now += minutes{5};
  on_both_papers(wanted(core::LossAct::Request{lost}), "loss_act");
  on_both_papers(wanted(core::ReturnAct::Request{returned}), "return_act");
}

TEST_F(DaemonSheets, AddUpStockAndShift) {
  w.blanks(200);
  on_both_papers(wanted(core::StockReceipt::Request{"B1"}), "stock_receipt");
  const Truck gone = w.issued(1), torn = w.inside(3);
  w.issued(2);
  ASSERT_TRUE(w.exit(gone));
  ASSERT_TRUE(w.issue(torn));
  w.print();
  const auto number = w.number(torn);
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return spoil_blank(c, number, "Парақ жыртылды", with("bolat"));
  }));
  ASSERT_TRUE(w.as("system", [](Context& c) -> Result<void> {
    open_incident(c, core::IncidentKind::print_unknown, "C00000009", "");
    return {};
  }));
  w.now += hours{12};
  on_both_papers(wanted(core::ShiftReport::Request{}, OfficerRole::senior), "shift_report");
}

TEST_F(DaemonSheets, ShowTheTimesAndTheReasonOfADelay) {
  const Truck truck = w.book(1);
  const auto from = w.now - hours{5};
  on_both_papers(wanted(core::NoFaultSlip::Request{truck.booking_no, from, w.now - minutes{20},
                                                   "Боран, жол 5 сағат жабық болды"}),
                 "no_fault_slip");
  w.print();
  on_both_papers(wanted(core::NoFaultSlip::Request{
                     truck.booking_no, from + hours{1}, {}, "Буран, дорога закрыта уже 5 часов"}),
                 "no_fault_slip-going-on");
}

TEST_F(DaemonSheets, ShowTheTechnicianTheHead) {
  w.around.printer.device = "usb:serial=SN0001";
  on_both_papers(wanted(core::TestPage::Request{}, OfficerRole::technician), "test_page");
}

}  // namespace
}  // namespace otkel::app::test
