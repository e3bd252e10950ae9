#pragma once
// Hikvision's list of plates: asked again and again for what came after the newest one we have.
#include <deque>
#include <memory>

#include "anpr-bridge/keep/journal.hpp"
#include "anpr-bridge/keep/settings.hpp"
#include "anpr-bridge/pull/dialect.hpp"

namespace otkel::anpr {

class HikvisionPlates final : public Dialect {
 public:
  /// Begins where the journal says, else ten minutes ago. Errors: those of the journal.
  static core::Result<std::unique_ptr<Dialect>> open(const CameraSettings& camera,
                                                     Journal& journal);

  Ask ask(core::Instant now) override;
  core::Result<Understood> understand(int status, std::string_view body,
                                      core::Instant now) override;
  core::Result<void> kept(core::Instant now) override;

 private:
  HikvisionPlates(const CameraSettings& camera, Journal& journal)
      : name_(camera.name),
        channel_(camera.channel),
        zone_(camera.zone.value_or(core::kKazakhstanOffset)),
        journal_(&journal) {}

  std::string name_;
  int channel_;
  core::minutes zone_;
  Journal* journal_;
  std::string newest_;                     ///< picName of the newest plate, "" before the first
  std::optional<core::Instant> asked_;     ///< when the list was last read to its end
  std::deque<std::string> taken_, fresh_;  ///< picNames: of before, of the answer under way
};

}  // namespace otkel::anpr
