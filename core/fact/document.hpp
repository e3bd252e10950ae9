#pragma once
// Every sheet that a checkpoint's printer puts out, as values: all that the page needs, nothing
// that it must look up. Times are UTC; the page shows the checkpoint's zone and Beijing's.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/fact/supplement_text.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// What a driver reads. Kazakh stands beside the other four on every sheet.
enum class DriverLanguage { kk, ru, zh, en, ug };
template <>
struct EnumWords<DriverLanguage> {
  static constexpr std::array<std::string_view, 5> words{"kk", "ru", "zh", "en", "ug"};
};

/// What stands at the head and the foot of every sheet but the supplement, which has its own.
struct SheetHead {
  std::string site;           ///< word of the Site
  std::string checkpoint_kk;  ///< official names
  std::string checkpoint_ru;
  std::string checkpoint_zh;  ///< for the driver; empty: left out
  Instant printed_at{};
  std::string officer;        ///< empty where nobody stood by (kiosk, calendar)
  std::string register_base;  ///< the QR of a ticket leads below it; empty: no QR
  bool demonstration = false;
  std::int64_t attempt = 1;  ///< 2, 3, ... are marked as duplicates
  static constexpr auto fields() {
    using H = SheetHead;
    return std::tuple{field("site", &H::site),
                      field("checkpoint_kk", &H::checkpoint_kk),
                      field("checkpoint_ru", &H::checkpoint_ru),
                      field("checkpoint_zh", &H::checkpoint_zh),
                      field("printed_at", &H::printed_at),
                      field("officer", &H::officer),
                      field("register_base", &H::register_base),
                      field("demonstration", &H::demonstration),
                      field("attempt", &H::attempt)};
  }
};

/// What a sheet is about: its subject in the print journal, and the files in which people look for
/// it.
struct SheetSubject {
  std::string subject;
  std::optional<std::string> application_no = {}, blank = {}, booking_no = {};
  std::string file = {};  ///< in the name of its file; empty: the subject
};

// Each sheet has its `type`, its fields, what it is about, and the `Request` by which an officer
// asks for one: the few words from which the checkpoint fills in the rest.

/// Handed to the driver at check-in.
struct QueueTicket {
  static constexpr std::string_view type = "queue_ticket";
  struct Request {
    static constexpr std::string_view type = QueueTicket::type;
    std::string booking_no;
    std::optional<DriverLanguage> language = {};
    static constexpr auto fields() {
      return std::tuple{field("booking_no", &Request::booking_no),
                        field("language", &Request::language)};
    }
  };
  SheetHead head;
  std::string plate, booking_no;
  std::optional<std::string> application_no;
  Instant slot_start{}, slot_end{};
  std::optional<std::int64_t> place;  ///< how many are before it, and itself
  bool late = false;
  std::optional<DriverLanguage> language = {};  ///< missing: Kazakh, Russian and Chinese
  SheetSubject about() const { return {booking_no, application_no, {}, booking_no}; }
  static constexpr auto fields() {
    using D = QueueTicket;
    return std::tuple{field("head", &D::head),
                      field("plate", &D::plate),
                      field("booking_no", &D::booking_no),
                      field("application_no", &D::application_no),
                      field("slot_start", &D::slot_start),
                      field("slot_end", &D::slot_end),
                      field("place", &D::place),
                      field("late", &D::late),
                      field("language", &D::language)};
  }
};

/// The truck is called: where to drive.
struct CallSlip {
  static constexpr std::string_view type = "call_slip";
  struct Request {
    static constexpr std::string_view type = CallSlip::type;
    std::string booking_no;
    std::optional<DriverLanguage> language = {};  ///< missing: that of the driver's ticket
    static constexpr auto fields() {
      return std::tuple{field("booking_no", &Request::booking_no),
                        field("language", &Request::language)};
    }
  };
  SheetHead head;
  std::string plate, booking_no;
  std::optional<std::string> application_no;
  std::string lane;
  Instant called_at{};
  std::string ground;                           ///< of an out-of-turn passage; empty: in turn
  std::optional<DriverLanguage> language = {};  ///< missing: Kazakh, Russian and Chinese
  SheetSubject about() const { return {booking_no, application_no, {}, booking_no}; }
  static constexpr auto fields() {
    using D = CallSlip;
    return std::tuple{field("head", &D::head),
                      field("plate", &D::plate),
                      field("booking_no", &D::booking_no),
                      field("application_no", &D::application_no),
                      field("lane", &D::lane),
                      field("called_at", &D::called_at),
                      field("ground", &D::ground),
                      field("language", &D::language)};
  }
};

/// What a return act and a loss act have in common: one blank and its end.
struct BlankAct {
  std::string blank, application_no, plate, carrier_name, carrier_bin;
  Instant at{};                ///< of the return, or of the notice of the loss
  std::string reason;          ///< in the officer's words
  std::string second_officer;  ///< empty where the rule asks for none
  SheetSubject about() const {
    return {
        blank, application_no.empty() ? std::nullopt : std::optional(application_no), blank, {}};
  }
  static constexpr auto fields() {
    using D = BlankAct;
    return std::tuple{field("blank", &D::blank),
                      field("application_no", &D::application_no),
                      field("plate", &D::plate),
                      field("carrier_name", &D::carrier_name),
                      field("carrier_bin", &D::carrier_bin),
                      field("at", &D::at),
                      field("reason", &D::reason),
                      field("second_officer", &D::second_officer)};
  }
};

struct ReturnAct {
  static constexpr std::string_view type = "return_act";
  struct Request {
    static constexpr std::string_view type = ReturnAct::type;
    std::string blank;
    static constexpr auto fields() { return std::tuple{field("blank", &Request::blank)}; }
  };
  SheetHead head;
  BlankAct act;
  SheetSubject about() const { return act.about(); }
  static constexpr auto fields() {
    return std::tuple{field("head", &ReturnAct::head), field("act", &ReturnAct::act)};
  }
};

struct LossAct {
  static constexpr std::string_view type = "loss_act";
  struct Request {
    static constexpr std::string_view type = LossAct::type;
    std::string blank;
    static constexpr auto fields() { return std::tuple{field("blank", &Request::blank)}; }
  };
  SheetHead head;
  BlankAct act;
  SheetSubject about() const { return act.about(); }
  static constexpr auto fields() {
    return std::tuple{field("head", &LossAct::head), field("act", &LossAct::act)};
  }
};

/// A batch of blanks was taken into the stock.
struct StockReceipt {
  static constexpr std::string_view type = "stock_receipt";
  struct Request {
    static constexpr std::string_view type = StockReceipt::type;
    std::string batch;
    static constexpr auto fields() { return std::tuple{field("batch", &Request::batch)}; }
  };
  SheetHead head;
  std::string batch, first, last;
  std::int64_t count = 0, in_stock_before = 0, in_stock_after = 0;
  SheetSubject about() const { return {batch}; }
  static constexpr auto fields() {
    using D = StockReceipt;
    return std::tuple{field("head", &D::head),
                      field("batch", &D::batch),
                      field("first", &D::first),
                      field("last", &D::last),
                      field("count", &D::count),
                      field("in_stock_before", &D::in_stock_before),
                      field("in_stock_after", &D::in_stock_after)};
  }
};

/// The blanks of a shift, added up (I7, I8). `incidents` are open ones, a line each.
struct ShiftReport {
  static constexpr std::string_view type = "shift_report";
  struct Request {
    static constexpr std::string_view type = ShiftReport::type;
    /// Missing: where the last report ended, or the beginning of the day.
    std::optional<Instant> from;
    static constexpr auto fields() { return std::tuple{field("from", &Request::from)}; }
  };
  SheetHead head;
  Instant from{}, until{};
  std::int64_t in_stock_before = 0, received = 0, allocated = 0, issued = 0, redeemed = 0,
               returned = 0, lost = 0, annulled = 0, spoiled = 0, in_stock_after = 0;
  std::int64_t in_zone = 0;  ///< issued and neither redeemed nor ended (I7)
  /// What makes stock and zone add up; missing in reports from before they were counted.
  /// `left_stock`: ended without an application. `not_issued`: ended after they had been allocated
  /// and before they were handed over; of the four ends above they are no part then.
  std::optional<std::int64_t> in_zone_before = {}, left_stock = {}, not_issued = {};
  std::int64_t trucks_inside = 0;
  std::vector<std::string> incidents;
  SheetSubject about() const { return {to_iso(from) + "/" + to_iso(until), {}, {}, {}, head.site}; }
  static constexpr auto fields() {
    using D = ShiftReport;
    return std::tuple{field("head", &D::head),
                      field("from", &D::from),
                      field("until", &D::until),
                      field("in_stock_before", &D::in_stock_before),
                      field("received", &D::received),
                      field("allocated", &D::allocated),
                      field("issued", &D::issued),
                      field("redeemed", &D::redeemed),
                      field("returned", &D::returned),
                      field("lost", &D::lost),
                      field("annulled", &D::annulled),
                      field("spoiled", &D::spoiled),
                      field("in_stock_after", &D::in_stock_after),
                      field("in_zone", &D::in_zone),
                      field("in_zone_before", &D::in_zone_before),
                      field("left_stock", &D::left_stock),
                      field("not_issued", &D::not_issued),
                      field("trucks_inside", &D::trucks_inside),
                      field("incidents", &D::incidents)};
  }
};

/// Paper for a driver who was held up without fault of their own: closed road, no blanks, broken
/// machine. The next officer and the carrier can check the times.
struct NoFaultSlip {
  static constexpr std::string_view type = "no_fault_slip";
  struct Request {
    static constexpr std::string_view type = NoFaultSlip::type;
    std::string booking_no;
    Instant from{};
    std::optional<Instant> until;
    std::string reason;
    static constexpr auto fields() {
      return std::tuple{field("booking_no", &Request::booking_no), field("from", &Request::from),
                        field("until", &Request::until), field("reason", &Request::reason)};
    }
  };
  SheetHead head;
  std::string plate, booking_no;
  Instant from{};
  std::optional<Instant> until;  ///< missing: it goes on
  std::string reason;            ///< in the officer's words
  SheetSubject about() const {
    return {booking_no + "/" + to_iso(from),
            {},
            {},
            booking_no,
            booking_no.empty() ? plate : booking_no};
  }
  static constexpr auto fields() {
    using D = NoFaultSlip;
    return std::tuple{
        field("head", &D::head), field("plate", &D::plate), field("booking_no", &D::booking_no),
        field("from", &D::from), field("until", &D::until), field("reason", &D::reason)};
  }
};

/// For the technician: ruler in millimetres, every letter, a grey wedge, QR at three sizes.
struct TestPage {
  static constexpr std::string_view type = "test_page";
  struct Request {
    static constexpr std::string_view type = TestPage::type;
    static constexpr auto fields() { return std::tuple{}; }
  };
  SheetHead head;
  std::string device;
  SheetSubject about() const { return {to_iso(head.printed_at), {}, {}, {}, head.site}; }
  static constexpr auto fields() {
    return std::tuple{field("head", &TestPage::head), field("device", &TestPage::device)};
  }
};

using Document = std::variant<SupplementPrint, QueueTicket, CallSlip, ReturnAct, LossAct,
                              StockReceipt, ShiftReport, NoFaultSlip, TestPage>;

/// "supplement", "queue_ticket", ...
std::string_view type_of(const Document& document);
/// The types of all of them, in the order of the variant.
std::vector<std::string> document_types();

}  // namespace otkel::core
