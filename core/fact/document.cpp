// The word of a document.
#include "core/fact/document.hpp"

namespace otkel::core {

std::string_view type_of(const Document& document) {
  return std::visit([]<class D>(const D&) { return D::type; }, document);
}

}  // namespace otkel::core
