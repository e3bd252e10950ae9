#pragma once
// An answer held against docs/openapi.yaml: required fields, types, words, and nothing that the
// document does not know.
#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace otkel::http::test {

/// "GET /api/v1/applications/{no}".
using Operation = std::string;

/// All of the document; `tag` empty: of every tag. WebSockets are left out.
std::set<Operation> operations(const std::string& tag = {});
std::set<Operation> sockets();
/// Empty where the document has no such path.
Operation operation_of(const std::string& method, const std::string& target);
/// What is wrong with the answer, one line each.
std::vector<std::string> faults(const Operation& operation, int status,
                                const std::string& content_type, const std::string& body);

}  // namespace otkel::http::test
