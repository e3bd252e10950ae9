// The closed list of grounds, their documents and their numbers a day.
#include "core/queue/call_ground.hpp"

#include <algorithm>

#include "core/value/words.hpp"

namespace otkel::core {
namespace {

constexpr int kNoLimit = 100;

Result<StatedGround> read_statement(const CallStatement& said, LocalDate today) {
  const auto ground = read_ground(said.ground.value_or(""));
  if (!ground) return std::unexpected(ground.error());
  auto words = read_reason(said.words.value_or(""), "say in words what stands behind the ground");
  if (!words) return std::unexpected(words.error());
  auto number = trimmed(said.document_no.value_or(""));
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (letters_in(number) == 0 && std::ranges::none_of(number, digit))
    return fail(Code::reason_missing, "name the document that proves it: its number is missing");
  if (!said.document_date || trimmed(*said.document_date).empty())
    return fail(Code::reason_missing, "name the document that proves it: its date is missing");
  const auto date = parse_date(trimmed(*said.document_date));
  if (!date) return std::unexpected(date.error());
  if (*date > today)
    return fail(Code::value_malformed, "the document is dated " + to_iso(*date) + ", after today");
  return StatedGround{*ground, *std::move(words), std::move(number), *date};
}

}  // namespace

Result<CallGround> read_ground(std::string_view text) {
  const auto said = trimmed(text);
  if (said.empty()) return fail(Code::reason_missing, "name the legal ground");
  if (const auto ground = from_word<CallGround>(said)) return *ground;
  std::string list;
  for (const auto word : EnumWords<CallGround>::words)
    list += (list.empty() ? "" : ", ") + std::string(word);
  return fail(Code::value_malformed, "\"" + said + "\" is no legal ground; the list: " + list);
}

Result<Turn> may_call(const std::string& booking_no, const std::optional<std::string>& next,
                      const CallStatement& said, LocalDate today) {
  if (booking_no == next) return Turn{};
  auto stated = read_statement(said, today);
  if (stated) return Turn{false, *std::move(stated)};
  return fail(stated.error().code, booking_no + " is not the next in order" +
                                       (next ? ", " + *next + " is" : "") + "; " +
                                       stated.error().detail);
}

GroundGroup group_of(CallGround ground) {
  return ground == CallGround::post ? GroundGroup::post : GroundGroup::listed;
}

std::optional<std::int64_t> grant_limit(const RulePack& pack, GroundGroup group,
                                        std::int64_t trucks_a_day) {
  const int percent = group == GroundGroup::post ? pack.post_cap_percent : pack.grounds_cap_percent;
  if (percent >= kNoLimit) return std::nullopt;
  return trucks_a_day * percent / 100;
}

Result<void> may_grant(CallGround ground, std::int64_t used, std::optional<std::int64_t> limit) {
  if (!limit || used < *limit) return {};
  return fail(Code::quota_exceeded, std::string(word(ground)) + ": " + std::to_string(used) +
                                        " of " + std::to_string(*limit) +
                                        " out of turn are used on this day; nobody can grant more");
}

}  // namespace otkel::core
