#pragma once
// Fixtures, folders that vanish, and the values that most tests start from.
#include <string>
#include <string_view>

#include "anpr-bridge/decode/decode.hpp"
#include "anpr-bridge/keep/journal.hpp"
#include "anpr-bridge/keep/visits.hpp"
#include "anpr-bridge/settings.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::anpr::test {

/// "hikvision/full_2024.xml" -> its bytes.
std::string fixture(const std::string& name);

/// The first message of a body.
core::Result<Decoded> decode_one(std::string_view content_type, std::string_view body,
                                 const Hints& hints = {});

using TempFolder = support::TemporaryFolder;

core::Instant at(std::string_view iso);  ///< aborts the test where it is no time
core::Instant noon();                    ///< 2025-05-20T07:00:00Z, noon in Kazakhstan
std::chrono::milliseconds seconds(int count);

std::string drawn_jpeg(std::string_view comment);  ///< whole by its markers, not for looking at
/// Hikvision's message about a vehicle; its event id is the plate.
std::string alert(const std::string& plate);
std::string alert_with_picture(const std::string& plate);

core::PlateRead read_of(std::string plate, std::string event_id = "");
Message message_of(core::PlateRead read, core::Instant received, const std::string& key);
MessageRow row_of(const std::string& key, core::Instant received);
core::Visit visit_of(const std::string& id, std::int64_t revision, core::Instant received);

/// A bridge with the cameras gate-in and exit in `folder`, listening on a free port.
BridgeSettings bridge_in(const TempFolder& folder);

}  // namespace otkel::anpr::test
