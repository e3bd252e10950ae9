#pragma once
// Applications and their payments.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/permit/application.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/money.hpp"
#include "core/value/page.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct ApplicationRow {
  std::string application_no;
  core::Site site;
  std::string bin, plate, booking_no, planned_crossing;
  core::Instant submitted{}, decision_due{};
  core::ApplicationState state = core::ApplicationState::registered;
  std::string form;  ///< A1 as JSON, as it was registered (I6)
  std::optional<core::Instant> decided;
  std::optional<std::string> signed_by;
  std::string grounds = "[]";  ///< JSON list of F1..F5
  std::string reason;          ///< of a refusal, rejection, revocation or end
  std::string pending = "[]";  ///< JSON list: why the supplement could not be formed yet
  bool revoked = false;
  core::Instant changed{};
  static constexpr auto fields() {
    using R = ApplicationRow;
    return std::tuple{core::field("application_no", &R::application_no),
                      core::field("site", &R::site),
                      core::field("bin", &R::bin),
                      core::field("plate", &R::plate),
                      core::field("booking_no", &R::booking_no),
                      core::field("planned_crossing", &R::planned_crossing),
                      core::field("submitted", &R::submitted),
                      core::field("decision_due", &R::decision_due),
                      core::field("state", &R::state),
                      core::field("form", &R::form),
                      core::field("decided", &R::decided),
                      core::field("signed_by", &R::signed_by),
                      core::field("grounds", &R::grounds),
                      core::field("reason", &R::reason),
                      core::field("pending", &R::pending),
                      core::field("revoked", &R::revoked),
                      core::field("changed", &R::changed)};
  }
};

struct PaymentRow {
  std::string application_no;
  core::Money amount;
  core::Instant paid{};
  std::string reference;
  static constexpr auto fields() {
    using R = PaymentRow;
    return std::tuple{core::field("application_no", &R::application_no),
                      core::field("amount", &R::amount), core::field("paid", &R::paid),
                      core::field("reference", &R::reference)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class Applications {
 public:
  explicit Applications(sql::Session& db) : db_(db) {}
  void put(const ApplicationRow& row);
  std::optional<ApplicationRow> find(const std::string& application_no);
  /// The application of a booking that has not ended.
  std::optional<ApplicationRow> open_of_booking(const std::string& booking_no);
  /// Gives a row another number; its payment goes with it, its entry in the register goes.
  void renumber(const std::string& from, const std::string& to);
  /// The vehicle's applications on that booking are on the other one from now on.
  void rebook(const std::string& plate, const std::string& from, const std::string& to);
  /// Numbers of the applications that are paid and wait for their supplement, in their order;
  /// of one carrier, of one vehicle, or (both empty) of everybody.
  std::vector<std::string> paid(const std::string& bin, const std::string& plate);

  /// By deadline of the decision; of one checkpoint, in one state, or all. One row more than the
  /// page.
  std::vector<ApplicationRow> list(std::optional<core::Site> site,
                                   std::optional<core::ApplicationState> state,
                                   const core::PageRequest& page);
  /// Numbers of the vehicle's applications whose truck stands on the territory.
  std::vector<std::string> at_checkpoint(const std::string& plate);

  void put_payment(const PaymentRow& row);
  std::optional<PaymentRow> payment_of(const std::string& application_no);
  /// The application that a payment reference was used for.
  std::optional<std::string> paid_by(const std::string& reference);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
