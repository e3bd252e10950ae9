// Families out of samples.
#include "base/web/metrics.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>

namespace otkel::web {

using prometheus::MetricType;

prometheus::ClientMetric& Metrics::add(MetricType type, std::string_view name,
                                       std::string_view help, Labels labels) {
  const auto full = prefix_ + std::string(name);
  auto family = std::ranges::find(families_, full, &prometheus::MetricFamily::name);
  if (family == families_.end())
    family = families_.insert(families_.end(), {full, std::string(help), type, {}});
  auto& sample = family->metric.emplace_back();
  for (const auto& [label, word] : labels)
    sample.label.push_back({std::string(label), std::string(word)});
  return sample;
}

void Metrics::gauge(std::string_view name, std::string_view help, std::int64_t value,
                    Labels labels) {
  add(MetricType::Gauge, name, help, labels).gauge.value = static_cast<double>(value);
}

void Metrics::counter(std::string_view name, std::string_view help, std::int64_t value,
                      Labels labels) {
  add(MetricType::Counter, name, help, labels).counter.value = static_cast<double>(value);
}

void Metrics::notices(const std::string& program, const std::vector<std::string>& codes,
                      const std::vector<core::Notice>& now) {
  gauge(program + "ready", "1 while the program can do its main job", core::is_ready(now));
  for (const auto& code : codes)
    gauge(program + "notices", "1 while that is wrong with the machine",
          std::ranges::find(now, code, &core::Notice::code) != now.end(), {{"code", code}});
}

void Metrics::both_ways(std::string_view name, std::string_view help, std::int64_t in,
                        std::int64_t out) {
  counter(name, help, in, {{"direction", "in"}});
  counter(name, help, out, {{"direction", "out"}});
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_); }

}  // namespace otkel::web
