// The archive first: it holds the dots that were sent, but for the QR.
#include "printer/job/page_picture.hpp"

#include <fstream>
#include <iterator>

#include "printer/device/file/archive.hpp"
#include "printer/job/job_name.hpp"
#include "printer/job/prepare.hpp"

namespace otkel::printer {

core::Result<std::string> page_picture(const core::Document& document, const SigningKey& key,
                                       const PictureSource& source) {
  if (!source.archive_folder.empty()) {
    std::ifstream kept(archived_picture(source.archive_folder, job_name(document)),
                       std::ios::binary);
    if (kept) return std::string(std::istreambuf_iterator<char>(kept), {});
  }
  const auto job = prepare(document, key, source.paper);
  if (!job) return std::unexpected(job.error());
  return png_of(job->copy);
}

}  // namespace otkel::printer
