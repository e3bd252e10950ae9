// Tokens of acts and slips, good and bad.
#include <algorithm>
#include <functional>
#include <iterator>

#include "tests/golden/qr_vector.hpp"

namespace otkel::printer_test {
namespace {

/// Behind the link of acts and slips, and printed as far as the register knows.
Vector on_slip(const char* name, const std::function<void(Parts&)>& change, Standing standing,
               Fault fault = Fault::none) {
  auto parts = slip_parts();
  change(parts);
  Vector v{name, token_of(parts), standing, fault, RegisterStanding::printed, kBooking};
  v.path = core::kSheetPath;
  return v;
}

/// A good slip among other things.
Vector around_slip(const char* name, const std::function<void(Vector&)>& change) {
  Vector v = on_slip(name, [](auto&) {}, Standing::valid);
  change(v);
  return v;
}

std::vector<Vector> good_slips() {
  using enum Standing;
  return {
      on_slip(
          "a slip", [](auto&) {}, valid),
      on_slip(
          "a slip of a delay that goes on", [](auto& p) { p.claim(8) = number(0); }, valid),
      on_slip(
          "a slip without a plate", [](auto& p) { p.claim(6) = text(""); }, valid),
      on_slip(
          "a slip of years ago",
          [](auto& p) {
            p.claim(7) = number(second("2024-03-01T05:00:00Z"));
            p.claim(8) = number(second("2024-03-01T09:00:00Z"));
            p.claim(9) = number(second("2024-03-01T09:05:00Z"));
          },
          valid),
      around_slip("an act of a blank's return",
                  [](auto& v) {
                    auto parts = slip_parts();
                    parts.claim(3) = number(1);
                    parts.claim(4) = text(kBlank);
                    parts.claim(8) = number(0);
                    v.token = token_of(parts);
                    v.link_number = kBlank;
                    v.document = "return_act";
                  }),
      around_slip("a slip that was not reported",
                  [](auto& v) { v.number = RegisterStanding::not_reported; }),
  };
}

std::vector<Vector> malformed_slips() {
  const auto bad = [](const char* name, Fault fault, std::size_t key, const Bytes& value) {
    return on_slip(name, [&](Parts& p) { p.claim(key) = value; }, Standing::malformed, fault);
  };
  return {
      bad("a sheet of kind 0", Fault::document, 3, number(0)),
      bad("a sheet of kind 4", Fault::document, 3, number(4)),
      bad("a booking in small letters", Fault::number, 4, text("nzb26-000731")),
      bad("a booking of 25 signs", Fault::number, 4, text("NZB26-0000000000000000731")),
      bad("no number of what it is about", Fault::number, 4, text("")),
      bad("attempt 0 of a slip", Fault::attempt, 5, number(0)),
      bad("a slip's plate of 13 signs", Fault::plate, 6, text("1234567890123")),
      bad("a delay that began in 2019", Fault::from, 7, number(second("2019-12-31T23:59:59Z"))),
      bad("a delay that ended before it began", Fault::until, 8,
          number(second("2026-11-30T00:59:59Z"))),
      bad("a slip of 1970", Fault::issued_at, 9, number(5)),
      bad("a slip with a hash of 15 bytes", Fault::fields_hash, 10, binary(Bytes(15, 1))),
      on_slip(
          "one byte behind the claims of a slip", [](auto& p) { p.behind_claims = {0}; },
          Standing::malformed, Fault::claims),
  };
}

std::vector<Vector> refused_slips() {
  using enum Standing;
  return {
      on_slip(
          "a slip that is issued in the future",
          [](auto& p) { p.claim(9) = number(second("2026-11-30T06:10:01Z")); }, issued_in_future),
      on_slip(
          "a slip of another checkpoint", [](auto& p) { p.claim(2) = number(2); }, mismatch,
          Fault::key_site),
      on_slip(
          "a slip under a withdrawn key, before",
          [](auto& p) {
            p.signer = kWithdrawn;
            p.claim(8) = number(0);
            p.claim(9) = number(second("2026-11-30T00:00:00Z"));
          },
          key_withdrawn),
      on_slip(
          "a slip under an ended key, after its end", [](auto& p) { p.signer = kEnded; },
          key_out_of_time),
      on_slip(
          "a slip of 732 behind the link of 731",
          [](auto& p) { p.claim(4) = text("NZB26-000732"); }, mismatch, Fault::link_number),
  };
}

std::vector<Vector> misplaced_slips() {
  using enum Standing;
  const auto supplement = token_of({});
  return {
      around_slip("a slip behind the check of another sheet",
                  [](auto& v) {
                    v.link_check = "AAAAAAAA";
                    v.standing = mismatch;
                    v.fault = Fault::link_check;
                  }),
      around_slip("a slip behind the link of a permit",
                  [](auto& v) {
                    v.path = core::kPermitPath;
                    v.number = RegisterStanding::issued;
                    v.standing = mismatch;
                    v.fault = Fault::link_number;
                  }),
      around_slip("a supplement behind the link of a slip",
                  [&](auto& v) {
                    v.token = supplement;
                    v.link_number = kApplication;
                    v.standing = mismatch;
                    v.fault = Fault::link_number;
                  }),
      around_slip("a slip that the register has as an act",
                  [](auto& v) {
                    v.number = RegisterStanding::mismatch;
                    v.document = "loss_act";
                  }),
      around_slip("a slip that the register has as the second copy",
                  [](auto& v) {
                    v.number = RegisterStanding::mismatch;
                    v.attempt = "2";
                  }),
  };
}

}  // namespace

std::vector<Vector> slip_vectors() {
  std::vector<Vector> all;
  for (auto part : {good_slips(), malformed_slips(), refused_slips(), misplaced_slips()})
    std::ranges::move(part, std::back_inserter(all));
  return all;
}

}  // namespace otkel::printer_test
