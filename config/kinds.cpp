// Kinds of texts, numbers and addresses; those of time stand in kinds_time.cpp.
#include "config/kinds.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <sstream>

#include "core/value/paper_text.hpp"
#include "core/value/text.hpp"

namespace otkel::config {
namespace {

using Text = std::expected<std::string, std::string>;

bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// A text that `fits`.
template <class Fits>
Kind<std::string> text_kind(std::string expected, Fits fits) {
  return {std::move(expected),
          [fits](const toml::node& node) -> Text {
            const auto text = node.value_exact<std::string>();
            if (!text || !fits(*text)) return std::unexpected(describe(node));
            return *text;
          },
          [](const std::string& value) { return std::optional{in_quotes(value)}; }};
}

bool is_path(const std::string& text) { return text.starts_with('/') && text.size() < 4096; }

bool is_address(const std::string& text) {
  in6_addr out{};
  return inet_pton(AF_INET, text.c_str(), &out) == 1 ||
         inet_pton(AF_INET6, text.c_str(), &out) == 1;
}

/// An address, or one with "/BITS" and nothing set behind them: a slip there would trust others.
bool is_network(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return is_address(text);
  std::array<unsigned char, 16> bytes{};
  const std::string address = text.substr(0, slash);
  const bool v4 = inet_pton(AF_INET, address.c_str(), bytes.data()) == 1;
  if (!v4 && inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return false;
  const auto bits = core::number_in<unsigned>(std::string_view(text).substr(slash + 1));
  if (!bits || *bits > (v4 ? 32U : 128U)) return false;
  for (unsigned bit = *bits; bit < 128; ++bit)
    if ((bytes[bit / 8] & (0x80U >> (bit % 8))) != 0) return false;
  return true;
}

bool is_host(std::string_view text) {
  const auto fits = [](char c) { return lower(c) || upper(c) || digit(c) || c == '-' || c == '.'; };
  return !text.empty() && text.size() < 254 && std::all_of(text.begin(), text.end(), fits);
}

/// "HOST:PORT" with a port that can be connected to.
bool is_host_and_port(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  const auto digits = text.substr(colon + 1);
  return is_host(text.substr(0, colon)) && core::number_in<std::uint16_t>(digits);
}

std::string_view after(std::string_view prefix, std::string_view text) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
}

/// The only USB printer, or one named by its serial number or the port it is plugged into.
bool is_usb(std::string_view text) {
  const auto path = after("usb:path=", text);
  const auto serial = after("usb:serial=", text);
  const auto part_of_path = [](char c) { return digit(c) || c == '-' || c == '.'; };
  return text == "usb:" || (!serial.empty() && serial.size() <= 64) ||
         (path.size() >= 3 && digit(path.front()) && digit(path.back()) &&
          std::count(path.begin(), path.end(), '-') == 1 &&
          std::all_of(path.begin(), path.end(), part_of_path));
}

/// The form only; what the server may be called is the device's to say.
bool is_queue_or_ipp(std::string_view text) {
  const auto place = after("cups:", text);
  return !place.empty() && place.size() <= 200 && !place.starts_with('@') &&
         !place.starts_with('/') &&
         std::all_of(place.begin(), place.end(), [](char c) { return c > ' ' && c != 0x7f; });
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      constexpr std::string_view hex = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string describe(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>())
    return text->size() > 60 ? "a text of " + std::to_string(text->size()) + " bytes"
                             : "the text " + in_quotes(*text);
  if (node.is_table()) return "a table";
  if (const auto* list = node.as_array()) return "a list of " + std::to_string(list->size());
  std::ostringstream out;
  node.visit([&out](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) out << value;
  });
  if (node.is_number()) return "the number " + out.str();
  if (node.is_boolean()) return out.str();
  return "the time " + out.str();
}

Kind<std::string> words() {
  return text_kind("a text", [](const std::string& t) { return !t.empty() && t.size() <= 200; });
}

Kind<std::string> printed_words() {
  return text_kind("a text of characters that can be printed", [](const std::string& t) {
    return !t.empty() && t.size() <= 200 && core::check_paper_text(t);
  });
}

Kind<std::string> words_or_none() {
  return text_kind("a text, or \"\" for none",
                   [](const std::string& t) { return t.size() <= 200; });
}

Kind<std::string> slug() {
  return text_kind("a name of a-z, 0-9 and hyphens, 32 at most", [](const std::string& t) {
    return !t.empty() && t.size() <= 32 &&
           std::all_of(t.begin(), t.end(), [](char c) { return lower(c) || digit(c) || c == '-'; });
  });
}

Kind<std::string> secret() {
  auto kind = text_kind("16 letters, digits and hyphens or more", [](const std::string& t) {
    return t.size() >= 16 && t.size() <= 128 && std::all_of(t.begin(), t.end(), [](char c) {
             return lower(c) || upper(c) || digit(c) || c == '-';
           });
  });
  const auto read = kind.read;
  kind.read = [read](const toml::node& node) -> Text {
    auto value = read(node);
    // What was meant as a secret is not repeated in a message either.
    if (!value && node.is_string()) return std::unexpected("another text");
    return value;
  };
  kind.print = [](const std::string& value) {
    return value.empty() ? std::nullopt : std::optional<std::string>{in_quotes("***")};
  };
  return kind;
}

Kind<std::string> path() { return text_kind("an absolute path", is_path); }

Kind<std::string> path_or_none() {
  return text_kind("an absolute path, or \"\" for none",
                   [](const std::string& t) { return t.empty() || is_path(t); });
}

Kind<std::string> pack_name() {
  return text_kind("an absolute path, or the name of a file in config/rule_pack",
                   [](const std::string& t) {
                     return is_path(t) || (!t.empty() && t.find('/') == std::string::npos);
                   });
}

Kind<std::string> address() { return text_kind("an IP address such as \"127.0.0.1\"", is_address); }

Kind<std::vector<std::string>> addresses() {
  return list_of(address(), "a list of IP addresses such as [\"10.0.7.21\"]");
}

Kind<std::vector<std::string>> networks() {
  return list_of(text_kind("", is_network),
                 "a list of IP addresses and nets such as [\"10.0.7.21\", \"10.1.0.0/16\"]");
}

Kind<std::vector<std::string>> hosts() {
  return list_of(text_kind("", is_host), "a list of host names without port");
}

Kind<std::string> device() {
  return text_kind(
      "\"file:/DIRECTORY\", \"tcp:HOST:PORT\", \"usb:\", \"usb:serial=NUMBER\", "
      "\"usb:path=BUS-PORT\" or \"cups:QUEUE\" (docs/printer.md)",
      [](const std::string& t) {
        return is_path(std::string(after("file:", t))) || is_host_and_port(after("tcp:", t)) ||
               is_usb(t) || is_queue_or_ipp(t);
      });
}

Kind<std::string> url() {
  return text_kind("\"https://HOST\" without a slash at the end", [](const std::string& t) {
    const auto rest = t.starts_with("https://") ? after("https://", t) : after("http://", t);
    return !rest.empty() && !rest.ends_with('/') && rest.size() < 200 &&
           rest.find_first_of(" \"<>#?") == std::string_view::npos;
  });
}

Kind<std::string> origin_or_none() {
  return text_kind(
      "\"https://HOST[:PORT]\" without a path, or \"\" for none", [](const std::string& t) {
        const auto place = t.starts_with("https://") ? after("https://", t) : after("http://", t);
        return t.empty() || is_host(place) || is_host_and_port(place);
      });
}

Kind<std::string> http_path() {
  return text_kind("a path such as \"/api/v1/events\"", [](const std::string& t) {
    return t.starts_with('/') && t.size() < 200 &&
           std::ranges::all_of(
               t,
               [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '#' && c != '\\'; });
  });
}

Kind<std::string> tcp_endpoint() {
  return text_kind("\"tcp://HOST:PORT\"",
                   [](const std::string& t) { return is_host_and_port(after("tcp://", t)); });
}

Kind<std::string> tcp_endpoint_or_none() {
  return text_kind("\"tcp://HOST:PORT\", or \"\" for none", [](const std::string& t) {
    return t.empty() || is_host_and_port(after("tcp://", t));
  });
}

Kind<std::string> ipc_endpoint() {
  // A Unix socket's name has to fit into 108 bytes.
  return text_kind("\"ipc:///PATH\" with a path shorter than 100", [](const std::string& t) {
    const auto rest = after("ipc://", t);
    return rest.starts_with('/') && rest.size() < 100;
  });
}

Kind<std::string> camera_url_or_none() {
  return text_kind(
      "\"http://HOST[:PORT]\" or \"mqtt://HOST[:PORT]\", or \"\" for none",
      [](const std::string& t) {
        const auto rest = t.starts_with("mqtt://") ? after("mqtt://", t) : after("http://", t);
        return t.empty() ||
               (!rest.empty() && rest.size() < 200 && rest.find_first_of(" \"<>#?@") == rest.npos);
      });
}

Kind<bool> flag() {
  return {"true or false",
          [](const toml::node& node) -> std::expected<bool, std::string> {
            if (const auto value = node.value_exact<bool>()) return *value;
            return std::unexpected(describe(node));
          },
          [](const bool& value) { return std::optional<std::string>{value ? "true" : "false"}; }};
}

namespace {

template <class T>
Kind<T> integer(std::string expected, std::int64_t least, std::int64_t most) {
  return {std::move(expected),
          [least, most](const toml::node& node) -> std::expected<T, std::string> {
            const auto value = node.value_exact<std::int64_t>();
            if (!value || *value < least || *value > most) return std::unexpected(describe(node));
            return static_cast<T>(*value);
          },
          [](const T& value) { return std::optional{std::to_string(value)}; }};
}

}  // namespace

Kind<int> whole(int least, int most) {
  return integer<int>("a whole number, " + std::to_string(least) + " to " + std::to_string(most),
                      least, most);
}

Kind<std::uint16_t> port() {
  return integer<std::uint16_t>("a port, 0 (any free one) to 65535", 0, 65535);
}

Kind<std::uint64_t> seed() {
  return integer<std::uint64_t>("a whole number, 0 or more", 0,
                                std::numeric_limits<std::int64_t>::max());
}

Kind<double> number(double least, double most) {
  std::ostringstream range;
  range << "a number, " << least << " to " << most;
  return {range.str(),
          [least, most](const toml::node& node) -> std::expected<double, std::string> {
            const auto value = node.is_number() ? node.value<double>() : std::nullopt;
            if (!value || !(*value >= least && *value <= most))
              return std::unexpected(describe(node));
            return *value;
          },
          [](const double& value) -> std::optional<std::string> {
            std::ostringstream out;
            out << value;
            return out.str();
          }};
}

Kind<core::Money> tenge() {
  const auto whole_tenge = integer<std::int64_t>("whole tenge, 1 to 1000000", 1, 1'000'000);
  return {whole_tenge.expected,
          [whole_tenge](const toml::node& node) -> std::expected<core::Money, std::string> {
            const auto value = whole_tenge.read(node);
            if (!value) return std::unexpected(value.error());
            return core::Money{*value};
          },
          [](const core::Money& value) { return std::optional{std::to_string(value.tenge)}; }};
}

Kind<core::BlankFormat> blank_pattern() {
  return {"a blank pattern like \"C########\" (capitals, A for any letter, then 1 to 12 #)",
          [](const toml::node& node) -> std::expected<core::BlankFormat, std::string> {
            const auto text = node.value_exact<std::string>();
            auto format = core::BlankFormat::parse(text.value_or(""));
            if (!text || !format) return std::unexpected(describe(node));
            return std::move(*format);
          },
          [](const core::BlankFormat& value) { return std::optional{in_quotes(value.str())}; }};
}

Kind<core::Site> site_code() {
  return {"the code of a site: " + std::string(core::kSiteCodeShape),
          [](const toml::node& node) -> std::expected<core::Site, std::string> {
            const auto text = node.value_exact<std::string>();
            const auto site = text ? core::Site::parse(*text) : std::nullopt;
            if (!site) return std::unexpected(describe(node));
            return *site;
          },
          [](const core::Site& site) -> std::optional<std::string> {
            if (site == core::Site{}) return std::nullopt;
            return in_quotes(site.code());
          }};
}

Kind<std::vector<core::Site>> site_codes() {
  auto kind = list_of(site_code(), "a list of site codes such as [\"dostyk\"]");
  kind.print = [print = kind.print](const std::vector<core::Site>& sites) {
    return sites.empty() ? std::nullopt : print(sites);
  };
  return kind;
}

Kind<core::NumberPrefix> number_prefix() {
  return {"two capital letters such as \"NZ\"",
          [](const toml::node& node) -> std::expected<core::NumberPrefix, std::string> {
            const auto text = node.value_exact<std::string>();
            const auto prefix = text ? core::NumberPrefix::parse(*text) : std::nullopt;
            if (!prefix) return std::unexpected(describe(node));
            return *prefix;
          },
          [](const core::NumberPrefix& prefix) -> std::optional<std::string> {
            if (prefix.none()) return std::nullopt;
            return in_quotes(prefix.str());
          }};
}

}  // namespace otkel::config
