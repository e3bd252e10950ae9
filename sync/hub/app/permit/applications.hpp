#pragma once
// Verbs on applications for a permit: form A1, payment and revocation. The decision
// is that of any service.
#include <string>

#include "sync/hub/app/permit/application_form.hpp"
#include "sync/hub/app/service/context.hpp"
#include "sync/hub/app/service/fee.hpp"

namespace otkel::hub {

/// Registers on the day it reaches the portal and numbers it in order, per checkpoint and
/// year. An expired document on record ends it at once as rejected_intake; a document that
/// is not on record does not, because nobody may be asked for papers. Errors:
/// not_a_permit_site, field errors of A1, consent_missing, booking_not_found, no_booking
/// (another vehicle's, carrier's or checkpoint's, or no longer active), application_wrong_state
/// (the booking carries an open application), carrier_not_found.
core::Result<ApplicationRow> register_application(Context& context, ApplicationForm form,
                                                  core::Instant now);

/// the fee is taken and the supplement is formed in the same transaction if E1 to E5
/// hold, else the row's `pending` says what is missing. Errors: those of take_fee.
core::Result<ApplicationRow> record_payment(Context& context, const RecordPayment& command,
                                            core::Instant now);

/// The centre takes a permit back (I10). Errors: application_not_found, already_redeemed,
/// application_wrong_state (nothing formed yet, or revoked before), application_closed,
/// reason_missing.
core::Result<ApplicationRow> revoke_permit(Context& context, const std::string& application_no,
                                           const std::string& reason, const std::string& by,
                                           core::Instant now);

/// It was revoked by error: the paid right lives on, and a number that was annulled for it before
/// the hand-over is replaced by the next. Errors: as above, application_wrong_state also where it
/// is not revoked.
core::Result<ApplicationRow> withdraw_revocation(Context& context,
                                                 const std::string& application_no,
                                                 const std::string& reason, const std::string& by,
                                                 core::Instant now);

}  // namespace otkel::hub
