#pragma once
// A draw of places among requests: who is first on given scores, what each gets, and how many
// tickets a request has (ADR 0062). The bytes of the scores are made in base/codec/draw.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// The start of an interval as it is hashed: "2026-12-14T03:00Z". Its order is that of time.
class DrawInterval {
 public:
  DrawInterval() = default;
  /// Cut to its minute.
  explicit DrawInterval(Instant start);
  /// Exactly that form. Errors: time_malformed.
  static Result<DrawInterval> parse(std::string_view text);
  const std::string& str() const noexcept { return text_; }
  auto operator<=>(const DrawInterval&) const = default;

 private:
  std::string text_;
};

/// What a request asks for, as it is hashed: its intervals by preference, joined by ",", or "any".
class DrawChoices {
 public:
  DrawChoices() = default;
  /// Errors: value_malformed (nothing, an interval twice), time_malformed.
  static Result<DrawChoices> parse(std::string_view text);
  const std::string& str() const noexcept { return text_; }
  bool any() const noexcept { return !text_.empty() && list_.empty(); }
  std::span<const DrawInterval> list() const noexcept { return list_; }
  bool operator==(const DrawChoices&) const = default;

 private:
  std::string text_;
  std::vector<DrawInterval> list_;
};

/// Values of the rule pack that a draw is held by; they stand in its file.
struct DrawRules {
  std::int64_t ticket_cap = 64;
  std::int64_t loss_days = 30;        ///< a loss that is longer ago than this gives no tickets
  std::int64_t least_choices = 3;     ///< a request with fewer loses nothing that counts, but for
                                      ///< one that asks for every interval of the draw
  std::int64_t most_choices = 5;      ///< "any" is none of them
  std::int64_t witness_minutes = 10;  ///< after the close; who answers later is no witness
  static constexpr auto fields() {
    using R = DrawRules;
    return std::tuple{field("ticket_cap", &R::ticket_cap), field("loss_days", &R::loss_days),
                      field("least_choices", &R::least_choices),
                      field("most_choices", &R::most_choices),
                      field("witness_minutes", &R::witness_minutes)};
  }
  bool operator==(const DrawRules&) const = default;
};

struct DrawPlaces {
  DrawInterval interval;
  std::int64_t places = 0;
  static constexpr auto fields() {
    return std::tuple{field("interval", &DrawPlaces::interval),
                      field("places", &DrawPlaces::places)};
  }
  bool operator==(const DrawPlaces&) const = default;
};

using DrawScore = std::array<std::uint8_t, 32>;

/// A request with the smallest of its tickets.
struct ScoredRequest {
  std::string vehicle;  ///< the vehicle's id in this draw
  DrawScore score{};
  DrawChoices choices;
};

/// The indices of `requests` by ascending score; of equal scores the vehicle decides.
std::vector<std::size_t> draw_ranking(std::span<const ScoredRequest> requests);

/// What each request of `ranking` gets, in that order: the first of its choices that has room left
/// ("any": the earliest interval), or nothing. Intervals that are not in `places` have no room.
std::vector<std::optional<DrawInterval>> draw_places(std::span<const ScoredRequest> requests,
                                                     std::span<const std::size_t> ranking,
                                                     std::span<const DrawPlaces> places);

/// What was announced of a draw; lives as long as what it was made of.
struct DrawTerms {
  Instant opens{}, closes{};  ///< requests are taken in [opens, closes)
  std::span<const DrawPlaces> places;
  DrawRules rules;
};

/// Whether a request may stand in that draw. Errors: too_early, too_late, value_malformed (too many
/// choices, an interval not of this draw).
Result<void> check_draw_request(const DrawChoices& choices, Instant received,
                                const DrawTerms& terms);

/// Whether a request that gets nothing has lost a draw that counts for its tickets.
bool draw_loss_counts(const DrawChoices& choices, std::size_t intervals, const DrawRules& rules);

/// min(2^losses, cap), at least 1.
std::int64_t draw_tickets(std::int64_t losses, std::int64_t cap);

enum class DrawEnd { won, lost, lost_uncounted, voided, no_show };
template <>
struct EnumWords<DrawEnd> {
  static constexpr std::array<std::string_view, 5> words{"won", "lost", "lost_uncounted", "voided",
                                                         "no_show"};
};

/// What became of a vehicle in an earlier draw of this site, or of the place it had won there.
struct PastDraw {
  Instant closed{};
  DrawEnd end = DrawEnd::lost;
};

/// Draws lost in a row that count for a draw which closes at `closes`; `past` is newest first. A
/// gap of more than rules.loss_days before the next draw ends the row, as a win and a no-show do. A
/// voided draw counts as lost.
std::int64_t draw_losses(std::span<const PastDraw> past, Instant closes, const DrawRules& rules);

/// A checkpoint that stored the closed list and reports the root that it saw.
struct DrawWitness {
  std::string site;  ///< the letters of its numbers, "NZ"
  std::string root;  ///< 64 hex digits
  Instant seen{};
  static constexpr auto fields() {
    using W = DrawWitness;
    return std::tuple{field("site", &W::site), field("root", &W::root), field("seen", &W::seen)};
  }
  bool operator==(const DrawWitness&) const = default;
};

/// The witnesses of a draw, by site: those that saw this root within the time after the close.
/// Fixed once that time has passed; nothing before it, and nothing while there is no witness.
std::optional<std::vector<DrawWitness>> draw_witnesses(std::span<const DrawWitness> answers,
                                                       std::string_view root, Instant closes,
                                                       Instant now, const DrawRules& rules);

}  // namespace otkel::core
