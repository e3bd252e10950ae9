#pragma once
// The account of a case: what the applicant and the employee are shown of it.
#include <optional>
#include <string>
#include <vector>

#include "core/permit/application.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

struct PaymentView {
  std::string application_no;
  core::Money amount;
  core::Instant paid{};
  std::string reference;
  static constexpr auto fields() {
    using V = PaymentView;
    return std::tuple{core::field("application_no", &V::application_no),
                      core::field("amount", &V::amount), core::field("paid", &V::paid),
                      core::field("reference", &V::reference)};
  }
};

/// One reason why a paid case waits.
struct PendingView {
  std::string code, detail;
  static constexpr auto fields() {
    return std::tuple{core::field("code", &PendingView::code),
                      core::field("detail", &PendingView::detail)};
  }
};

/// The form itself is not repeated.
struct CaseView {
  std::string application_no;
  core::Site site;
  std::string bin, plate, booking_no, planned_crossing;
  core::Instant submitted{}, decision_due{};
  core::ApplicationState state = core::ApplicationState::registered;
  core::Instant changed{};
  std::optional<core::Instant> decided;
  std::optional<std::string> signed_by;
  std::vector<core::RefusalGround> grounds;
  std::string reason;
  std::vector<PendingView> pending;
  bool revoked = false;
  std::optional<PaymentView> payment;
  std::optional<core::Money> fee;  ///< of today, if the case waits for it
  static constexpr auto fields() {
    using V = CaseView;
    return std::tuple{core::field("application_no", &V::application_no),
                      core::field("site", &V::site),
                      core::field("bin", &V::bin),
                      core::field("plate", &V::plate),
                      core::field("booking_no", &V::booking_no),
                      core::field("planned_crossing", &V::planned_crossing),
                      core::field("submitted", &V::submitted),
                      core::field("decision_due", &V::decision_due),
                      core::field("state", &V::state),
                      core::field("changed", &V::changed),
                      core::field("decided", &V::decided),
                      core::field("signed_by", &V::signed_by),
                      core::field("grounds", &V::grounds),
                      core::field("reason", &V::reason),
                      core::field("pending", &V::pending),
                      core::field("revoked", &V::revoked),
                      core::field("payment", &V::payment),
                      core::field("fee", &V::fee)};
  }
};

/// With payment and fee. Errors: database_corrupt if the row's lists cannot be read.
core::Result<CaseView> case_view(Context& context, const ApplicationRow& row, core::Instant now);

struct CasePage {
  std::vector<CaseView> cases;
  std::optional<std::string> next;  ///< nothing: this was the last page
};

/// What waits on an employee's desk, most urgent first, without payment and fee; of one checkpoint,
/// in one state, or all. Errors: as case_view.
core::Result<CasePage> case_list(Context& context, std::optional<core::Site> site,
                                 std::optional<core::ApplicationState> state,
                                 const core::PageRequest& page);

}  // namespace otkel::hub
