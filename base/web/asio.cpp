// The part of Boost.Asio that can be compiled apart, once for the whole tree.
#include <boost/asio/impl/src.hpp>
