#pragma once
// Makes of vehicles as people, registries and cameras write them.
#include <string>
#include <string_view>

namespace otkel::core {

/// The make in one spelling: Latin capitals and digits, without spaces, hyphens and what stands
/// behind the make ("Mercedes-Benz Actros", "МЕРСЕДЕС БЕНЦ" -> "MERCEDESBENZ"). A make that is not
/// known comes out whole; empty where nothing says a make ("", "unknown", "other").
std::string plain_make(std::string_view utf8);

/// Whether two spellings may be one make. True where either of them says none: a camera that
/// reports no make contradicts nothing.
bool same_make(std::string_view a, std::string_view b);

}  // namespace otkel::core
