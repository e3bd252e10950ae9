#pragma once
// Dahua's ITSAPI push: JSON posted to .../NotificationInfo/TollgateInfo and its neighbours. The
// camera sends an event again and again until it is answered with "result": true.
#include "anpr-bridge/decode/decode.hpp"

namespace otkel::anpr {

bool recognises_dahua_itsapi(const Envelope& envelope);
/// Errors: payload_malformed (not JSON, or an object of another protocol).
core::Result<Decoded> decode_dahua_itsapi(const Envelope& envelope, const Hints& hints);

}  // namespace otkel::anpr
