// The part of Boost.Asio's TLS that can be compiled apart, once for the whole tree.
#include <boost/asio/ssl/impl/src.hpp>
