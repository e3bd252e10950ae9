#pragma once
// The table-driven reader: one line per key says its name, its place in the struct, its kind and
// its meaning; reading, printing and docs/config.md all come from that. Internal to this folder.
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "config/kinds.hpp"

/// The place of a key in its struct, for const and non-const alike.
#define OTKEL_AT(path) ([](auto& s) -> auto& { return s.path; })

namespace otkel::config {

/// Everything noticed while reading, across all layers.
class Diagnostics {
 public:
  void begin_file(std::string file) { file_ = std::move(file); }
  std::string at(const toml::source_region& place) const;

  /// Remembers where the value of a key comes from; forgets its parts from earlier layers.
  void origin(const std::string& key, std::string from);
  std::string origin_of(const std::string& key) const;  ///< "default" if nobody set it

  void mistake(const std::string& where, const std::string& key, const std::string& expected,
               const std::string& found);
  /// About a value that is already read; placed at its origin. Silent if the key itself was
  /// found wrong before.
  void mistake_in(const std::string& key, const std::string& expected, const std::string& found);
  void mistake_line(std::string line) { mistakes_.push_back(std::move(line)); }

  const std::vector<std::string>& mistakes() const { return mistakes_; }
  std::map<std::string, std::string>& origins() { return origins_; }

 private:
  std::string file_;
  std::vector<std::string> mistakes_;
  std::set<std::string> wrong_;
  std::map<std::string, std::string> origins_;
};

/// What docs/config.md says about a key.
struct KeyText {
  std::string name;
  std::string expected;
  std::string doc;
  std::vector<KeyText> columns;  ///< of a list of tables
  bool required = false;
};

template <class S>
struct Key {
  KeyText text;
  std::function<void(S&, const toml::node&, const std::string& full, Diagnostics&)> read;
  std::function<std::optional<std::string>(const S&)> print;
};

template <class S>
using Keys = std::vector<Key<S>>;

template <class S, class At, class T>
Key<S> key(std::string name, At at, const Kind<T>& kind, std::string doc) {
  Key<S> made;
  made.text = {std::move(name), kind.expected, std::move(doc), {}, false};
  made.read = [at, kind](S& into, const toml::node& node, const std::string& full,
                         Diagnostics& diagnostics) {
    if (auto value = kind.read(node)) {
      at(into) = std::move(*value);
      diagnostics.origin(full, diagnostics.at(node.source()));
    } else {
      diagnostics.mistake(diagnostics.at(node.source()), full, kind.expected, value.error());
    }
  };
  made.print = [at, kind](const S& from) { return kind.print(at(from)); };
  return made;
}

template <class S>
Key<S> required(Key<S> of) {
  of.text.required = true;
  return of;
}

/// The keys of a part, as keys of the whole that stand behind `prefix`.
template <class S, class At, class Part>
Keys<S> lift(const std::string& prefix, At at, const Keys<Part>& part) {
  Keys<S> lifted;
  for (const auto& inner : part) {
    Key<S> outer;
    outer.text = inner.text;
    outer.text.name = prefix + inner.text.name;
    outer.read = [at, read = inner.read](S& into, const toml::node& node, const std::string& full,
                                         Diagnostics& diagnostics) {
      read(at(into), node, full, diagnostics);
    };
    outer.print = [at, print = inner.print](const S& from) { return print(at(from)); };
    lifted.push_back(std::move(outer));
  }
  return lifted;
}

/// "one of a, b", for a key that no table knows.
std::string known_here(const std::vector<std::string>& names, const std::string& base);

/// Whether some key stands inside a table of that name.
bool opens_table(const std::vector<std::string>& names, const std::string& table);

/// The key of exactly that name, or nothing.
template <class S>
const Key<S>* exactly(const Keys<S>& keys, const std::string& name) {
  for (const auto& one : keys)
    if (one.text.name == name) return &one;
  return nullptr;
}

template <class S>
std::vector<std::string> names_of(const Keys<S>& keys) {
  std::vector<std::string> names;
  for (const auto& one : keys) names.push_back(one.text.name);
  return names;
}

/// Where a table stands.
struct TablePath {
  std::string whole = {};  ///< opens every key in messages: the list's row, "bridge.cameras[1]."
  std::string base = {};   ///< the path inside the struct: "kiosk."
};

/// Reads what stands in `table` into the struct.
template <class S>
void read_table(S& into, const toml::table& table, const Keys<S>& keys, const TablePath& place,
                Diagnostics& diagnostics) {
  const auto names = names_of(keys);
  for (const auto& [name, node] : table) {
    const std::string here = place.base + std::string(name.str());
    const std::string full = place.whole + here;
    if (const Key<S>* known = exactly(keys, here)) {
      known->read(into, node, full, diagnostics);
    } else if (!opens_table(names, here)) {
      diagnostics.mistake(diagnostics.at(name.source()), full, known_here(names, place.base),
                          "an unknown key");
    } else if (const toml::table* inner = node.as_table()) {
      read_table(into, *inner, keys, TablePath{place.whole, here + "."}, diagnostics);
    } else {
      diagnostics.mistake(diagnostics.at(node.source()), full, "a table", describe(node));
    }
  }
}

/// A list of tables ([[name]]); a later layer replaces it as a whole.
template <class S, class At, class Row>
Key<S> rows(std::string name, At at, const Keys<Row>& columns, std::string doc) {
  Key<S> made;
  made.text = {std::move(name), "a list of tables", std::move(doc), {}, false};
  for (const auto& column : columns) made.text.columns.push_back(column.text);
  made.read = [at, columns](S& into, const toml::node& node, const std::string& full,
                            Diagnostics& diagnostics) {
    if (!node.is_array())
      return diagnostics.mistake(diagnostics.at(node.source()), full, "a list of tables",
                                 describe(node));
    diagnostics.origin(full, diagnostics.at(node.source()));
    at(into).clear();
    for (const toml::node& item : *node.as_array()) {
      const std::string row = full + "[" + std::to_string(at(into).size()) + "]";
      auto& fresh = at(into).emplace_back();
      const toml::table* table = item.as_table();
      if (table == nullptr) {
        diagnostics.mistake(diagnostics.at(item.source()), row, "a table", describe(item));
        continue;
      }
      diagnostics.origin(row, diagnostics.at(table->source()));
      read_table(fresh, *table, columns, TablePath{row + "."}, diagnostics);
      for (const auto& column : columns)
        if (column.text.required && !table->contains(column.text.name))
          diagnostics.mistake(diagnostics.at(table->source()), row + "." + column.text.name,
                              column.text.expected, "nothing");
    }
  };
  made.print = [at, columns](const S& from) -> std::optional<std::string> {
    std::string list;
    for (const auto& row : at(from)) {
      std::string cells;
      for (const auto& column : columns)
        if (const auto value = column.print(row))
          cells += (cells.empty() ? "" : ", ") + column.text.name + " = " + *value;
      list += (list.empty() ? "{" : ", {") + cells + "}";
    }
    return "[" + list + "]";
  };
  return made;
}

template <class S>
void append(Keys<S>& keys, Keys<S> more) {
  for (auto& one : more) keys.push_back(std::move(one));
}

}  // namespace otkel::config
