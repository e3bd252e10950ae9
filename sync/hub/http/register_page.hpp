#pragma once
// The page behind the QR in Kazakh, Russian, Chinese and English. Pure.
#include <chrono>
#include <string>

#include "sync/hub/app/permit/public_permit.hpp"

namespace otkel::hub {

/// What the page says about the check that was typed or came with the link.
enum class CheckNote { none, wrong, malformed };
struct RegisterPageRequest {
  std::string check;  ///< as it was given; empty: none was
  CheckNote note = CheckNote::none;
  core::Instant now{};  ///< of the hub, which the script takes for the reader's; 1970: unknown
};

/// A whole HTML document; needs /page/register.css and /page/verify.js. `utc_offset`: of the times
/// shown. Asks for the check if it is not the right one.
std::string register_page(const PublicPermit& permit, core::minutes utc_offset,
                          const RegisterPageRequest& question = {});

/// For a client that asked too often; after `wait` the next question is answered.
std::string register_wait_page(std::chrono::seconds wait);

}  // namespace otkel::hub
