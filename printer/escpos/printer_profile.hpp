#pragma once
// A file for each printer, so that what was learnt by talking to it need not be learnt again at
// every start. Made for people to read too; deleting one only makes the printer be asked again.
#include <filesystem>
#include <string>

#include "core/value/result.hpp"
#include "printer/escpos/capabilities.hpp"

namespace otkel::printer {

/// FOLDER/KEY.json; signs that a file's name cannot have become '_'.
std::filesystem::path profile_file(const std::filesystem::path& folder, const std::string& key);

struct Profile {
  Capabilities can;
  PrinterHabits habits;
  std::string warning;  ///< what was wrong with the file and what became of it; empty: nothing
};

/// What the file says, and what the manual says where the file knows nothing. A file that cannot be
/// read is set aside as KEY.json.damaged and counts as none.
Profile load_profile(const std::filesystem::path& folder, const PrinterIdentity& printer);

/// Takes the place of the old one, whole or not at all; makes the folder. Errors: database_full,
/// io_failed.
core::Result<void> save_profile(const std::filesystem::path& folder, const PrinterIdentity& printer,
                                const Capabilities& can, const PrinterHabits& habits = {});

}  // namespace otkel::printer
