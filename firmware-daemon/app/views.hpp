#pragma once
// What the screens are shown: the schemas of docs/openapi/checkpoint as structs, and who fills
// them.
#include <optional>
#include <string>
#include <vector>

#include "core/permit/supplement.hpp"
#include "core/queue/next_step.hpp"
#include "core/queue/order.hpp"
#include "core/queue/readiness.hpp"
#include "core/value/timetable.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

using core::field;

struct BlockedView {
  core::BlockedKind kind = core::BlockedKind::road_closed_kz;
  Instant since{};
  static constexpr auto fields() {
    return std::tuple{field("kind", &BlockedView::kind), field("since", &BlockedView::since)};
  }
};

/// Whether trucks can pass now, and else who closes the road and until when.
struct RoadView {
  bool open = false;
  std::optional<core::ClosedBy> closed_by;  ///< set exactly while it is closed by the timetable
  std::optional<Instant> opens_at;          ///< by the timetable, while closed by it
  std::optional<Instant> closes_at;         ///< by the timetable, while open by it
  std::vector<BlockedView> blocked;         ///< what lasts now, by begin
  static constexpr auto fields() {
    using V = RoadView;
    return std::tuple{field("open", &V::open), field("closed_by", &V::closed_by),
                      field("opens_at", &V::opens_at), field("closes_at", &V::closes_at),
                      field("blocked", &V::blocked)};
  }
};

struct SiteView {
  std::string site, prefix, name_kk, name_ru, name_zh;
  Instant now{};
  std::int64_t utc_offset_minutes = 0;
  bool demonstration = false;
  RoadView road;
  LinkView link;
  std::int64_t blanks_in_stock = 0;
  bool permits = false, issuing = false, tickets = false;
  static constexpr auto fields() {
    using V = SiteView;
    return std::tuple{field("site", &V::site),
                      field("prefix", &V::prefix),
                      field("name_kk", &V::name_kk),
                      field("name_ru", &V::name_ru),
                      field("name_zh", &V::name_zh),
                      field("now", &V::now),
                      field("utc_offset_minutes", &V::utc_offset_minutes),
                      field("demonstration", &V::demonstration),
                      field("road", &V::road),
                      field("link", &V::link),
                      field("blanks_in_stock", &V::blanks_in_stock),
                      field("permits", &V::permits),
                      field("issuing", &V::issuing),
                      field("tickets", &V::tickets)};
  }
};

struct KioskCard {
  std::string plate, booking_no;
  core::BookingState booking_state = core::BookingState::booked;
  std::optional<std::string> application_no;
  std::optional<core::ApplicationState> application_state;
  Instant slot_start{}, slot_end{};
  core::Arrival arrival = core::Arrival::in_time;
  std::optional<std::int64_t> late_minutes;  ///< that count; set exactly if it is late
  std::optional<std::int64_t> place;
  std::optional<core::PlaceReason> place_reason;  ///< set with the place
  std::optional<core::HeldBy> held_by;  ///< what keeps it from being called; of one that waits
  std::optional<std::string> lane;
  std::optional<Instant> called_at;
  std::optional<Instant> parked_until;  ///< so long it may come back; of a parked one
  core::NextStep next_step = core::NextStep::ask_officer;
  static constexpr auto fields() {
    using V = KioskCard;
    return std::tuple{field("plate", &V::plate),
                      field("booking_no", &V::booking_no),
                      field("booking_state", &V::booking_state),
                      field("application_no", &V::application_no),
                      field("application_state", &V::application_state),
                      field("slot_start", &V::slot_start),
                      field("slot_end", &V::slot_end),
                      field("arrival", &V::arrival),
                      field("late_minutes", &V::late_minutes),
                      field("place", &V::place),
                      field("place_reason", &V::place_reason),
                      field("held_by", &V::held_by),
                      field("lane", &V::lane),
                      field("called_at", &V::called_at),
                      field("parked_until", &V::parked_until),
                      field("next_step", &V::next_step)};
  }
};

/// What has become of a driver's ticket.
struct KioskTicket {
  std::int64_t id = 0;
  std::string booking_no;
  store::PrintState state = store::PrintState::queued;
  std::optional<std::string> cause;
  static constexpr auto fields() {
    using V = KioskTicket;
    return std::tuple{field("id", &V::id), field("booking_no", &V::booking_no),
                      field("state", &V::state), field("cause", &V::cause)};
  }
};

struct SlotView {
  Instant slot_start{}, slot_end{};
  std::int64_t free = 0;
  static constexpr auto fields() {
    return std::tuple{field("slot_start", &SlotView::slot_start),
                      field("slot_end", &SlotView::slot_end), field("free", &SlotView::free)};
  }
};

struct BoardRow {
  std::string plate, booking_no, lane;
  Instant called_at{};
  std::optional<std::string> ground;
  static constexpr auto fields() {
    using V = BoardRow;
    return std::tuple{field("plate", &V::plate), field("booking_no", &V::booking_no),
                      field("lane", &V::lane), field("called_at", &V::called_at),
                      field("ground", &V::ground)};
  }
};

struct BoardView {
  Instant now{};
  RoadView road;
  std::vector<BoardRow> called;
  std::int64_t waiting = 0;
  std::vector<std::string> next_plates;
  std::vector<std::string> parked_plates;  ///< not there when called: they ask at the kiosk
  std::int64_t blanks_in_stock = 0;
  LinkView link;
  static constexpr auto fields() {
    using V = BoardView;
    return std::tuple{field("now", &V::now),
                      field("road", &V::road),
                      field("called", &V::called),
                      field("waiting", &V::waiting),
                      field("next_plates", &V::next_plates),
                      field("parked_plates", &V::parked_plates),
                      field("blanks_in_stock", &V::blanks_in_stock),
                      field("link", &V::link)};
  }
};

RoadView road_view(Context& context);
SiteView site_view(Context& context);
KioskCard kiosk_card(Context& context, const store::BookingRow& booking);
KioskTicket kiosk_ticket(Context& context, const store::PrintJobRow& job);
/// Errors: print_job_not_found, also if the job is no ticket.
Result<KioskTicket> find_ticket(Context& context, std::int64_t id);
/// Why a job that waits does not go: the printer's cause; of one that ended: its own.
std::optional<std::string> print_cause(Context& context, const store::PrintJobRow& job);
BoardView board_view(Context& context);

}  // namespace otkel::app
