#pragma once
// The page behind the QR in Kazakh, Russian, Chinese and English. Pure.
#include <string>

#include "sync/hub/app/permit/public_permit.hpp"

namespace otkel::hub {

/// A whole HTML document; needs /page/register.css and /page/verify.js. `utc_offset`: of the times
/// shown.
std::string register_page(const PublicPermit& permit, core::minutes utc_offset);

}  // namespace otkel::hub
