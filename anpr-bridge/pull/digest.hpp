#pragma once
// HTTP Digest (RFC 7616) as cameras ask for it: MD5, MD5-sess, SHA-256 and SHA-256-sess, with
// qop=auth or, of old firmware, without. Pure but for drawing client nonces. Basic is not offered:
// it would send the password in clear.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/random.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

enum class DigestAlgorithm { md5, md5_sess, sha256, sha256_sess };

struct Challenge {
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  std::string realm, nonce, opaque;
  bool qop_auth = false;  ///< false: the camera names no qop (RFC 2069)
  bool stale = false;     ///< only the nonce was too old; name and password were right
};

/// The strongest challenge that we can answer, of all values of WWW-Authenticate. Errors:
/// peer_refused (no Digest among them, or none with qop=auth), saying what the camera offers.
core::Result<Challenge> best_challenge(std::span<const std::string> www_authenticate);

struct Login {
  std::string user, password;
};

struct NonceUse {
  std::uint32_t count = 1;  ///< of this nonce, from 1
  std::string_view cnonce;
};

/// One value of Authorization.
std::string authorization(const Challenge& challenge, const Login& login, std::string_view method,
                          std::string_view target, const NonceUse& use);

/// What one connection to a camera remembers: its nonce and how often it was used.
class DigestSession {
 public:
  explicit DigestSession(Login login) : login_(std::move(login)) {}

  /// Empty before the first challenge. `cnonce`: drawn again for each request.
  std::string header_for(std::string_view method, std::string_view target, std::string_view cnonce);
  /// After a 401: true if it is worth asking again with a new header. False: the name or the
  /// password was refused. Errors: those of best_challenge.
  core::Result<bool> challenged(std::span<const std::string> www_authenticate);
  /// Authentication-Info of an answer: takes its nextnonce if there is one.
  void informed(std::string_view authentication_info);
  /// An answer came that was no challenge: the next one may be answered again.
  void accepted() {
    refusals_ = 0;
    worked_ = true;
  }

 private:
  Login login_;
  std::optional<Challenge> challenge_;
  std::uint32_t count_ = 0;
  int refusals_ = 0;
  bool worked_ = false;  ///< an answer came to the nonce that we have
};

/// 32 hex digits nobody can foresee.
std::string draw_cnonce(core::Random& random);

/// Lower-case hex of the digest.
std::string md5_hex(std::string_view text);
std::string sha256_hex(std::string_view text);
/// Raw bytes, for WS-UsernameToken.
std::string sha1(std::string_view text);
std::string base64(std::string_view bytes);

}  // namespace otkel::anpr
