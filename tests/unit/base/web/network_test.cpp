// Nets, neighbourhoods and who stands behind a proxy.
#include "base/web/network.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

std::vector<Network> nets(std::initializer_list<const char*> texts) {
  std::vector<Network> out;
  for (const char* text : texts) out.push_back(Network::parse(text).value());
  return out;
}

TEST(Network, ContainsTheAddressesOfItsPrefix) {
  const auto ten = Network::parse("10.0.0.0/8").value();
  EXPECT_TRUE(ten.holds("10.255.0.1"));
  EXPECT_TRUE(ten.holds("::ffff:10.1.2.3")) << "IPv4 in IPv6 clothes";
  EXPECT_FALSE(ten.holds("11.0.0.1"));
  EXPECT_FALSE(ten.holds("not an address"));
  EXPECT_TRUE(Network::parse("192.0.2.7").value().holds("192.0.2.7"));
  EXPECT_FALSE(Network::parse("192.0.2.7").value().holds("192.0.2.8"));
  EXPECT_TRUE(Network::parse("fd00::/8").value().holds("fd12::1"));
  EXPECT_FALSE(Network::parse("fd00::/8").value().holds("fe80::1"));
  EXPECT_TRUE(Network::parse("0.0.0.0/0").value().holds("203.0.113.9"));
  EXPECT_FALSE(Network::parse("0.0.0.0/0").value().holds("::1")) << "all of IPv4, and only that";
}

TEST(Network, RefusesWhatIsNotExactlyANetwork) {
  for (const char* bad : {"", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8",
                          "10.0.0.0/8 ", "proxy.example", "fd00::1/64", "::/129", "010.0.0.1"}) {
    const auto net = Network::parse(bad);
    ASSERT_FALSE(net) << bad;
    EXPECT_EQ(net.error().code, core::Code::config_invalid);
  }
}

TEST(Neighbourhood, IsAnIPv4AddressOrAnIPv6Slash64) {
  EXPECT_EQ(neighbourhood("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(neighbourhood("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(neighbourhood("2001:db8:1:2:3:4:5:6"), neighbourhood("2001:db8:1:2::1"));
  EXPECT_NE(neighbourhood("2001:db8:1:2::1"), neighbourhood("2001:db8:1:3::1"));
  EXPECT_EQ(neighbourhood("what"), "what");
}

TEST(Client, IsThePeerIfItIsNoTrustedProxy) {
  for (const auto& trusted : {nets({}), nets({"10.0.0.1"})}) {
    const auto client = client_of(trusted, "192.0.2.7", "203.0.113.9", "https");
    EXPECT_EQ(client.address, "192.0.2.7");
    EXPECT_FALSE(client.secure);
    EXPECT_FALSE(client.forwarded);
  }
}

TEST(Client, IsTheLastHopThatIsNotTrusted) {
  const auto trusted = nets({"10.0.0.0/8"});
  const auto of = [&](const char* chain) {
    return client_of(trusted, "10.0.0.1", chain, "").address;
  };
  EXPECT_EQ(of("203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(of("198.51.100.1, 203.0.113.9"), "203.0.113.9") << "what it claims itself is not read";
  EXPECT_EQ(of("203.0.113.9, 10.0.0.2"), "203.0.113.9") << "two proxies of ours";
  EXPECT_EQ(of("10.0.0.3,10.0.0.2"), "10.0.0.3");
  EXPECT_EQ(of(""), "10.0.0.1");
}

TEST(Client, StopsAtAHopThatIsNoAddress) {
  const auto trusted = nets({"10.0.0.0/8"});
  for (const char* bad : {"unknown", "203.0.113.9:1234", "evil, ", "203.0.113.9,,", "a b"})
    EXPECT_EQ(client_of(trusted, "10.0.0.1", bad, "").address, "10.0.0.1") << bad;
  EXPECT_EQ(client_of(trusted, "10.0.0.1", "203.0.113.9, x, 10.0.0.2", "").address, "10.0.0.2");
}

TEST(Client, TakesTheSchemeFromTheNearestProxyOnly) {
  const auto trusted = nets({"10.0.0.1"});
  const auto secure = [&](const char* peer, const char* proto) {
    return client_of(trusted, peer, "203.0.113.9", proto).secure;
  };
  EXPECT_TRUE(secure("10.0.0.1", "https"));
  EXPECT_TRUE(secure("10.0.0.1", "http, HTTPS"));
  for (const char* plain : {"http", "", "https, http", "httpsx"})
    EXPECT_FALSE(secure("10.0.0.1", plain)) << plain;
  EXPECT_FALSE(secure("10.0.0.2", "https"));
}

}  // namespace
}  // namespace otkel::web
