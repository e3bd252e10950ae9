#pragma once
// What became of requests that were refused: a camera that is set up wrongly must not stay silent
// without a hint. No plates and no secrets.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/plate/camera.hpp"

namespace otkel::anpr {

/// By address and reason; at most 64 rows, of which the one that was quiet for longest gives way.
class Refusals {
 public:
  /// `request`: as shown_request() gives it.
  void note(const std::string& address, core::RefusedRequest reason, std::string request,
            core::Instant now);

  /// The newest first.
  std::vector<core::RefusalStatus> rows() const;
  /// Since the start of the process, of all addresses; never less than before.
  std::int64_t total(core::RefusedRequest reason) const {
    return totals_[static_cast<std::size_t>(reason)];
  }
  std::int64_t total() const;

 private:
  std::vector<core::RefusalStatus> rows_;  ///< the newest at the end
  std::array<std::int64_t, core::EnumWords<core::RefusedRequest>::words.size()> totals_{};
};

/// "GET /anpr/v1/…/gate-in?plate=": what the technician compares with the setting of the camera. Of
/// the query the names stay. "…" is in the place of what may be the secret or a plate: the segment
/// behind /anpr/v1, one with `secret` in it, and any that is long or holds three digits. Empty if
/// nothing was sent.
std::string shown_request(std::string_view method, std::string_view target,
                          std::string_view secret);

}  // namespace otkel::anpr
