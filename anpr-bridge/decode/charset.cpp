// The C library converts. Which of its encodings a stranger may ask for is a list: some of them
// have a state, and had faults.
#include "anpr-bridge/decode/charset.hpp"

#include <iconv.h>

#include <algorithm>
#include <memory>

#include "anpr-bridge/decode/multipart.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {
namespace {

struct Charset {
  std::string_view declared;
  const char* name;  ///< of iconv; nullptr: it is UTF-8 as it stands
};

/// Firmware that declares GB2312 uses characters of its successors: GB18030 holds all of them.
constexpr Charset kCharsets[] = {
    {"utf-8", nullptr},       {"utf8", nullptr},          {"us-ascii", nullptr},
    {"ascii", nullptr},       {"gb2312", "GB18030"},      {"gbk", "GB18030"},
    {"gb18030", "GB18030"},   {"cp936", "GB18030"},       {"euc-cn", "GB18030"},
    {"big5", "BIG5"},         {"euc-kr", "EUC-KR"},       {"utf-16", "UTF-16LE"},
    {"utf-16le", "UTF-16LE"}, {"utf-16be", "UTF-16BE"},   {"windows-1251", "CP1251"},
    {"cp1251", "CP1251"},     {"windows-1252", "CP1252"}, {"windows-1254", "CP1254"},
    {"iso-8859-1", "CP1252"}, {"latin1", "CP1252"},       {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-9", "CP1254"}, {"koi8-r", "KOI8-R"},
};

constexpr std::size_t kDeclarationWithin = 200;

/// The encoding of `<?xml ... encoding="GB2312"?>`; empty if there is none.
std::string_view declared_in_xml(std::string_view bytes) {
  bytes = trim(bytes);
  if (!bytes.starts_with("<?xml")) return {};
  bytes = bytes.substr(0, std::min(bytes.find("?>"), kDeclarationWithin));
  constexpr std::string_view kKey = "encoding";
  const auto key = bytes.find(kKey);
  if (key == bytes.npos) return {};
  bytes = trim(bytes.substr(key + kKey.size()));
  if (!bytes.starts_with('=')) return {};
  bytes = trim(bytes.substr(1));
  if (bytes.empty() || (bytes.front() != '"' && bytes.front() != '\'')) return {};
  const auto end = bytes.find(bytes.front(), 1);
  return end == bytes.npos ? std::string_view{} : trim(bytes.substr(1, end - 1));
}

/// Nothing where a byte sequence is none of that encoding.
std::optional<std::string> converted(const char* name, std::string_view bytes) {
  const iconv_t opened = iconv_open("UTF-8", name);
  if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, int (*)(iconv_t)> closes(opened, iconv_close);
  std::string out(bytes.size() * 3 + 4, '\0');  // no character of these takes more
  std::string in(bytes);
  char *from = in.data(), *to = out.data();
  std::size_t left = in.size(), room = out.size();
  if (iconv(opened, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

bool is_utf8(std::string_view bytes) {
  return core::utf8_encode(core::utf8_decode(bytes)) == bytes;
}

/// In text that is UTF-8: of three bytes or more, as all Chinese ones are.
bool has_long_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE1; });
}

std::unexpected<core::Error> not_utf8(const std::string& detail) {
  return core::fail(core::Code::payload_malformed, "not UTF-8: " + detail);
}

}  // namespace

bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  if (bytes.size() < 2) return false;
  const auto begins = [](char c) { return c == '<' || c == '{' || c == '['; };
  return (begins(bytes[0]) && bytes[1] == '\0') || (bytes[0] == '\0' && begins(bytes[1]));
}

core::Result<std::optional<std::string>> converted_text(std::string_view content_type,
                                                        std::string_view bytes) {
  if (is_utf16(bytes)) {
    const bool big = bytes[0] == '\0' || bytes.starts_with("\xFE\xFF");
    if (bytes[0] == '\xFF' || bytes[0] == '\xFE') bytes.remove_prefix(2);
    auto text = converted(big ? "UTF-16BE" : "UTF-16LE", bytes);
    if (!text) return not_utf8("begins like UTF-16 and is none");
    return text;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) return std::nullopt;
  std::string declared(declared_in_xml(bytes));
  if (declared.empty()) declared = header_parameter(content_type, "charset");
  if (declared.empty()) return std::nullopt;
  for (const auto& charset : kCharsets) {
    if (!same_word(declared, charset.declared)) continue;
    if (charset.name == nullptr) return std::nullopt;
    // Some firmware converts the text and forgets the declaration. What was not converted is UTF-8
    // of three bytes a character only by a rare chance.
    const bool is_text = is_utf8(bytes);
    if (is_text && has_long_characters(bytes)) return std::nullopt;
    // What begins with one byte a character is not the UTF-16 that it says it is.
    const bool wide = std::string_view(charset.name).starts_with("UTF-16");
    if (auto text = wide ? std::nullopt : converted(charset.name, bytes)) return text;
    if (is_text) return std::nullopt;
    return not_utf8("declares " + clean(declared, 20) + ", and the bytes are none of it");
  }
  if (is_utf8(bytes)) return std::nullopt;
  return not_utf8("declares '" + clean(declared, 20) + "', which is not read");
}

}  // namespace otkel::anpr
