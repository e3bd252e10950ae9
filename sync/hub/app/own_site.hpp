#pragma once
// Trust ends at the body: whose a fact may be, checked once for all facts, before any is applied.
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// A checkpoint reports on its own bookings, applications, numbers and deliveries; of another's it
/// may say that the vehicle came back into the country there (VehicleCameBack, R-06) and what a
/// camera read. Call inside a transaction. Errors: foreign_fact, naming the field and the owner.
core::Result<void> check_own_site(Context& context, core::Site site, const core::Event& fact);

}  // namespace otkel::hub
