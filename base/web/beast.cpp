// The part of Boost.Beast that can be compiled apart, once for the whole tree.
#include <boost/beast/src.hpp>
