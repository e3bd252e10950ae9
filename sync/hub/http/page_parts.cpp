// Markup of the parts.
#include "sync/hub/http/page_parts.hpp"

#include <array>

#include "core/value/text.hpp"

namespace otkel::hub {
namespace {

/// "3 min": short enough to need no grammar in four languages.
Words age_words(std::int64_t seconds, std::array<std::string, 4>& room) {
  const std::int64_t minutes = seconds / 60;
  const bool days = minutes >= 2 * 24 * 60;
  const bool hours = !days && minutes >= 2 * 60;
  const auto n = std::to_string(days ? minutes / 1440 : hours ? minutes / 60 : minutes);
  room = {n + (days    ? " күн бұрын"
               : hours ? " сағат бұрын"
                       : " минут бұрын"),
          n + (days    ? " сут. назад"
               : hours ? " ч назад"
                       : " мин назад"),
          n + (days    ? " 天前"
               : hours ? " 小时前"
                       : " 分钟前"),
          n + (days    ? " days ago"
               : hours ? " hours ago"
                       : " minutes ago")};
  return {room[0], room[1], room[2], room[3]};
}

}  // namespace

std::string tag(std::string_view name, std::string_view lang, std::string_view text) {
  return "<" + std::string(name) + " lang=\"" + std::string(lang) + "\">" +
         core::escaped_markup(text) + "</" + std::string(name) + ">";
}

std::string others(const Words& words) {
  return "<span class=\"others\">" + tag("span", "ru", words.ru) + tag("span", "zh", words.zh) +
         tag("span", "en", words.en) + "</span>";
}

std::string row(const Words& label, std::string_view value) {
  return "<tr><th scope=\"row\">" + tag("span", "kk", label.kk) + others(label) + "</th><td>" +
         (value.empty() ? "—" : core::escaped_markup(value)) + "</td></tr>\n";
}

std::string words_row(const Words& label, const Words& value, std::string_view attribute) {
  return "<tr " + std::string(attribute) + "><th scope=\"row\">" + tag("span", "kk", label.kk) +
         others(label) + "</th><td>" + tag("span", "kk", value.kk) + others(value) + "</td></tr>\n";
}

std::string attempt_row(std::int64_t attempt) {
  constexpr Words kLabel{"Парақ (басып шығару реті)", "Лист (номер попытки печати)",
                         "打印件（第几次打印）", "Sheet (attempt to print)"};
  const auto n = std::to_string(attempt);
  if (attempt <= 1) return row(kLabel, n);
  const bool teen = attempt / 10 % 10 == 1;
  const auto last = teen ? 0 : attempt % 10;
  const std::string kk = "№ " + n + " көшірме (дубликат)";
  const std::string ru = "дубликат № " + n;
  const std::string zh = "第" + n + "份（副本）";
  const std::string en = n +
                         (last == 1   ? "st"
                          : last == 2 ? "nd"
                          : last == 3 ? "rd"
                                      : "th") +
                         " copy: a duplicate";
  return words_row(kLabel, {kk, ru, zh, en}, "data-copy=\"" + n + "\"");
}

std::string note(std::string_view kind, const Words& words) {
  return "<p class=\"note " + std::string(kind) + "\" data-note=\"" + std::string(kind) + "\">" +
         tag("span", "kk", words.kk) + others(words) + "</p>\n";
}

std::string local_time(core::Instant at, core::minutes offset) {
  std::string iso = core::to_iso(at + offset).substr(0, 16);
  iso[10] = ' ';
  return iso + " (UTC+" + std::to_string(offset.count() / 60) + ")";
}

std::string freshness(std::optional<core::Instant> as_of, std::int64_t age_seconds,
                      core::minutes offset) {
  if (!as_of) return "";
  std::array<std::string, 4> room;
  const Words age = age_words(age_seconds, room);
  const bool old = age_seconds > 3600;
  const std::string when = local_time(*as_of, offset);
  const auto line = [&](std::string_view lang, std::string_view label, std::string_view ago) {
    return tag("span", lang, std::string(label) + " " + when + ", " + std::string(ago));
  };
  return std::string("<p class=\"asof") + (old ? " old" : "") + "\">" +
         line("kk", "Өткізу пунктінің деректері:", age.kk) + "<span class=\"others\">" +
         line("ru", "Данные пункта пропуска:", age.ru) + line("zh", "口岸数据：", age.zh) +
         line("en", "Data of the checkpoint:", age.en) + "</span></p>\n";
}

std::string data_attribute(std::string_view name, std::string_view value) {
  return " data-" + std::string(name) + "=\"" + core::escaped_markup(value) + "\"";
}

std::string verdict_attributes(core::RegisterStanding number) {
  using Signature = core::SignatureStanding;
  std::string out;
  for (const auto& [name, signature] :
       {std::pair{"good", Signature::valid}, std::pair{"early", Signature::not_yet_valid},
        std::pair{"late", Signature::expired}, std::pair{"withdrawn", Signature::key_withdrawn}})
    out += data_attribute(name, core::word(core::sheet_verdict(signature, number)));
  return out;
}

std::string seconds_of(core::Instant at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  return seconds > 0 ? std::to_string(seconds) : "";
}

std::string head_of(std::string_view title) {
  return "<!doctype html>\n<html lang=\"kk\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"robots\" content=\"noindex\">\n<title>" +
         core::escaped_markup(title) +
         "</title>\n<link rel=\"stylesheet\" href=\"/page/register.css\">\n";
}

std::string page_begin(std::string_view title, std::string_view body_attributes) {
  return head_of(title) + "<script src=\"/page/verify.js\" defer></script>\n</head>\n<body" +
         std::string(body_attributes) + ">\n<header>" + tag("h1", "kk", kRegisterTitle.kk) +
         others(kRegisterTitle) + "</header>\n<main>\n";
}

}  // namespace otkel::hub
