#pragma once
// Verbs on applications: stages 1 and 2 of the service.
#include <optional>
#include <vector>

#include "core/permit/application.hpp"
#include "sync/hub/app/application_form.hpp"
#include "sync/hub/app/context.hpp"
#include "sync/hub/store/applications.hpp"

namespace otkel::hub {

/// Registers on the day it reaches the portal and numbers it in order, per checkpoint and
/// year. An expired document on record ends it at once as rejected_intake; a document that
/// is not on record does not, because nobody may be asked for papers. Errors: field errors
/// of A1, consent_missing, booking_not_found, no_booking (another vehicle's, carrier's or
/// checkpoint's, or no longer active), application_wrong_state (the booking carries an open
/// application), carrier_not_found.
core::Result<ApplicationRow> register_application(Context& context, ApplicationForm form,
                                                  core::Instant now);

enum class DecisionKind { pay_notice, refusal };

struct DecideApplication {
  std::string application_no;
  DecisionKind decision = DecisionKind::pay_notice;
  std::string signed_by;  ///< the authorised person whose signature stands under it
  std::vector<core::RefusalGround> grounds;
  std::string motivation;
};

/// Errors: application_not_found, application_wrong_state, application_closed,
/// grounds_missing, reason_missing, field_missing; value_malformed where a pay notice has grounds.
core::Result<ApplicationRow> decide_application(Context& context, const DecideApplication& command,
                                                core::Instant now);

struct RecordPayment {
  std::string application_no;
  core::Money amount;
  std::optional<core::Instant> paid;  ///< as the payment gateway says; now where missing
  std::string reference;              ///< of the gateway, never used twice
};

/// exactly the fee of the day of payment; the supplement is formed in the same
/// transaction where E1 to E5 hold, else the row's `pending` says what is missing. Errors:
/// application_not_found, fee_wrong_amount, application_wrong_state, application_closed,
/// number_taken (the reference), time_malformed (paid in the future).
core::Result<ApplicationRow> record_payment(Context& context, const RecordPayment& command,
                                            core::Instant now);

/// Tries to form the supplement of a paid application. Inside a transaction. The row is written
/// either way. Errors: those of the database.
core::Result<ApplicationRow> form_supplement(Context& context, ApplicationRow row,
                                             core::Instant now);

/// Whose paid applications are tried again; an empty text matches everybody.
struct Whose {
  std::string bin, plate;
};
/// The numbers of those that were formed now. Inside a transaction.
core::Result<std::vector<std::string>> retry_supplements(Context& context, const Whose& whose,
                                                         core::Instant now);

/// The centre takes a permit back (I10). Errors: application_not_found, already_redeemed,
/// application_wrong_state (nothing formed yet, or revoked before), application_closed,
/// reason_missing.
core::Result<ApplicationRow> revoke_permit(Context& context, const std::string& application_no,
                                           const std::string& reason, const std::string& by,
                                           core::Instant now);

/// The row, or application_not_found / application_no_malformed. Inside a transaction.
core::Result<ApplicationRow> find_application(Context& context, const std::string& application_no);

}  // namespace otkel::hub

template <>
struct otkel::core::EnumWords<otkel::hub::DecisionKind> {
  static constexpr std::array<std::string_view, 2> words{"pay_notice", "refusal"};
};
