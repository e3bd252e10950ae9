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

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_); }

}  // namespace otkel::web
