#pragma once
// An OpenAPI document as something that answers are held against: required fields, types, words,
// and nothing that the document does not know. Both APIs are held to theirs by it.
#include <boost/json.hpp>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/value/names.hpp"

namespace otkel::test {

/// "GET /api/v1/applications/{no}".
using Operation = std::string;

class Contract {
 public:
  /// `text`: the document as JSON.
  explicit Contract(const std::string& text);

  const boost::json::object& document() const { return document_; }
  /// All of the document; `tag` empty: of every tag. WebSockets are left out.
  std::set<Operation> operations(const std::string& tag = {}) const;
  std::set<Operation> sockets() const;
  /// Empty where the document has no such path.
  Operation operation_of(const std::string& method, const std::string& target) const;
  /// What is wrong with the answer, one line each.
  std::vector<std::string> faults(const Operation& operation, int status,
                                  const std::string& content_type, const std::string& body) const;
  /// The words of every `enum` and of every open list (`x-known-words`), by where it stands:
  /// "BookingState", "Session/role",
  /// "/api/v1/incidents/get/state" (a parameter).
  std::map<std::string, std::vector<std::string>> enums() const;

 private:
  /// What `value` refers to by $ref, or itself.
  const boost::json::value* resolved(const boost::json::value* value) const;
  void hold(const boost::json::value& schema, const boost::json::value& value,
            const std::string& where, std::vector<std::string>& out) const;

  boost::json::object document_;
};

/// Holds the answers of one running program against its document, by whichever thread they come.
class ContractWatch {
 public:
  /// `contract` outlives it.
  explicit ContractWatch(const Contract& contract) : contract_(contract) {}
  /// A test failure for each fault; requests outside of the document are passed over.
  void hold(const std::string& method, const std::string& target, int status,
            const std::string& content_type, const std::string& body);
  /// Every operation of the document that was asked for.
  std::set<Operation> asked() const;

 private:
  const Contract& contract_;
  mutable std::mutex mutex_;
  std::set<Operation> asked_;
};

/// Words of the product by the place that repeats them.
using WordLists = std::map<std::string, std::vector<std::string>>;

/// All words of an enumeration.
template <core::Worded E>
std::vector<std::string> words() {
  const auto& all = core::EnumWords<E>::words;
  return {all.begin(), all.end()};
}

/// What differs between the lists of a document (or of a database) and those of the product: other
/// words (whatever their order), a list that nobody compares, one that is not there any more.
std::vector<std::string> differences(const WordLists& repeated, const WordLists& product);

}  // namespace otkel::test
