// CURVE keys by libzmq.
#include "sync/link/keys.hpp"

#include <zmq.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "base/files/durable.hpp"
#include "base/files/text.hpp"

namespace otkel::sync {
namespace {

namespace fs = std::filesystem;
using core::Code;
using core::Result;

constexpr std::size_t kZ85Digits = 40;
constexpr std::string_view kZ85 =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

Result<std::string> read_key(const fs::path& file, files::OpenTo most) {
  auto line = files::read_text(file, most);
  if (line && !is_curve_key(*line))
    return core::fail(Code::config_invalid,
                      file.string() + ": not a key; expected one line of 40 Z85 characters");
  return line;
}

fs::path public_file_of(const fs::path& secret_file) {
  fs::path file = secret_file;
  file += ".pub";
  return file;
}

}  // namespace

bool is_curve_key(std::string_view text) {
  if (text.size() != kZ85Digits || text.find_first_not_of(kZ85) != std::string_view::npos)
    return false;
  std::array<std::uint8_t, 32> bytes{};
  return zmq_z85_decode(bytes.data(), std::string(text).c_str()) != nullptr;
}

std::string curve_key_of(std::string_view bytes) {
  std::array<char, kZ85Digits + 1> text{};
  if (bytes.size() != 32) return {};
  zmq_z85_encode(text.data(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return text.data();
}

CurveKeyPair generate_keys() {
  std::array<char, kZ85Digits + 1> public_key{};
  std::array<char, kZ85Digits + 1> secret_key{};
  // Fails only if libzmq was built without CURVE, and then nothing here can work.
  if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0) std::abort();
  return {public_key.data(), secret_key.data()};
}

Result<void> store_keys(const CurveKeyPair& keys, const fs::path& secret_file) {
  const auto secret = files::write_new(secret_file.string(), keys.secret_key + "\n", 0600);
  if (!secret) return secret;
  return files::write_new(public_file_of(secret_file).string(), keys.public_key + "\n", 0644);
}

Result<CurveKeyPair> load_keys(const fs::path& secret_file) {
  auto secret = read_key(secret_file, files::OpenTo::owner);
  if (!secret) return std::unexpected(secret.error());
  std::array<char, kZ85Digits + 1> public_key{};
  if (zmq_curve_public(public_key.data(), secret->c_str()) != 0)
    return core::fail(Code::config_invalid, secret_file.string() + ": not a secret key");
  return CurveKeyPair{public_key.data(), std::move(*secret)};
}

Result<std::string> load_public_key(const fs::path& public_file) {
  return read_key(public_file, files::OpenTo::everybody);
}

}  // namespace otkel::sync
