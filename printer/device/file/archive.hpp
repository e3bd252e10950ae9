#pragma once
// What was printed, as files: a sheet that stands for the paper, or a copy that proves nothing.
#include <string>

#include "core/value/result.hpp"
#include "printer/port/prepared_job.hpp"

namespace otkel::printer {

/// The sheet itself, of a folder that is the printer: <name>.png, <name>.pdf, <name>.escpos. Makes
/// the folder where it is missing. Each file appears whole or not at all (temporary file, fsync,
/// rename, fsync of the folder). Errors: io_failed; the detail names the path and the system's
/// words.
core::Result<void> write_sheet(const std::string& folder, const PreparedJob& job);

/// The copy for the archive: <name>.copy.png, <name>.copy.pdf, both without the QR, and no bytes
/// that a printer would make a second sheet of. Folder, files and errors as above.
core::Result<void> write_archive(const std::string& folder, const PreparedJob& job);

/// "<folder>/<name>.copy.png": no file of a sheet has that name, also in an archive of before.
std::string archived_picture(const std::string& folder, const std::string& name);

}  // namespace otkel::printer
