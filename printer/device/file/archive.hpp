#pragma once
// What was printed, kept as files: <name>.png, <name>.pdf, <name>.escpos.
#include <string>

#include "core/value/result.hpp"
#include "printer/port/prepared_job.hpp"

namespace otkel::printer {

/// Makes the folder where it is missing. Each file appears whole or not at all (temporary file,
/// fsync, rename, fsync of the folder). Errors: io_failed; the detail names
/// the path and the system's words.
core::Result<void> write_archive(const std::string& folder, const PreparedJob& job);

}  // namespace otkel::printer
