#pragma once
// A case of a state service: how it is numbered, by when it must be decided, where it stands. Any
// service has these; what its form asks and what it ends in stands in the folder of the service.
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// What a case is given when it is taken in.
struct Intake {
  std::string number;  ///< in order without gap, per checkpoint and year
  core::Instant submitted{};
  core::Instant decision_due{};  ///< R-13, R-40
};

/// Uses up a number: call when nothing can be refused any more.
Intake take_in(Context& context, const core::SiteSettings& at, core::Instant now);

/// The row, or application_not_found / application_no_malformed.
core::Result<ApplicationRow> find_application(Context& context, const std::string& application_no);

}  // namespace otkel::hub
