#pragma once
// A folder of its own for one test, gone with it; and the text of a PDF in it.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace otkel::printer_test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "otkel-printer-XXXXXX").string();
    path_ = ::mkdtemp(name.data()) != nullptr ? name : std::string();
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& str() const { return path_; }

 private:
  std::string path_;
};

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
