#pragma once
// The officers' half of the views.
#include <optional>
#include <string>
#include <vector>

#include "core/permit/statistics.hpp"
#include "core/permit/stock_forecast.hpp"
#include "core/queue/readiness.hpp"
#include "firmware-daemon/app/notices.hpp"
#include "firmware-daemon/app/queue_order.hpp"
#include "firmware-daemon/app/second_person.hpp"
#include "firmware-daemon/app/views.hpp"
#include "firmware-daemon/app/visit_views.hpp"

namespace otkel::app {

struct QueueRow {
  std::string booking_no;
  core::BookingState booking_state = core::BookingState::booked;
  std::string plate;
  std::optional<std::string> carrier_name, application_no;
  std::optional<core::ApplicationState> application_state;
  Instant slot_start{}, slot_end{};
  core::Arrival arrival = core::Arrival::in_time;
  std::optional<std::int64_t> place;              ///< in the queue, from 1; of those that wait
  std::optional<core::PlaceReason> place_reason;  ///< set with the place
  std::optional<core::HeldBy> held_by;  ///< what keeps it from being called; of those that wait
  std::optional<std::int64_t> late_minutes;  ///< that count; set exactly if it is late
  std::optional<Instant> checked_in_at, called_at, entered_at;
  std::optional<std::int64_t> calls;  ///< how often it was called; of those that are called
  /// Of one that was called often enough: from when on it may be parked.
  std::optional<Instant> may_park_from;
  std::optional<Instant> parked_until;  ///< so long it may come back; of a parked one
  std::optional<std::string> lane, blank;
  std::optional<core::BlankState> blank_state;
  std::optional<core::EvidenceGrade> entry_grade;
  /// A notice and no stop: the trailer seen at the entrance is not the card's.
  std::optional<std::string> other_trailer;
  std::optional<std::string> external_permit;  ///< from outside the pilot (R-02)
  static constexpr auto fields() {
    using V = QueueRow;
    return std::tuple{field("booking_no", &V::booking_no),
                      field("booking_state", &V::booking_state),
                      field("plate", &V::plate),
                      field("carrier_name", &V::carrier_name),
                      field("application_no", &V::application_no),
                      field("application_state", &V::application_state),
                      field("slot_start", &V::slot_start),
                      field("slot_end", &V::slot_end),
                      field("arrival", &V::arrival),
                      field("place", &V::place),
                      field("place_reason", &V::place_reason),
                      field("held_by", &V::held_by),
                      field("late_minutes", &V::late_minutes),
                      field("checked_in_at", &V::checked_in_at),
                      field("called_at", &V::called_at),
                      field("entered_at", &V::entered_at),
                      field("calls", &V::calls),
                      field("may_park_from", &V::may_park_from),
                      field("parked_until", &V::parked_until),
                      field("lane", &V::lane),
                      field("blank", &V::blank),
                      field("blank_state", &V::blank_state),
                      field("entry_grade", &V::entry_grade),
                      field("other_trailer", &V::other_trailer),
                      field("external_permit", &V::external_permit)};
  }
};

struct PrintJobView {
  std::int64_t id = 0;
  std::string document, subject;
  std::optional<std::string> application_no, blank;
  std::int64_t attempt = 1;
  store::PrintState state = store::PrintState::queued;
  std::optional<std::string> cause, grade;
  std::optional<std::int64_t> bytes_sent;
  Instant queued_at{};
  std::optional<Instant> ended_at;
  std::optional<std::string> resolved_by;
  static constexpr auto fields() {
    using V = PrintJobView;
    return std::tuple{field("id", &V::id),
                      field("document", &V::document),
                      field("subject", &V::subject),
                      field("application_no", &V::application_no),
                      field("blank", &V::blank),
                      field("attempt", &V::attempt),
                      field("state", &V::state),
                      field("cause", &V::cause),
                      field("grade", &V::grade),
                      field("bytes_sent", &V::bytes_sent),
                      field("queued_at", &V::queued_at),
                      field("ended_at", &V::ended_at),
                      field("resolved_by", &V::resolved_by)};
  }
};

struct IncidentView {
  std::string incident_no, kind, subject, detail;
  Instant opened_at{};
  bool open = true;
  std::optional<std::string> note, caused_by;
  static constexpr auto fields() {
    using V = IncidentView;
    return std::tuple{field("incident_no", &V::incident_no),
                      field("kind", &V::kind),
                      field("subject", &V::subject),
                      field("detail", &V::detail),
                      field("opened_at", &V::opened_at),
                      field("open", &V::open),
                      field("note", &V::note),
                      field("caused_by", &V::caused_by)};
  }
};

struct DeliveryView {
  std::string batch, first;
  std::int64_t count = 0;
  bool received = false;
  std::optional<Instant> received_at;
  std::optional<std::string> received_by, act;
  static constexpr auto fields() {
    using V = DeliveryView;
    return std::tuple{field("batch", &V::batch),
                      field("first", &V::first),
                      field("count", &V::count),
                      field("received", &V::received),
                      field("received_at", &V::received_at),
                      field("received_by", &V::received_by),
                      field("act", &V::act)};
  }
};

/// Who took the stock over last.
struct KeeperView {
  std::string login, name;
  Instant since{};
  std::int64_t counted = 0, in_books = 0;
  static constexpr auto fields() {
    using V = KeeperView;
    return std::tuple{field("login", &V::login), field("name", &V::name), field("since", &V::since),
                      field("counted", &V::counted), field("in_books", &V::in_books)};
  }
};

struct StockView {
  core::BlankCounts counts;
  std::optional<std::string> next_number;
  bool low = false;
  core::StockForecast forecast;
  std::optional<KeeperView> keeper;
  std::vector<DeliveryView> deliveries;
  static constexpr auto fields() {
    using V = StockView;
    return std::tuple{field("counts", &V::counts), field("next_number", &V::next_number),
                      field("low", &V::low),       field("forecast", &V::forecast),
                      field("keeper", &V::keeper), field("deliveries", &V::deliveries)};
  }
};

/// Log-ins that did not come about, since the start.
struct LoginState {
  std::int64_t failed = 0;
  std::optional<Instant> last_failed;
  static constexpr auto fields() {
    return std::tuple{field("failed", &LoginState::failed),
                      field("last_failed", &LoginState::last_failed)};
  }
};

struct ConsoleView {
  Instant now{};
  SiteView site;
  std::vector<Instant> officer_calls;
  std::vector<QueueRow> waiting, inside;
  std::vector<GrantUse> grants;  ///< out of turn today
  std::vector<VisitView> visits, late_exits;
  std::int64_t visits_waiting = 0;  ///< in all; `visits` are the foremost of them
  std::int64_t late_exits_waiting = 0, incidents_open = 0;
  std::vector<PrintJobView> print_jobs;
  std::vector<IncidentView> incidents;
  std::vector<SecondRequestView> second_requests;
  StockView stock;
  PrinterView printer;
  LinkView link;
  std::vector<Notice> notices;  ///< what is wrong with the machine
  LoginState logins;
  static constexpr auto fields() {
    using V = ConsoleView;
    return std::tuple{field("now", &V::now),
                      field("site", &V::site),
                      field("officer_calls", &V::officer_calls),
                      field("waiting", &V::waiting),
                      field("inside", &V::inside),
                      field("grants", &V::grants),
                      field("visits", &V::visits),
                      field("visits_waiting", &V::visits_waiting),
                      field("late_exits", &V::late_exits),
                      field("late_exits_waiting", &V::late_exits_waiting),
                      field("print_jobs", &V::print_jobs),
                      field("incidents", &V::incidents),
                      field("incidents_open", &V::incidents_open),
                      field("second_requests", &V::second_requests),
                      field("stock", &V::stock),
                      field("printer", &V::printer),
                      field("link", &V::link),
                      field("notices", &V::notices),
                      field("logins", &V::logins)};
  }
};

struct StatisticsView {
  std::string country = "CN";
  std::int64_t supplements_formed = 0;
  core::BlankCounts counts;
  std::int64_t returned = 0, lost = 0;  ///< group 3 of R-34: by the applicant
  std::int64_t annulled = 0;            ///< group 4: for a violation
  core::EndCounts ended_apart;          ///< the office's and the centre's ends, in no group
  bool stock_adds_up = false, zone_adds_up = false;
  std::int64_t in_zone_by_blanks = 0, in_zone_by_gates = 0;
  std::int64_t awaiting_evidence = 0;  ///< issued, and gone by an officer's statement alone (R-37)
  static constexpr auto fields() {
    using V = StatisticsView;
    return std::tuple{field("country", &V::country),
                      field("supplements_formed", &V::supplements_formed),
                      field("counts", &V::counts),
                      field("returned", &V::returned),
                      field("lost", &V::lost),
                      field("annulled", &V::annulled),
                      field("ended_apart", &V::ended_apart),
                      field("stock_adds_up", &V::stock_adds_up),
                      field("zone_adds_up", &V::zone_adds_up),
                      field("in_zone_by_blanks", &V::in_zone_by_blanks),
                      field("in_zone_by_gates", &V::in_zone_by_gates),
                      field("awaiting_evidence", &V::awaiting_evidence)};
  }
};

QueueRow queue_row(Context& context, const store::BookingRow& booking);
PrintJobView print_job_view(Context& context, const store::PrintJobRow& row);
IncidentView incident_view(const store::IncidentRow& row);
StockView stock_view(Context& context);
StatisticsView statistics_view(Context& context);
/// A part that cannot be read is left empty, and `notices` says so: the rest is shown all the same.
ConsoleView console_view(Context& context);

}  // namespace otkel::app
