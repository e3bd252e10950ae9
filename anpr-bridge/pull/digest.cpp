// Challenges taken apart and answered.
#include "anpr-bridge/pull/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <map>
#include <utility>

#include "anpr-bridge/decode/text.hpp"
#include "base/codec/hash.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Result;

std::string digest_of(const EVP_MD* kind, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), out.data(), &size, kind, nullptr);
  return {reinterpret_cast<const char*>(out.data()), size};
}

bool is_sha(DigestAlgorithm algorithm) {
  return algorithm == DigestAlgorithm::sha256 || algorithm == DigestAlgorithm::sha256_sess;
}

bool is_session(DigestAlgorithm algorithm) {
  return algorithm == DigestAlgorithm::md5_sess || algorithm == DigestAlgorithm::sha256_sess;
}

std::string_view name_of(DigestAlgorithm algorithm) {
  constexpr std::array<std::string_view, 4> names{"MD5", "MD5-sess", "SHA-256", "SHA-256-sess"};
  return names[static_cast<std::size_t>(algorithm)];
}

std::optional<DigestAlgorithm> algorithm_of(std::string_view name) {
  if (name.empty()) return DigestAlgorithm::md5;
  for (const auto a : {DigestAlgorithm::md5, DigestAlgorithm::md5_sess, DigestAlgorithm::sha256,
                       DigestAlgorithm::sha256_sess})
    if (same_word(name, name_of(a))) return a;
  return std::nullopt;
}

/// name=value or name="value with \" in it", separated by commas; names in lower case.
std::map<std::string, std::string> parameters(std::string_view text) {
  std::map<std::string, std::string> out;
  while (!text.empty()) {
    const auto equals = text.find('=');
    if (equals == text.npos) break;
    const std::string name = lower(trim(text.substr(0, equals)));
    text = trim(text.substr(equals + 1));
    std::string value;
    if (text.starts_with('"')) {
      std::size_t i = 1;
      for (; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        value += text[i];
      }
      text = text.substr(std::min(i + 1, text.size()));
    } else {
      value = trim(text.substr(0, text.find(',')));
    }
    const auto comma = text.find(',');
    text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
    out.emplace(name, std::move(value));
  }
  return out;
}

/// The challenges that one header brings: "Digest a=b, c=d, Basic realm=x" are two.
std::vector<std::string_view> challenges_in(std::string_view header) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == '"') quoted = !quoted;
    if (quoted || header[i] != ',') continue;
    const auto rest = trim(header.substr(i + 1));
    // A scheme is a word followed by a blank and something that is no "=".
    const auto blank = rest.find(' '), equals = rest.find('=');
    if (blank == rest.npos || equals < blank) continue;
    if (const auto after = trim(rest.substr(blank)); after.starts_with('=')) continue;
    out.push_back(trim(header.substr(from, i - from)));
    from = i + 1;
  }
  out.push_back(trim(header.substr(from)));
  return out;
}

bool offers_auth(std::string_view qop) {
  while (!qop.empty()) {
    const auto comma = qop.find(',');
    if (same_word(trim(qop.substr(0, comma)), "auth")) return true;
    qop = comma == qop.npos ? std::string_view{} : qop.substr(comma + 1);
  }
  return false;
}

std::optional<Challenge> challenge_of(std::string_view text) {
  if (text.size() < 7 || !same_word(text.substr(0, 6), "digest") || text[6] != ' ')
    return std::nullopt;
  auto values = parameters(text.substr(7));
  const auto algorithm = algorithm_of(values["algorithm"]);
  const bool auth = offers_auth(values["qop"]);
  if (!algorithm || values["nonce"].empty() || (!values["qop"].empty() && !auth))
    return std::nullopt;
  return Challenge{*algorithm,
                   values["realm"],
                   values["nonce"],
                   values["opaque"],
                   auth,
                   same_word(values["stale"], "true")};
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// RFC 7616 section 3.4.1.
std::string response_to(const Challenge& c, const Login& login, const std::string& request,
                        std::string_view nc, std::string_view cnonce) {
  const auto hash = [&](const std::string& text) {
    return is_sha(c.algorithm) ? sha256_hex(text) : md5_hex(text);
  };
  std::string a1 = hash(login.user + ":" + c.realm + ":" + login.password);
  if (is_session(c.algorithm)) a1 = hash(a1 + ":" + c.nonce + ":" + std::string(cnonce));
  const std::string middle =
      c.qop_auth ? c.nonce + ":" + std::string(nc) + ":" + std::string(cnonce) + ":auth" : c.nonce;
  return hash(a1 + ":" + middle + ":" + hash(request));
}

}  // namespace

Result<Challenge> best_challenge(std::span<const std::string> www_authenticate) {
  std::optional<Challenge> best;
  std::string offered;
  for (const auto& header : www_authenticate)
    for (const auto text : challenges_in(header)) {
      offered += (offered.empty() ? "" : ", ") + std::string(text.substr(0, text.find(' ')));
      const auto one = challenge_of(text);
      if (one && (!best || (is_sha(one->algorithm) && !is_sha(best->algorithm)))) best = one;
    }
  if (best) return *best;
  return core::fail(Code::peer_refused, "the camera offers " +
                                            (offered.empty() ? "no log-in" : offered) +
                                            "; set its web authentication to digest (qop=auth)");
}

std::string authorization(const Challenge& c, const Login& login, std::string_view method,
                          std::string_view target, const NonceUse& use) {
  std::array<char, 9> nc{};
  std::snprintf(nc.data(), nc.size(), "%08x", use.count);
  const std::string request = std::string(method) + ":" + std::string(target);
  std::string out = "Digest username=" + quoted(login.user) + ", realm=" + quoted(c.realm) +
                    ", nonce=" + quoted(c.nonce) + ", uri=" + quoted(target) +
                    ", response=" + quoted(response_to(c, login, request, nc.data(), use.cnonce)) +
                    ", algorithm=" + std::string(name_of(c.algorithm));
  if (c.qop_auth)
    out += ", qop=auth, nc=" + std::string(nc.data()) + ", cnonce=" + quoted(use.cnonce);
  if (!c.opaque.empty()) out += ", opaque=" + quoted(c.opaque);
  return out;
}

std::string DigestSession::header_for(std::string_view method, std::string_view target,
                                      std::string_view cnonce) {
  if (!challenge_) return {};
  return authorization(*challenge_, login_, method, target, {++count_, cnonce});
}

Result<bool> DigestSession::challenged(std::span<const std::string> www_authenticate) {
  auto challenge = best_challenge(www_authenticate);
  if (!challenge) return std::unexpected(challenge.error());
  // A header that was refused is not tried again, but for a nonce that was merely too old; some
  // cameras do not say which it was, so a nonce that worked before counts as old once.
  const bool tried = challenge_ && count_ > 0;
  const bool old_nonce = challenge->stale || std::exchange(worked_, false);
  challenge_ = std::move(*challenge);
  count_ = 0;
  if (!tried) return !login_.user.empty();
  return old_nonce && ++refusals_ <= 2;
}

void DigestSession::informed(std::string_view authentication_info) {
  auto values = parameters(authentication_info);
  const auto next = values.find("nextnonce");
  if (!challenge_ || next == values.end() || next->second.empty()) return;
  challenge_->nonce = next->second;
  count_ = 0;
}

std::string draw_cnonce(core::Random& random) { return codec::to_hex(random.bytes<16>()); }

std::string md5_hex(std::string_view text) {
  return codec::to_hex(codec::bytes_of(digest_of(EVP_md5(), text)));
}

std::string sha256_hex(std::string_view text) {
  return codec::to_hex(codec::bytes_of(digest_of(EVP_sha256(), text)));
}

std::string sha1(std::string_view text) { return digest_of(EVP_sha1(), text); }

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  return out;
}

}  // namespace otkel::anpr
