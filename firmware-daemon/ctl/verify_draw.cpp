// Does the published result of a draw follow from its list and its seeds?
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "base/codec/draw_check.hpp"
#include "base/codec/json.hpp"
#include "firmware-daemon/ctl/commands.hpp"

namespace otkel::ctl {
namespace {

constexpr std::uintmax_t kLargestFile = 64 << 20;
constexpr std::size_t kShownOfEachFault = 10;

core::Result<codec::DrawFile> read_draw(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > kLargestFile)
    return core::fail(core::Code::io_failed,
                      path.string() + ": no file of a draw that can be read (at most 64 MiB)");
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto draw = codec::decode<codec::DrawFile>(text);
  if (!draw) return core::fail(draw.error().code, path.string() + ": " + draw.error().detail);
  return draw;
}

/// The files of other draws of one folder, each read once.
class DrawFolder {
 public:
  explicit DrawFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const codec::DrawFile* find(const std::string& draw) {
    const auto [at, fresh] = read_.try_emplace(draw);
    if (fresh) {
      auto file = read_draw(folder_ / (draw + ".json"));
      if (file && file->draw == draw) at->second = *std::move(file);
    }
    return at->second ? &*at->second : nullptr;
  }
  const auto& asked() const { return read_; }

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::optional<codec::DrawFile>> read_;
};

void print(const std::vector<codec::DrawFinding>& found) {
  std::map<codec::DrawFault, std::size_t> count;
  for (const auto& one : found)
    if (++count[one.fault] <= kShownOfEachFault)
      std::printf("%s: %s\n", std::string(core::word(one.fault)).c_str(), one.detail.c_str());
  for (const auto& [fault, times] : count)
    if (times > kShownOfEachFault)
      std::printf("%s: %zu more\n", std::string(core::word(fault)).c_str(),
                  times - kShownOfEachFault);
}

}  // namespace

int verify_draw(const std::string& path, const std::string& folder) {
  const auto draw = read_draw(path);
  if (!draw) {
    std::fprintf(stderr, "otkelctl: %s\n", draw.error().detail.c_str());
    return 64;
  }
  DrawFolder earlier(folder.empty() ? std::filesystem::path(path).parent_path()
                                    : std::filesystem::path(folder));
  const auto found =
      codec::check_draw(*draw, [&](const std::string& name) { return earlier.find(name); });
  if (!found.empty()) {
    print(found);
    return 1;
  }
  std::size_t given = 0;
  for (const auto& rank : draw->ranks)
    if (rank.interval) ++given;
  std::printf("%s: %s %zu requests, %zu places given, %zu witnesses%s\n", draw->draw.c_str(),
              draw->voided ? "voided;" : "holds:", draw->requests.size(), given,
              draw->witnesses.size(), draw->beacon ? ", beacon not checked" : "");
  for (const auto& [name, file] : earlier.asked())
    if (file) std::printf("tickets rest on %s: verify it too\n", name.c_str());
  return 0;
}

}  // namespace otkel::ctl
