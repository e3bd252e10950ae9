// The word of a document.
#include "core/fact/document.hpp"

namespace otkel::core {

std::string_view type_of(const Document& document) {
  return std::visit([]<class D>(const D&) { return D::type; }, document);
}

std::vector<std::string> document_types() {
  return []<class... D>(std::type_identity<std::variant<D...>>) {
    return std::vector<std::string>{std::string(D::type)...};
  }(std::type_identity<Document>{});
}

}  // namespace otkel::core
