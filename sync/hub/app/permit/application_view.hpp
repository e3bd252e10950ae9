#pragma once
// An application for a permit as its applicant and the employee see it.
#include <optional>

#include "core/permit/supplement.hpp"
#include "sync/hub/app/service/case_view.hpp"

namespace otkel::hub {

/// The register's whole entry.
struct PermitView {
  std::string application_no;
  core::Site site;
  std::string carrier_name, bin, permit_type;
  std::optional<std::string> blank;
  std::string make, plate;
  PermitState state = PermitState::formed;
  bool revoked = false;
  core::SupplementText supplement;
  core::Instant formed{};
  std::optional<core::Instant> issued, redeemed;
  std::optional<std::string> redeemed_grade;  ///< a word of core::EvidenceGrade
  std::optional<core::Instant> came_back;
  core::Instant changed{};
  static constexpr auto fields() {
    using V = PermitView;
    return std::tuple{core::field("application_no", &V::application_no),
                      core::field("site", &V::site),
                      core::field("carrier_name", &V::carrier_name),
                      core::field("bin", &V::bin),
                      core::field("permit_type", &V::permit_type),
                      core::field("blank", &V::blank),
                      core::field("make", &V::make),
                      core::field("plate", &V::plate),
                      core::field("state", &V::state),
                      core::field("revoked", &V::revoked),
                      core::field("supplement", &V::supplement),
                      core::field("formed", &V::formed),
                      core::field("issued", &V::issued),
                      core::field("redeemed", &V::redeemed),
                      core::field("redeemed_grade", &V::redeemed_grade),
                      core::field("came_back", &V::came_back),
                      core::field("changed", &V::changed)};
  }
};

struct ApplicationView : CaseView {
  std::optional<PermitView> permit;  ///< once the supplement is formed
  static constexpr auto fields() {
    return std::tuple_cat(CaseView::fields(),
                          std::tuple{core::field("permit", &ApplicationView::permit)});
  }
};

/// Of what a verb has left; its refusal passes through. Errors: the verb's,
/// and database_corrupt if the row cannot be read.
core::Result<ApplicationView> application_view(Context& context,
                                               const core::Result<ApplicationRow>& left,
                                               core::Instant now);

}  // namespace otkel::hub
