// Three files of a sheet, two of a copy.
#include "printer/device/file/archive.hpp"

#include <filesystem>

#include "base/files/durable.hpp"

namespace otkel::printer {
namespace {

core::Result<void> make_folder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return core::fail(core::Code::io_failed,
                      "cannot make the folder " + folder + ": " + failed.message());
  return {};
}

core::Result<void> write_picture(const std::string& path, const Page& page) {
  const auto png = png_of(page);
  if (!png) return std::unexpected(png.error());
  return files::write_safely(path, *png);
}

}  // namespace

core::Result<void> write_sheet(const std::string& folder, const PreparedJob& job) {
  if (auto made = make_folder(folder); !made) return made;
  const std::string stem = folder + "/" + job.name;
  const std::string_view escpos(reinterpret_cast<const char*>(job.escpos.data()),
                                job.escpos.size());
  if (auto kept = write_picture(stem + ".png", job.page); !kept) return kept;
  if (auto kept = files::write_safely(stem + ".pdf", job.pdf); !kept) return kept;
  return files::write_safely(stem + ".escpos", escpos);
}

core::Result<void> write_archive(const std::string& folder, const PreparedJob& job) {
  if (auto made = make_folder(folder); !made) return made;
  if (auto kept = write_picture(archived_picture(folder, job.name), job.copy); !kept) return kept;
  return files::write_safely(folder + "/" + job.name + ".copy.pdf", job.copy_pdf);
}

std::string archived_picture(const std::string& folder, const std::string& name) {
  return folder + "/" + name + ".copy.png";
}

}  // namespace otkel::printer
