#pragma once
// The supplement to a permit, which forms itself once its application is paid and eligible.
#include <string>
#include <vector>

#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// Tries to form the supplement of a paid application. The row is written either way. Errors: those
/// of the database.
core::Result<ApplicationRow> form_supplement(Context& context, ApplicationRow row,
                                             core::Instant now);

/// The permit as it stands in the register once its supplement is formed.
void put_in_register(Context& context, const ApplicationRow& row, const core::SupplementText& text,
                     core::Instant now);

/// Whose paid applications are tried again; an empty text matches everybody.
struct SupplementFilter {
  std::string bin, plate;
};
/// The numbers of those that were formed now.
core::Result<std::vector<std::string>> retry_supplements(Context& context,
                                                         const SupplementFilter& filter,
                                                         core::Instant now);

}  // namespace otkel::hub
