#pragma once
// A key and a certificate that it has signed itself, as PEM files, for a server of the test.
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace otkel::anpr::test {

inline void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL makes no certificate");
}

/// `names`: as a subjectAltName, "IP:127.0.0.1" or "DNS:elsewhere.example". Valid from an hour ago
/// to `days` from now.
inline void write_certificate(const std::string& certificate_file, const std::string& key_file,
                              const std::string& names, int days = 1) {
  using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), &EVP_PKEY_free);
  const Certificate certificate(X509_new(), &X509_free);
  must(key != nullptr && certificate != nullptr);
  X509* x = certificate.get();
  must(X509_set_version(x, 2) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(x), 1) == 1);
  constexpr long kHour = 3600;
  X509_gmtime_adj(X509_getm_notBefore(x), -kHour - (days < 0 ? 48 * kHour : 0));
  X509_gmtime_adj(X509_getm_notAfter(x), days * 24 * kHour);
  const std::string common = "otkel test";
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                                  reinterpret_cast<const unsigned char*>(common.data()), -1, -1,
                                  0) == 1);
  must(X509_set_issuer_name(x, X509_get_subject_name(x)) == 1 &&
       X509_set_pubkey(x, key.get()) == 1);
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  must(extension != nullptr && X509_add_ext(x, extension, -1) == 1);
  X509_EXTENSION_free(extension);
  must(X509_sign(x, key.get(), EVP_sha256()) > 0);
  const File to(std::fopen(certificate_file.c_str(), "wb"), &std::fclose);
  const File secret(std::fopen(key_file.c_str(), "wb"), &std::fclose);
  must(to && secret && PEM_write_X509(to.get(), x) == 1 &&
       PEM_write_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

}  // namespace otkel::anpr::test
