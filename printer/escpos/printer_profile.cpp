// One small JSON file.
#include "printer/escpos/printer_profile.hpp"

#include <algorithm>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/codec/json.hpp"
#include "base/files/durable.hpp"
#include "base/files/text.hpp"

namespace otkel::printer {
namespace {

struct ProfileText {
  std::string printer, device_id;
  Capabilities can;
  std::optional<PrinterHabits> habits;  ///< not in files of before them

  static constexpr auto fields() {
    using P = ProfileText;
    return std::tuple{core::field("printer", &P::printer), core::field("device_id", &P::device_id),
                      core::field("can", &P::can), core::field("habits", &P::habits)};
  }
};

core::Result<ProfileText> read(const std::filesystem::path& file, const std::string& key) {
  const auto text = files::read_text(file, files::OpenTo::everybody);
  if (!text) return std::unexpected(text.error());
  auto profile = codec::decode<ProfileText>(*text);
  if (profile && profile->printer != key)
    return core::fail(core::Code::payload_malformed, "it is the file of " + profile->printer);
  return profile;
}

}  // namespace

std::filesystem::path profile_file(const std::filesystem::path& folder, const std::string& key) {
  std::string name = key;
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  };
  std::ranges::replace_if(name, [&](char c) { return !plain(c); }, '_');
  return folder / (name + ".json");
}

Profile load_profile(const std::filesystem::path& folder, const PrinterIdentity& printer) {
  Profile profile{documented_for(printer.device_id), {}, {}};
  profile.habits.head_dots = documented_dots(printer.device_id);
  const auto file = profile_file(folder, printer.key);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return profile;
  const auto kept = read(file, printer.key);
  if (!kept) {
    auto aside = file;
    aside += ".damaged";
    std::error_code failed;
    std::filesystem::rename(file, aside, failed);
    profile.warning = file.string() + ": " + kept.error().detail +
                      "; the printer is asked again, " +
                      (failed ? "and the file stays: " + failed.message()
                              : "the file is kept as " + aside.filename().string());
    return profile;
  }
  const Capabilities manual = std::exchange(profile.can, kept->can);
  const auto dots = profile.habits.head_dots;
  profile.habits = kept->habits.value_or(PrinterHabits{});
  if (profile.habits.head_dots == 0) profile.habits.head_dots = dots;
  const auto fill = [&](Known Capabilities::* member) {
    if (profile.can.*member == Known::unverified) profile.can.*member = manual.*member;
  };
  std::apply([&](const auto&... field) { (fill(field.member), ...); }, Capabilities::fields());
  return profile;
}

core::Result<void> save_profile(const std::filesystem::path& folder, const PrinterIdentity& printer,
                                const Capabilities& can, const PrinterHabits& habits) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return core::fail(core::Code::io_failed, folder.string() + ": " + failed.message());
  const ProfileText text{printer.key, printer.device_id, can, habits};
  return files::write_safely(profile_file(folder, printer.key).string(),
                             codec::encode(text) + "\n");
}

}  // namespace otkel::printer
