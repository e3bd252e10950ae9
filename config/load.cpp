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
      if (const auto named = core::Site::parse(*word)) site = named;
  return site;
}

/// Every code that the layers' `sites` name; the table reader says what is wrong with the others.
std::vector<core::Site> sites_in(const std::vector<Layer>& layers) {
  std::vector<core::Site> named;
  for (const auto& layer : layers)
    if (const auto* list = layer.table["sites"].as_array())
      for (const toml::node& item : *list)
        if (const auto word = item.value_exact<std::string>())
          if (const auto site = core::Site::parse(*word)) named.push_back(*site);
  return named;
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
  return root / "defaults" / (std::string(site.code()) + ".toml");
}

/// The sites of `root`/defaults, by name.
std::vector<core::Site> shipped_sites(const std::filesystem::path& root) {
  std::vector<core::Site> shipped;
  std::error_code error;
  for (std::filesystem::directory_iterator it(root / "defaults", error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".toml")
      if (const auto site = core::Site::parse(it->path().stem().string())) shipped.push_back(*site);
  std::ranges::sort(shipped);
  return shipped;
}

/// Those of the permit in the order of its rule pack, then the others.
std::vector<core::Site> in_order_of(const core::RulePack& pack, std::vector<core::Site> sites) {
  std::ranges::stable_sort(sites, {}, [&](const core::Site& site) {
    return std::ranges::find(pack.permit_sites, site) - pack.permit_sites.begin();
  });
  return sites;
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

/// The shipped values of one site, with origins under `checkpoints.SITE.`; of one that is not
/// shipped only its code.
core::SiteSettings shipped_checkpoint(const std::filesystem::path& root, core::Site site,
                                      Diagnostics& diagnostics) {
  Diagnostics own;
  EdgeSettings scratch;
  scratch.checkpoint.site = site;
  const auto file = defaults_of(root, site);
  if (!std::filesystem::exists(file)) return scratch.checkpoint;
  if (const auto table = parse_file(file, own))
    read_table(scratch, *table, edge_keys(), TablePath{}, own);
  for (const auto& line : own.mistakes()) diagnostics.mistake_line(line);
  const std::string prefix = "checkpoint.";
  for (const auto& [key, from] : own.origins())
    if (key.starts_with(prefix))
      diagnostics
          .origins()["checkpoints." + std::string(site.code()) + "." + key.substr(prefix.size())] =
          from;
  return scratch.checkpoint;
}

}  // namespace

core::Result<Loaded<EdgeSettings>> load_edge(const LoadRequest& request) {
  const auto root = root_of(request);
  Diagnostics diagnostics;
  EdgeSettings settings;
  const auto shipped = shipped_sites(root);
  const auto layers = parse_all(request.files, diagnostics);
  const auto site = request.site ? request.site : site_in(layers);
  if (site) {
    settings.checkpoint.site = *site;
    if (std::ranges::find(shipped, *site) != shipped.end())
      read_layers(settings, parse_all({defaults_of(root, *site)}, diagnostics), edge_keys(),
                  diagnostics);
  }
  read_layers(settings, layers, edge_keys(), diagnostics);
  if (request.site) {
    settings.checkpoint.site = *request.site;
    diagnostics.origin("site", "--site");
  }
  if (!site) {
    diagnostics.mistake_in("site", site_code().expected + ", by --site or in a config file",
                           "nothing");
    return finish(std::move(settings), diagnostics);  // without its defaults nothing else fits
  }
  read_pack(root, settings.common.rules, diagnostics);
  check_edge(settings, shipped, diagnostics);
  return finish(std::move(settings), diagnostics);
}

core::Result<Loaded<HubSettings>> load_hub(const LoadRequest& request) {
  const auto root = root_of(request);
  Diagnostics diagnostics;
  HubSettings settings;
  const auto shipped = shipped_sites(root);
  const auto layers = parse_all(request.files, diagnostics);
  auto all = shipped;
  for (const auto& site : sites_in(layers)) all.push_back(site);
  if (request.site) all.push_back(*request.site);
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  for (const auto& site : all)
    settings.checkpoints.push_back(shipped_checkpoint(root, site, diagnostics));
  read_layers(settings, layers, hub_keys(all), diagnostics);
  read_pack(root, settings.common.rules, diagnostics);
  if (request.site) {
    settings.sites = {*request.site};
    diagnostics.origin("sites", "--site");
  } else if (!diagnostics.origins().contains("sites")) {
    settings.sites = in_order_of(settings.common.rules.pack, shipped);
  }
  const auto place = [&settings](const core::SiteSettings& one) {
    return std::find(settings.sites.begin(), settings.sites.end(), one.site);
  };
  std::erase_if(settings.checkpoints,
                [&](const auto& one) { return place(one) == settings.sites.end(); });
  std::sort(settings.checkpoints.begin(), settings.checkpoints.end(),
            [&](const auto& a, const auto& b) { return place(a) < place(b); });
  check_hub(settings, shipped, diagnostics);
  return finish(std::move(settings), diagnostics);
}

}  // namespace otkel::config
