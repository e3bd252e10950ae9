#pragma once
// A map of claims as bytes and back: keys 1, 2, 3, ... in their order, each in its shortest form.
// What the claims of a supplement and those of an act or a slip have in common.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/permit/sheet_verdict.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"
#include "printer/claim/cbor.hpp"

namespace otkel::printer {

using Fault = core::TokenFault;

/// Of the key that every map begins with.
inline constexpr std::uint64_t kVersionKey = 1;
/// 2 and more are duplicates; nobody prints a sheet so often.
inline constexpr std::int64_t kMostAttempts = 999;
// Days since 1970: 2020-01-01, before the first permit of this kind, and 2149-06-06, the last that
// two bytes hold.
inline constexpr std::uint64_t kFirstDay = 18'262;
inline constexpr std::uint64_t kLastDay = 65'535;
inline constexpr std::uint64_t kFirstSecond = kFirstDay * 86'400;
inline constexpr std::uint64_t kLastSecond = kLastDay * 86'400;

std::uint64_t second_number(core::Instant at);
core::Instant instant_of_second(std::uint64_t second);

bool is_digit(char32_t c);
/// Signs that stand on plates of any country here, 1 to 12 of them. Wider than core::PlateNumber,
/// whose lists may grow and shrink while sheets are on the road.
bool is_plate(std::string_view text);
/// One encoding for each site (docs/printer.md): five by number, any other by the text of its code.
std::optional<std::uint64_t> number_of(const core::Site& site);

class ClaimWriter {
 public:
  explicit ClaimWriter(std::uint64_t keys) { cbor_head(out_, CborMajor::map, keys); }
  void number(std::uint64_t key, std::uint64_t value) {
    cbor_uint(out_, key);
    cbor_uint(out_, value);
  }
  void text(std::uint64_t key, std::string_view value) {
    cbor_uint(out_, key);
    cbor_text(out_, value);
  }
  void bytes(std::uint64_t key, std::span<const std::uint8_t> value) {
    cbor_uint(out_, key);
    cbor_bytes(out_, value);
  }
  void site(std::uint64_t key, const core::Site& site) {
    if (const auto numbered = number_of(site)) return number(key, *numbered);
    text(key, site.code());
  }
  const Bytes& payload() const { return out_; }

 private:
  Bytes out_;
};

/// Reads the claims in the order of their keys; the first fault sticks.
class ClaimReader {
 public:
  ClaimReader(std::span<const std::uint8_t> payload, std::uint64_t keys) : reader_(payload) {
    demand(reader_.head(CborMajor::map) == keys, Fault::claims);
  }
  std::uint64_t number(std::uint64_t key, Fault fault, std::uint64_t least, std::uint64_t most) {
    expect(key, fault);
    const auto value = good() ? reader_.head(CborMajor::unsigned_int) : std::nullopt;
    demand(value && *value >= least && *value <= most, fault);
    return good() ? *value : least;
  }
  std::int64_t attempt(std::uint64_t key) {
    return static_cast<std::int64_t>(number(key, Fault::attempt, 1, kMostAttempts));
  }
  core::Instant second(std::uint64_t key, Fault fault) {
    return instant_of_second(number(key, fault, kFirstSecond, kLastSecond));
  }
  template <class Form>
  std::string text(std::uint64_t key, Fault fault, Form&& has_form) {
    expect(key, fault);
    const auto value = good() ? reader_.text() : std::nullopt;
    demand(value && has_form(*value), fault);
    return good() ? std::string(*value) : std::string();
  }
  /// A numbered site is not taken as text.
  core::Site site(std::uint64_t key);
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes(std::uint64_t key, Fault fault) {
    expect(key, fault);
    const auto value = good() ? reader_.bytes() : std::nullopt;
    demand(value && value->size() == N, fault);
    std::array<std::uint8_t, N> out{};
    if (good()) std::ranges::copy(*value, out.begin());
    return out;
  }
  /// Of what was read so far: `fault` where it does not hold.
  void demand(bool holds, Fault fault) {
    if (good() && !holds) fault_ = fault;
  }
  Fault fault_at_end() const { return good() && !reader_.at_end() ? Fault::claims : fault_; }

 private:
  bool good() const { return fault_ == Fault::none; }
  void expect(std::uint64_t key, Fault fault) {
    if (good()) demand(reader_.head(CborMajor::unsigned_int) == key, fault);
  }
  CborReader reader_;
  Fault fault_ = Fault::none;
};

/// Only the version, because what else a later version holds is not ours to judge.
std::optional<std::uint64_t> version_of(std::span<const std::uint8_t> payload);

}  // namespace otkel::printer
