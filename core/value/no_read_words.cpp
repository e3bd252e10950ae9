// The table. No word in it may have the shape of a plate; "unread" would be a Chinese one without
// its province.
#include "core/value/no_read_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/value/plate_fold.hpp"

namespace otkel::core {
namespace {

// clang-format off
constexpr auto kWords = std::to_array<std::string_view>({
    // English, of all makers
    "unknown", "unknown plate", "plate unknown", "no", "none", "null", "nil", "nan", "n/a",
    "empty", "undefined", "not defined", "unlicensed", "unlicenced", "unregistered", "no plate",
    "no plates", "no plate found", "no plate read", "no number", "no number plate", "no license",
    "no licence", "no license plate", "no licence plate", "without plate", "without license plate",
    "no read", "not read", "unreadable", "not readable", "unrecognised", "unrecognized",
    "unrecognised plate", "unrecognized plate", "not recognised", "not recognized",
    "no recognition", "not detected", "not found", "not available", "no data", "no result",
    "invalid", "invalid plate", "illegible",
    // Chinese: none, no plate, not recognised, unknown, plate
    "无", "無", "无牌", "無牌", "无牌车", "無牌車", "无车牌", "無車牌", "无号牌", "無號牌",
    "无牌照", "無牌照", "未识别", "未識別", "未识别车牌", "无法识别", "無法識別", "识别失败",
    "未知", "未知车牌", "未知車牌", "未检测", "未检测到车牌", "未上牌", "未悬挂号牌", "空",
    "车牌", "車牌",
    // Russian: no, no number, not recognised, unknown
    "нет", "нет номера", "без номера", "не распознан", "не распознано", "не распознана",
    "не определен", "не определён", "неизвестно", "неизвестный",
});
// clang-format on

const std::vector<std::u32string>& folded_words() {
  static const auto words = [] {
    std::vector<std::u32string> all;
    for (const auto word : kWords) all.push_back(fold_plate(word));
    std::ranges::sort(all);
    return all;
  }();
  return words;
}

}  // namespace

std::span<const std::string_view> no_read_words() { return kWords; }

bool says_no_plate(std::u32string_view folded) {
  // Nearly every plate has a digit, and no word has.
  const auto other =
      std::ranges::find_if(folded, [](char32_t c) { return c >= U'1' && c <= U'9'; });
  if (other != folded.end()) return false;
  if (folded.find_first_not_of(U'0') == folded.npos) return true;
  return std::ranges::binary_search(folded_words(), folded, {},
                                    [](const auto& word) { return std::u32string_view(word); });
}

}  // namespace otkel::core
