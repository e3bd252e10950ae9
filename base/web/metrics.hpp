#pragma once
// A page of numbers for supervision, written by Prometheus' own library.
#include <prometheus/metric_family.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/value/notice.hpp"

namespace otkel::web {

/// Gauges and counters as they are added; samples of one name stand together, in the order of their
/// first sample, whatever adds the others. Values: whole numbers below 2^53.
class Metrics {
 public:
  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// `prefix` stands before every name, e.g. "otkel_".
  explicit Metrics(std::string_view prefix) : prefix_(prefix) {}

  void gauge(std::string_view name, std::string_view help, std::int64_t value, Labels labels = {});
  void counter(std::string_view name, std::string_view help, std::int64_t value,
               Labels labels = {});
  /// "<program>ready", and "<program>notices" for every code there is, so that an alarm can be
  /// written before the first time. `program`: "" or "hub_".
  void notices(const std::string& program, const std::vector<std::string>& codes,
               const std::vector<core::Notice>& now);
  /// One counter with a sample for each direction.
  void both_ways(std::string_view name, std::string_view help, std::int64_t in, std::int64_t out);
  std::string text() const;

 private:
  prometheus::ClientMetric& add(prometheus::MetricType type, std::string_view name,
                                std::string_view help, Labels labels);

  std::string prefix_;
  std::vector<prometheus::MetricFamily> families_;
};

/// Content-Type of that page.
inline constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace otkel::web
