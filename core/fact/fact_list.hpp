#pragma once
// Lists of fact types, and a visit that does not compile if a fact is in neither of its two lists:
// those that the visitor takes, and those that it is said to leave out.
#include <type_traits>
#include <variant>

namespace otkel::core {

template <class... Facts>
struct FactList {
  template <class Fact>
  static constexpr bool kHas = (std::is_same_v<Fact, Facts> || ...);
};

namespace detail {

template <class... Lists>
struct Join;
template <class List>
struct Join<List> {
  using Type = List;
};
template <class... A, class... B, class... Rest>
struct Join<FactList<A...>, FactList<B...>, Rest...> : Join<FactList<A..., B...>, Rest...> {};

template <class List>
struct VariantOf;
template <class... Facts>
struct VariantOf<FactList<Facts...>> {
  using Type = std::variant<Facts...>;
};

}  // namespace detail

/// The facts of all these lists, in that order.
template <class... Lists>
using Joined = typename detail::Join<Lists...>::Type;

/// A variant of exactly these facts.
template <class List>
using VariantOf = typename detail::VariantOf<List>::Type;

template <class Fact, class List>
concept OneOf = List::template kHas<Fact>;

/// What `visitor` answers for the fact; `Answer()` if the fact is in `LeftOut`. A fact that the
/// visitor does not take and `LeftOut` does not name does not compile, nor does one in both.
template <class Answer, class LeftOut, class Event, class Visitor>
Answer visit_fact(Visitor&& visitor, const Event& event) {
  return std::visit(
      [&]<class Fact>(const Fact& fact) -> Answer {
        constexpr bool taken = std::is_invocable_v<Visitor&, const Fact&>;
        constexpr bool left_out = LeftOut::template kHas<Fact>;
        static_assert(taken || left_out,
                      "this fact is neither handled here nor in the list of those left out: handle "
                      "it, or add it to the list (core/fact/kept.hpp) with the reason");
        static_assert(!taken || !left_out,
                      "this fact is handled here: take it out of the list (core/fact/kept.hpp)");
        if constexpr (taken)
          return visitor(fact);
        else
          return Answer();
      },
      event);
}

}  // namespace otkel::core
