#pragma once
// The plates that the national queue expects on a day: read out of its answer one by one, kept in
// the journal.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/keep/journal.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::anpr {

struct DayPlates {
  std::vector<core::PlateNumber> plates;  ///< each once
  std::int64_t malformed = 0;
  std::vector<std::string> problems;  ///< of the first few malformed ones: "entry 7: ..."
};

/// A list of texts, or of objects with a `plateNumber`; bare, or as `field` of an object. Errors:
/// payload_malformed (no such list, or more than 20000 entries).
core::Result<DayPlates> parse_day_plates(std::string_view json, std::string_view field);

/// Whether a plate stands on its day's list.
enum class Listed { unknown, listed, unlisted };
}  // namespace otkel::anpr

namespace otkel::core {
template <>
struct EnumWords<anpr::Listed> {
  static constexpr std::array<std::string_view, 3> words{"unknown", "listed", "unlisted"};
};
}  // namespace otkel::core

namespace otkel::anpr {

/// Belongs to the thread of the journal.
class DayList {
 public:
  explicit DayList(Journal& journal) : journal_(&journal) {}

  struct About {
    core::Instant fetched{};
    std::int64_t plates = 0, malformed = 0;
  };
  /// Takes the place of what is known of that day; days before the one before it are forgotten.
  /// Errors: those of the journal.
  core::Result<void> replace(core::LocalDate day, const DayPlates& plates, core::Instant now);
  /// Nothing where the list of that day was never fetched.
  core::Result<std::optional<About>> about(core::LocalDate day) const;
  /// Also by the forms in which cameras write a plate (core::plate_keys).
  core::Result<Listed> look_up(core::LocalDate day, std::string_view plate) const;

 private:
  Journal* journal_;
};

}  // namespace otkel::anpr
