#pragma once
// A folder of its own for one test, gone with it; and the text of a PDF in it.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace otkel::printer_test {

using support::TemporaryFolder;

inline std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Text of a PDF by poppler's pdftotext, with every space, no-break space and line break taken out.
inline std::string letters_of_pdf(const std::string& pdf) {
  const TemporaryFolder folder;
  std::ofstream(folder / "page.pdf", std::ios::binary) << pdf;
  const std::string command = "pdftotext " + (folder / "page.pdf") + " " + (folder / "page.txt");
  if (std::system(command.c_str()) != 0) return "pdftotext failed";
  std::string letters;
  for (const char c : content_of(folder / "page.txt"))
    if (c != ' ' && c != '\n' && c != '\f') letters += c;
  for (auto at = letters.find("\u00a0"); at != std::string::npos; at = letters.find("\u00a0"))
    letters.erase(at, 2);
  return letters;
}

inline std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace otkel::printer_test
