// Is this QR ours, and does it hold today?
#include <cstdio>
#include <vector>

#include "base/codec/json.hpp"
#include "base/files/text.hpp"
#include "core/fact/supplement_text.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "printer/claim/claim.hpp"

namespace otkel::ctl {
namespace {

using core::SheetVerdict;
using printer::Fault;

const char* words_of(SheetVerdict verdict) {
  switch (verdict) {
    case SheetVerdict::valid:
      return "valid";
    case SheetVerdict::genuine:
      return "genuine: signed by the checkpoint and reported to the register";
    case SheetVerdict::status_not_asked:
      return "signature valid, status not asked";
    case SheetVerdict::key_withdrawn:
      return "signature valid, but its key has been withdrawn since: ask the register";
    case SheetVerdict::not_yet_valid:
      return "not yet valid";
    case SheetVerdict::expired:
      return "expired";
    case SheetVerdict::unknown_key:
      return "signed with another key";
    case SheetVerdict::unknown_version:
      return "of a version that this program does not know";
    case SheetVerdict::bad_signature:
      return "the signature does not hold";
    case SheetVerdict::malformed:
      return "no claim of ours";
    case SheetVerdict::issued_in_future:
      return "refused: issued in the future";
    case SheetVerdict::key_out_of_time:
      return "refused: issued when its key did not count";
    case SheetVerdict::not_reported:
      return "signature valid, not reported to the register yet";
    case SheetVerdict::mismatch:
      return "signature valid, but the register says otherwise";
    case SheetVerdict::not_issued:
      return "signature valid, but the permit has not been handed over";
    case SheetVerdict::redeemed:
      return "signature valid, but used: the vehicle has crossed";
    case SheetVerdict::returned:
      return "signature valid, but the permit is not: the blank was returned";
    case SheetVerdict::lost:
      return "signature valid, but the permit is not: the blank was lost";
    case SheetVerdict::annulled:
      return "signature valid, but the permit is not: the blank was annulled";
    case SheetVerdict::spoiled:
      return "signature valid, but the permit is not: the blank was spoiled";
    case SheetVerdict::revoked:
      return "signature valid, but the permit is not: it was revoked";
    case SheetVerdict::signature_not_asked:
      return "issued, signature not asked";
  }
  return "";
}

std::string words_of(SheetVerdict verdict, Fault fault) {
  switch (fault) {
    case Fault::none:
      return words_of(verdict);
    case Fault::key_site:
      return "refused: signed with the key of another checkpoint";
    case Fault::link_number:
    case Fault::link_check:
      return "refused: link and claim differ";
    default:
      return std::string(words_of(verdict)) + ": " + std::string(core::word(fault));
  }
}

/// One key of the hub's answer to GET /api/v1/keys.
struct ListedKey {
  core::Site site;
  std::string public_key;
  std::optional<core::Instant> from, until, withdrawn;
  static constexpr auto fields() {
    using K = ListedKey;
    return std::tuple{core::field("site", &K::site), core::field("public_key", &K::public_key),
                      core::field("from", &K::from), core::field("until", &K::until),
                      core::field("withdrawn", &K::withdrawn)};
  }
};

core::Result<printer::TrustedKey> trusted(const ListedKey& listed) {
  const auto key = printer::public_key_of_hex(listed.public_key);
  if (!key) return std::unexpected(key.error());
  return printer::TrustedKey{*key, listed.site, listed.from, listed.until, listed.withdrawn};
}

core::Result<std::vector<ListedKey>> read_list(const std::string& file) {
  const auto text = files::read_text(file, files::OpenTo::everybody);
  if (!text) return std::unexpected(text.error());
  const auto value = codec::parse(*text);
  if (!value) return std::unexpected(value.error());
  std::vector<ListedKey> listed;
  if (auto read = codec::read(*value, listed, "$", codec::Unknown::ignored); !read)
    return std::unexpected(read.error());
  return listed;
}

core::Result<std::vector<printer::TrustedKey>> keys_of(const TokenRequest& asked) {
  std::vector<ListedKey> listed;
  if (asked.keys_file.empty()) {
    const auto site = core::Site::parse(asked.site);
    if (!site)
      return core::fail(core::Code::value_malformed,
                        "--site: whose key is it? A key counts for its own checkpoint only");
    listed.push_back({*site, asked.key, {}, {}, {}});
  } else {
    auto read = read_list(asked.keys_file);
    if (!read) return std::unexpected(read.error());
    listed = *std::move(read);
  }
  std::vector<printer::TrustedKey> keys;
  for (const auto& one : listed) {
    auto key = trusted(one);
    if (!key) return std::unexpected(key.error());
    keys.push_back(*key);
  }
  return keys;
}

/// "2nd copy": everybody who reads it has to know that another sheet of this number was printed.
std::string copy_words(std::int64_t attempt) {
  if (attempt == 1) return "1, the original";
  const std::int64_t last = attempt % 10;
  const bool teen = attempt / 10 % 10 == 1;
  const char* ending = teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return std::to_string(attempt) + ", a duplicate: the " + std::to_string(attempt) + ending +
         " copy";
}

void print_claims(const printer::Claims& c) {
  std::printf("application %s\nblank %s\nattempt %s\nplate %s\ncarrier %s\n",
              c.application_no.c_str(), c.blank_number.c_str(), copy_words(c.attempt).c_str(),
              c.plate.c_str(), c.carrier_bin.c_str());
  std::printf("checkpoint %s\nvalid %s to %s\nissued %s\n", std::string(c.site.code()).c_str(),
              core::to_iso(c.valid_from).c_str(), core::to_iso(c.valid_until).c_str(),
              core::to_iso(c.issued_at).c_str());
}

void print_claims(const printer::SheetClaims& c) {
  std::printf("document %s\nnumber %s\nattempt %s\nplate %s\ncheckpoint %s\n", c.document.c_str(),
              c.number.c_str(), copy_words(c.attempt).c_str(),
              c.plate.empty() ? "none" : c.plate.c_str(), std::string(c.site.code()).c_str());
  std::printf("from %s\n", core::to_iso(c.from).c_str());
  if (c.until) std::printf("until %s\n", core::to_iso(*c.until).c_str());
  std::printf("issued %s\n", core::to_iso(c.issued_at).c_str());
}

core::Result<bool> match(const printer::Claims& claims, const std::string& typed) {
  const auto fields = codec::decode<core::SupplementText>(typed);
  if (!fields) return std::unexpected(fields.error());
  return printer::fields_match(claims, *fields, claims.blank_number);
}

core::Result<bool> match(const printer::SheetClaims& claims, const std::string& typed) {
  const auto values = codec::decode<std::vector<std::string>>(typed);
  if (!values) return std::unexpected(values.error());
  return printer::values_match(claims, *values);
}

/// Whether what was typed from the paper is what was signed; no file counts as not asked, so yes.
template <class AnyClaims>
core::Result<bool> fields_hold(const AnyClaims& claims, const std::string& file) {
  if (file.empty()) return true;
  const auto text = files::read_text(file, files::OpenTo::everybody);
  if (!text) return std::unexpected(text.error());
  const auto same = match(claims, *text);
  if (!same) return same;
  std::puts(*same ? "fields as signed" : "fields differ from what was signed");
  return same;
}

template <class AnyClaims>
core::Result<bool> shown(const AnyClaims& claims, const std::string& fields_file) {
  print_claims(claims);
  return fields_hold(claims, fields_file);
}

int usage(const core::Error& error) {
  std::fprintf(stderr, "otkelctl: %s\n", error.detail.c_str());
  return 64;
}

}  // namespace

int check_token(const TokenRequest& asked, core::Instant now) {
  const auto number = core::from_word<core::RegisterStanding>(asked.status);
  if (!number)
    return usage({core::Code::value_malformed,
                  "--status: the register never says \"" + asked.status + "\""});
  const auto keys = keys_of(asked);
  if (!keys) return usage(keys.error());
  const auto verdict = printer::verify_scan(asked.text, *keys, now);
  const auto joined = core::sheet_verdict(verdict.standing, *number);
  std::puts(words_of(joined, verdict.fault).c_str());
  const auto hold = verdict.claims  ? shown(*verdict.claims, asked.fields_file)
                    : verdict.sheet ? shown(*verdict.sheet, asked.fields_file)
                                    : true;
  if (!hold) return usage(hold.error());
  if (!*hold) return 1;
  if (joined == SheetVerdict::valid || joined == SheetVerdict::genuine) return 0;
  return joined == SheetVerdict::status_not_asked ? kStatusNotAsked : 1;
}

}  // namespace otkel::ctl
