// The layers of the settings, one upon the other.
#include "config/load.hpp"

#include <algorithm>

#include "config/checks.hpp"
#include "config/file.hpp"
#include "config/rule_pack_file.hpp"
#include "config/tables.hpp"

namespace otkel::config {
namespace {

struct Layer {
  std::string file;
  toml::table table;
};

std::vector<Layer> parse_all(const std::vector<std::filesystem::path>& files,
                             Diagnostics& diagnostics) {
  std::vector<Layer> layers;
  for (const auto& file : files)
    if (auto table = parse_file(file, diagnostics))
      layers.push_back({file.string(), std::move(*table)});
  return layers;
}

/// The last site that a layer names; the table reader says what is wrong with the others.
std::optional<core::Site> site_in(const std::vector<Layer>& layers) {
  std::optional<core::Site> site;
  for (const auto& layer : layers)
    if (const auto word = layer.table["site"].value_exact<std::string>())
      if (const auto named = core::from_word<core::Site>(*word)) site = named;
  return site;
}

template <class S>
void read_layers(S& into, const std::vector<Layer>& layers, const Keys<S>& keys,
                 Diagnostics& diagnostics) {
  for (const auto& layer : layers) {
    diagnostics.begin_file(layer.file);
    read_table(into, layer.table, keys, TablePath{}, diagnostics);
  }
}

std::filesystem::path defaults_of(const std::filesystem::path& root, core::Site site) {
  return root / "defaults" / (std::string(core::word(site)) + ".toml");
}

void read_pack(const std::filesystem::path& root, RuleSettings& rules, Diagnostics& diagnostics) {
  // A bare name stays under rule_pack/; an absolute path replaces it.
  auto pack = read_rule_pack(root / "rule_pack" / rules.pack_file);
  if (pack)
    rules.pack = std::move(*pack);
  else
    diagnostics.mistake_line(pack.error().detail);
}

template <class S>
core::Result<Loaded<S>> finish(S settings, Diagnostics& diagnostics) {
  if (!diagnostics.mistakes().empty())
    return core::fail(core::Code::config_invalid, joined(diagnostics.mistakes()));
  return Loaded<S>{std::move(settings), std::move(diagnostics.origins())};
}

std::filesystem::path root_of(const LoadRequest& request) {
  return request.root.empty() ? shipped_root() : request.root;
}

/// The shipped values of one checkpoint, with origins under `checkpoints.SITE.`.
CheckpointSettings shipped_checkpoint(const std::filesystem::path& root, core::Site site,
                                      Diagnostics& diagnostics) {
  Diagnostics own;
  EdgeSettings scratch;
  scratch.checkpoint.site = site;
  const auto file = defaults_of(root, site);
  if (const auto table = parse_file(file, own))
    read_table(scratch, *table, edge_keys(), TablePath{}, own);
  for (const auto& line : own.mistakes()) diagnostics.mistake_line(line);
  const std::string prefix = "checkpoint.";
  for (const auto& [key, from] : own.origins())
    if (key.starts_with(prefix))
      diagnostics.origins()["checkpoints." + std::string(core::word(site)) + "." +
                            key.substr(prefix.size())] = from;
  return scratch.checkpoint;
}

}  // namespace

core::Result<Loaded<EdgeSettings>> load_edge(const LoadRequest& request) {
  const auto root = root_of(request);
  Diagnostics diagnostics;
  EdgeSettings settings;
  const auto layers = parse_all(request.files, diagnostics);
  const auto site = request.site ? request.site : site_in(layers);
  if (site) {
    settings.checkpoint.site = *site;
    std::vector<Layer> shipped = parse_all({defaults_of(root, *site)}, diagnostics);
    read_layers(settings, shipped, edge_keys(), diagnostics);
  }
  read_layers(settings, layers, edge_keys(), diagnostics);
  if (request.site) {
    settings.checkpoint.site = *request.site;
    diagnostics.origin("site", "--site");
  }
  if (!site) {
    diagnostics.mistake_in(
        "site", one_of<core::Site>().expected + ", by --site or in a config file", "nothing");
    return finish(std::move(settings), diagnostics);  // without its defaults nothing else fits
  }
  read_pack(root, settings.common.rules, diagnostics);
  check_edge(settings, diagnostics);
  return finish(std::move(settings), diagnostics);
}

core::Result<Loaded<HubSettings>> load_hub(const LoadRequest& request) {
  const auto root = root_of(request);
  Diagnostics diagnostics;
  HubSettings settings;
  const auto all = settings.sites;
  for (const core::Site site : all)
    settings.checkpoints.push_back(shipped_checkpoint(root, site, diagnostics));
  read_layers(settings, parse_all(request.files, diagnostics), hub_keys(all), diagnostics);
  if (request.site) {
    settings.sites = {*request.site};
    diagnostics.origin("sites", "--site");
  }
  const auto place = [&settings](const CheckpointSettings& one) {
    return std::find(settings.sites.begin(), settings.sites.end(), one.site);
  };
  std::erase_if(settings.checkpoints,
                [&](const auto& one) { return place(one) == settings.sites.end(); });
  std::sort(settings.checkpoints.begin(), settings.checkpoints.end(),
            [&](const auto& a, const auto& b) { return place(a) < place(b); });
  read_pack(root, settings.common.rules, diagnostics);
  check_hub(settings, diagnostics);
  return finish(std::move(settings), diagnostics);
}

}  // namespace otkel::config
