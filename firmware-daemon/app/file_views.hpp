#pragma once
// The file of one application and of one blank: what is, and everything that ever happened.
#include <optional>
#include <string>
#include <vector>

#include "firmware-daemon/app/console_views.hpp"

namespace otkel::app {

/// `body` is the fact's JSON text; the HTTP layer puts it in as an object.
struct HistoryRow {
  Instant at{};
  std::string actor, type, body;
};

/// Newest first. `next`: see app/list_views.
struct HistoryPage {
  std::vector<HistoryRow> history;  ///< not in fields(): see HistoryRow
  std::optional<std::string> next;
  static constexpr auto fields() { return std::tuple{field("next", &HistoryPage::next)}; }
};

struct ApplicationView {
  std::string application_no;
  core::ApplicationState state = core::ApplicationState::registered;
  std::string plate;
  std::optional<std::string> vehicle_make;
  std::string carrier_name, carrier_bin;
  std::optional<std::string> carrier_address;
  std::string booking_no;
  std::optional<core::BookingState> booking_state;
  std::optional<Instant> entered_at;
  std::optional<std::string> blank;
  std::optional<core::BlankState> blank_state;
  bool revoked = false, may_issue = false;
  std::optional<std::string> obstacle, obstacle_detail;
  /// The make that the gate's camera saw, while it stands against the card's; empty if the
  /// camera's record is gone.
  std::optional<std::string> make_in_doubt;
  std::optional<std::string> external_permit;  ///< of the stay: a permit from outside the pilot
  bool tachograph_not_verified = false;        ///< R-22: no date of the check is on record
  std::optional<core::SupplementText> supplement;
  std::vector<PrintJobView> print_jobs;
  std::vector<HistoryRow> history;          ///< the newest, oldest of them first; see HistoryRow
  std::optional<std::string> history_next;  ///< the older ones are pages of the history
  static constexpr auto fields() {
    using V = ApplicationView;
    return std::tuple{field("application_no", &V::application_no),
                      field("state", &V::state),
                      field("plate", &V::plate),
                      field("vehicle_make", &V::vehicle_make),
                      field("carrier_name", &V::carrier_name),
                      field("carrier_bin", &V::carrier_bin),
                      field("carrier_address", &V::carrier_address),
                      field("booking_no", &V::booking_no),
                      field("booking_state", &V::booking_state),
                      field("entered_at", &V::entered_at),
                      field("blank", &V::blank),
                      field("blank_state", &V::blank_state),
                      field("revoked", &V::revoked),
                      field("may_issue", &V::may_issue),
                      field("obstacle", &V::obstacle),
                      field("obstacle_detail", &V::obstacle_detail),
                      field("make_in_doubt", &V::make_in_doubt),
                      field("external_permit", &V::external_permit),
                      field("tachograph_not_verified", &V::tachograph_not_verified),
                      field("supplement", &V::supplement),
                      field("print_jobs", &V::print_jobs),
                      field("history_next", &V::history_next)};
  }
};

struct BlankView {
  std::string number;
  core::BlankState state = core::BlankState::in_stock;
  std::optional<std::string> batch, application_no, plate;
  std::optional<core::EndCause> cause;  ///< of an end that is not the redemption
  std::optional<std::string> reason, second, replaced_by;
  std::vector<HistoryRow> history;  ///< as in ApplicationView
  std::optional<std::string> history_next;
  static constexpr auto fields() {
    using V = BlankView;
    return std::tuple{field("number", &V::number),
                      field("state", &V::state),
                      field("batch", &V::batch),
                      field("application_no", &V::application_no),
                      field("plate", &V::plate),
                      field("cause", &V::cause),
                      field("reason", &V::reason),
                      field("second", &V::second),
                      field("replaced_by", &V::replaced_by),
                      field("history_next", &V::history_next)};
  }
};

Result<ApplicationView> application_view(Context& context, const std::string& number);
Result<BlankView> blank_view(Context& context, const std::string& number);
/// Errors: application_not_found, blank_not_found.
Result<HistoryPage> history_of_application(Context& context, const std::string& number,
                                           const core::PageRequest& page);
Result<HistoryPage> history_of_blank(Context& context, const std::string& number,
                                     const core::PageRequest& page);

}  // namespace otkel::app
