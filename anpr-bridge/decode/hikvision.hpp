#pragma once
// Hikvision's event push ("HTTP listening"): EventNotificationAlert in XML with pictures beside it.
#include "anpr-bridge/decode/decode.hpp"

namespace otkel::anpr {

bool recognises_hikvision(const Envelope& envelope);
/// Errors: payload_malformed (not XML, another root, over 64 KiB).
core::Result<Decoded> decode_hikvision(const Envelope& envelope, const Hints& hints);

}  // namespace otkel::anpr
