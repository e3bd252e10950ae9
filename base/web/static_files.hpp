#pragma once
// Files of one folder over HTTP: which file is meant, what it is, how long it keeps. Reads the file
// system; knows no socket.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/web/message.hpp"

namespace otkel::web {

/// The real path of the file below `root` that the decoded segments name, symbolic links followed.
/// Empty if there is none, if the real path leaves `root`, and for names that begin with a
/// dot. A last empty segment ("/kiosk/") means index.html; a folder without it is no file.
std::optional<std::filesystem::path> locate(const std::filesystem::path& root,
                                            const std::vector<std::string>& segments);

std::string_view content_type_of(const std::filesystem::path& file);

/// Whether an Accept-Encoding value takes `coding` ("br", "gzip"); q=0 is a no.
bool accepts(std::string_view accept_encoding, std::string_view coding);

/// The answer to a GET: 200, 304 or a redirect to the folder's slash. Empty if nothing is there.
/// A ".br" or ".gz" beside the file is sent instead if the browser takes it.
std::optional<Response> serve_file(const std::filesystem::path& root,
                                   const std::vector<std::string>& segments,
                                   const Request& request);

}  // namespace otkel::web
