// What comes is untrusted: counted before it is read, and plate by plate.
#include "anpr-bridge/national/day_list.hpp"

#include <set>

#include "anpr-bridge/decode/text.hpp"
#include "base/codec/json.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Result;
namespace json = codec::json;

constexpr std::size_t kMostEntries = 20'000;
constexpr std::size_t kMostProblems = 5;

const json::array* list_in(const json::value& answer, std::string_view field) {
  if (const auto* list = answer.if_array()) return list;
  const auto* object = answer.if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains(field);
  return found == nullptr ? nullptr : found->if_array();
}

/// Its text, or nothing where the entry has none.
std::optional<std::string_view> plate_in(const json::value& entry) {
  const json::value* value = &entry;
  if (const auto* object = entry.if_object()) value = object->if_contains("plateNumber");
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

}  // namespace

Result<DayPlates> parse_day_plates(std::string_view text, std::string_view field) {
  const auto answer = codec::parse(text);
  if (!answer) return std::unexpected(answer.error());
  const auto* list = list_in(*answer, field);
  if (list == nullptr)
    return core::fail(Code::payload_malformed,
                      "neither a list nor an object with a list '" + std::string(field) + "'");
  if (list->size() > kMostEntries)
    return core::fail(Code::payload_malformed,
                      std::to_string(list->size()) + " plates for one day");
  std::set<core::PlateNumber> plates;
  DayPlates out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto raw = plate_in((*list)[i]);
    auto plate = raw ? core::PlateNumber::parse(*raw)
                     : core::fail(Code::plate_malformed, "no text and no plateNumber");
    if (plate) {
      plates.insert(*std::move(plate));
      continue;
    }
    ++out.malformed;
    if (out.problems.size() < kMostProblems)
      out.problems.push_back("entry " + std::to_string(i + 1) + ": " +
                             clean(plate.error().detail, 120));
  }
  out.plates.assign(plates.begin(), plates.end());
  return out;
}

Result<void> DayList::replace(core::LocalDate day, const DayPlates& plates, core::Instant now) {
  auto& db = journal_->database();
  const auto text = core::to_iso(day);
  const auto oldest =
      core::to_iso(core::LocalDate{std::chrono::sys_days{day} - std::chrono::days{1}});
  return db.transact([&]() -> Result<void> {
    db.run("DELETE FROM national_plates WHERE day = ?1 OR day < ?2", text, oldest);
    db.run("DELETE FROM national_days WHERE day < ?", oldest);
    for (const auto& plate : plates.plates)
      db.run("INSERT INTO national_plates(day, plate) VALUES(?, ?)", text, plate);
    db.run(
        "INSERT INTO national_days(day, fetched_utc_ms, malformed) VALUES(?1, ?2, ?3)"
        " ON CONFLICT(day) DO UPDATE SET fetched_utc_ms = ?2, malformed = ?3",
        text, now, plates.malformed);
    return {};
  });
}

Result<std::optional<DayList::About>> DayList::about(core::LocalDate day) const {
  auto& db = journal_->database();
  const auto text = core::to_iso(day);
  return sqlite::Database::read([&]() -> Result<std::optional<About>> {
    auto row = db.prepare(
        "SELECT fetched_utc_ms, malformed, (SELECT count(*) FROM national_plates p"
        " WHERE p.day = d.day) FROM national_days d WHERE day = ?");
    if (!row.bind(text).step()) return std::nullopt;
    return About{row.instant(0), row.integer(2), row.integer(1)};
  });
}

Result<Listed> DayList::look_up(core::LocalDate day, std::string_view plate) const {
  const auto known = about(day);
  if (!known) return std::unexpected(known.error());
  if (!*known) return Listed::unknown;
  auto& db = journal_->database();
  const auto text = core::to_iso(day);
  return sqlite::Database::read([&]() -> Result<Listed> {
    for (const auto& key : core::plate_keys(core::fold_plate_text(plate)))
      if (db.prepare("SELECT 1 FROM national_plates WHERE day = ? AND plate = ?")
              .bind(text, key)
              .step())
        return Listed::listed;
    return Listed::unlisted;
  });
}

}  // namespace otkel::anpr
