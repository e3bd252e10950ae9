// Three files for each attempt.
#include "printer/device/file/archive.hpp"

#include <filesystem>

#include "base/files/durable.hpp"

namespace otkel::printer {

core::Result<void> write_archive(const std::string& folder, const PreparedJob& job) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return core::fail(core::Code::io_failed,
                      "cannot make the folder " + folder + ": " + failed.message());
  const std::string stem = folder + "/" + job.name;
  const auto png = png_of(job.page);
  if (!png) return std::unexpected(png.error());
  const std::string_view escpos(reinterpret_cast<const char*>(job.escpos.data()),
                                job.escpos.size());
  if (auto kept = files::write_safely(stem + ".png", *png); !kept) return kept;
  if (auto kept = files::write_safely(stem + ".pdf", job.pdf); !kept) return kept;
  return files::write_safely(stem + ".escpos", escpos);
}

}  // namespace otkel::printer
