#pragma once
// What the pages behind the QRs have in common: words in four languages, rows, notes, the verdicts
// that the script may choose from. Pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/permit/sheet_verdict.hpp"
#include "core/value/instant.hpp"

namespace otkel::hub {

/// Kazakh, Russian, Chinese, English: Kazakh first everywhere.
struct Words {
  std::string_view kk, ru, zh, en;
};

inline constexpr Words kRegisterTitle{
    "Шетелдік рұқсаттардың электрондық тізілімі", "Электронный реестр иностранных разрешений",
    "外国许可证电子登记册", "Electronic register of foreign permits"};
inline constexpr Words kSheetNotReported{
    "Бұл парақ туралы өткізу пункті әлі хабарлаған жоқ. Кейінірек қайталаңыз.",
    "Пункт пропуска ещё не сообщил об этом листе. Повторите позже.",
    "口岸尚未上报此打印件，请稍后再试。",
    "The checkpoint has not reported this sheet yet. Try again later."};

std::string tag(std::string_view name, std::string_view lang, std::string_view text);
/// The other three languages, small.
std::string others(const Words& words);
/// Of a table: caption and value, a dash for an empty one.
std::string row(const Words& label, std::string_view value);
/// The same with a value in four languages; `attribute` is markup.
std::string words_row(const Words& label, const Words& value, std::string_view attribute);
/// The first sheet, or a copy: then there is another one of the same number.
std::string attempt_row(std::int64_t attempt);
std::string note(std::string_view kind, const Words& words);
/// "2026-11-30 14:05 (UTC+5)"
std::string local_time(core::Instant at, core::minutes offset);
/// Up to when the checkpoint's data is complete here; nothing if that is not known.
std::string freshness(std::optional<core::Instant> as_of, std::int64_t age_seconds,
                      core::minutes offset);
/// One attribute of the body, which the script reads.
std::string data_attribute(std::string_view name, std::string_view value);
/// Of a client that shows a token behind '#': what the register has to say to a signature that
/// holds, by the days it names. The script picks one and decides nothing itself.
std::string verdict_attributes(core::RegisterStanding number);
/// Seconds since 1970; empty for 1970.
std::string seconds_of(core::Instant at);
/// Up to and without the end of <head>.
std::string head_of(std::string_view title);
/// The same with the script, then the body's beginning with the register's title.
std::string page_begin(std::string_view title, std::string_view body_attributes);

}  // namespace otkel::hub
