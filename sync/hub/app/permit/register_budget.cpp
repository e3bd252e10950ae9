// Three budgets, and who an address is.
#include "sync/hub/app/permit/register_budget.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/codec/hash.hpp"

namespace otkel::hub {

using std::chrono::minutes;
using std::chrono::seconds;

RegisterBudget::RegisterBudget(const RegisterAllowance& allowed)
    : questions_({allowed.lookups_per_minute, minutes{1}}),
      wrong_by_address_({allowed.wrong_checks_per_address, minutes{60}}),
      wrong_by_number_({allowed.wrong_checks_per_number, minutes{60}}) {}

seconds RegisterBudget::ask(const std::string& address, core::Instant now) {
  const auto who = household_of(address);
  const auto wait = questions_.wait(who, now);
  if (wait == seconds{0}) questions_.use(who, now);
  return wait;
}

seconds RegisterBudget::check(const std::string& address, const std::string& number,
                              core::Instant now) {
  return std::max(wrong_by_address_.wait(household_of(address), now),
                  wrong_by_number_.wait(number, now));
}

void RegisterBudget::was_wrong(const std::string& address, const std::string& number,
                               core::Instant now) {
  wrong_by_address_.use(household_of(address), now);
  wrong_by_number_.use(number, now);
}

std::string household_of(const std::string& address) {
  std::array<std::uint8_t, 16> bytes{};
  const auto plain = address.substr(0, address.find('%'));  // without the zone of a link-local one
  if (inet_pton(AF_INET6, plain.c_str(), bytes.data()) != 1) return address;
  constexpr std::array<std::uint8_t, 12> kIpv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kIpv4.begin(), kIpv4.end(), bytes.begin())) {
    std::string dotted;
    for (std::size_t i = 12; i < 16; ++i)
      dotted += (dotted.empty() ? "" : ".") + std::to_string(bytes[i]);
    return dotted;
  }
  return codec::to_hex(std::span(bytes).first<8>()) + "/64";
}

}  // namespace otkel::hub
