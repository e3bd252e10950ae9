#pragma once
// The dialect of each protocol, by the camera's settings.
#include <memory>

#include "anpr-bridge/keep/journal.hpp"
#include "anpr-bridge/keep/settings.hpp"
#include "anpr-bridge/pull/dialect.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

/// `journal` and `random` outlive it; the journal remembers how far a list was read. Null for push
/// and mqtt.
core::Result<std::unique_ptr<Dialect>> make_dialect(const CameraSettings& camera, Journal& journal,
                                                    core::Random& random);

}  // namespace otkel::anpr
