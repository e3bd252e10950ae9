// A name that exists has its whole content.
#include "anpr-bridge/keep/pictures.hpp"

#include <filesystem>

#include "base/codec/hash.hpp"
#include "base/files/durable.hpp"
#include "core/value/picture_file.hpp"

namespace otkel::anpr {

namespace fs = std::filesystem;
using core::Code;
using core::Result;

Result<Pictures> Pictures::open(const std::string& folder, Space space) {
  std::error_code ec;
  fs::create_directories(folder, ec);
  if (ec) return core::fail(Code::io_failed, folder + ": " + ec.message());
  if (!space)
    space = [folder]() -> std::optional<std::uint64_t> {
      std::error_code unknown;
      const auto info = fs::space(folder, unknown);
      if (unknown) return std::nullopt;
      return static_cast<std::uint64_t>(info.available);
    };
  return Pictures(folder, std::move(space));
}

std::string Pictures::path_of(const std::string& hash) const {
  return folder_ + "/" + core::picture_file(hash);
}

Result<std::string> Pictures::keep(std::string_view jpeg) {
  std::string hash = codec::blake2b_hex(jpeg);
  const std::string path = path_of(hash);
  const std::string shelf = fs::path(path).parent_path().string();
  std::error_code ec;
  if (fs::exists(path, ec)) return hash;
  if (fs::create_directories(shelf, ec))
    if (auto synced = files::sync_folder(folder_); !synced) return std::unexpected(synced.error());
  // If the shelf cannot be made the picture cannot either, and says why.
  if (auto kept = files::write_safely(path, jpeg); !kept) return std::unexpected(kept.error());
  return hash;
}

void Pictures::forget(const std::string& hash) {
  std::error_code ec;
  fs::remove(path_of(hash), ec);
}

}  // namespace otkel::anpr
