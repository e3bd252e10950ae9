// Runs tesseract and takes its hOCR apart: one page for each picture, one x_conf for each
// character.
#include "tests/eval/tesseract.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <span>
#include <sstream>

namespace otkel::eval {
namespace {

constexpr std::string_view kPlateCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::string shell_word(const std::string& plain) {
  std::string text = "'";
  for (const char c : plain) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// <span class='ocrx_cinfo' title='x_bboxes ...; x_conf 97.1'>A</span>
EngineRead read_of_page(std::string_view page) {
  constexpr std::string_view kCharacter = "ocrx_cinfo", kConfidence = "x_conf ";
  EngineRead read;
  for (auto at = page.find(kCharacter); at != page.npos; at = page.find(kCharacter, at + 1)) {
    const auto confidence = page.find(kConfidence, at);
    const auto open = page.find('>', at), close = page.find('<', at);
    if (confidence == page.npos || open == page.npos || close == page.npos || close <= open) break;
    const auto text = page.substr(open + 1, close - open - 1);
    if (text.size() != 1 || kPlateCharacters.find(text.front()) == page.npos) continue;
    read.text += text;
    read.confidence.push_back(std::strtod(page.data() + confidence + kConfidence.size(), nullptr) /
                              100);
  }
  return read;
}

using Files = std::span<const std::filesystem::path>;

/// One run of the program. Fewer reads than files where it died of one of them.
core::Result<std::vector<EngineRead>> run(Files files, Layout layout, const std::string& base) {
  std::ofstream names(base + ".txt");
  for (const auto& file : files) names << file.string() << '\n';
  names.close();
  const std::string command = "OMP_THREAD_LIMIT=1 tesseract " + shell_word(base + ".txt") + ' ' +
                              shell_word(base) + " -l eng --psm " +
                              (layout == Layout::one_line ? "7" : "6") +
                              " -c tessedit_char_whitelist=" + std::string(kPlateCharacters) +
                              " -c hocr_char_boxes=1 hocr >" + shell_word(base + ".log") + " 2>&1";
  constexpr int kNoSuchCommand = 127;
  const int status = std::system(command.c_str());
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoSuchCommand)
    return core::fail(core::Code::io_failed, "tesseract is not installed: run ./dev setup");
  if (status != 0) return std::vector<EngineRead>{};
  const std::string hocr = content(base + ".hocr");
  constexpr std::string_view kPage = "class='ocr_page'";
  std::vector<EngineRead> reads;
  for (auto at = hocr.find(kPage); at != hocr.npos;) {
    const auto next = hocr.find(kPage, at + 1);
    reads.push_back(read_of_page(std::string_view(hocr).substr(at, next - at)));
    at = next;
  }
  return reads;
}

/// Some pictures make the program divide by nought. Then halves are tried, down to the one
/// picture, which counts as nothing read.
core::Result<void> read_all(Files files, Layout layout, const std::string& base,
                            std::vector<EngineRead>& out) {
  auto reads = run(files, layout, base);
  if (!reads) return std::unexpected(reads.error());
  if (reads->size() == files.size()) {
    out.insert(out.end(), reads->begin(), reads->end());
    return {};
  }
  if (files.size() == 1) {
    out.emplace_back();
    return {};
  }
  const auto half = files.size() / 2;
  if (auto first = read_all(files.first(half), layout, base, out); !first) return first;
  return read_all(files.subspan(half), layout, base, out);
}

}  // namespace

core::Result<std::vector<EngineRead>> read_pictures(const std::vector<std::filesystem::path>& files,
                                                    Layout layout,
                                                    const std::filesystem::path& folder) {
  constexpr std::size_t kAtOnce = 64;
  const auto base = folder / (layout == Layout::one_line ? "one_line" : "two_lines");
  std::vector<EngineRead> reads;
  for (std::size_t at = 0; at < files.size(); at += kAtOnce) {
    const auto batch = Files(files).subspan(at, std::min(kAtOnce, files.size() - at));
    if (auto ok = read_all(batch, layout, base.string(), reads); !ok)
      return std::unexpected(ok.error());
  }
  return reads;
}

}  // namespace otkel::eval
