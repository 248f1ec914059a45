#include "certificates.hpp"

#include "process.hpp"

namespace neo::test {
namespace {

std::vector<std::string> made(const std::filesystem::path& file, const std::filesystem::path& key,
                              const std::string& name) {
    return {"openssl", "req",        "-x509", "-newkey", "ec",          "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes",  "-days",      "2",     "-subj",   "/CN=" + name, "-keyout",  key.string(),
            "-out",    file.string()};
}

}  // namespace

Certificates::Certificates(const std::filesystem::path& folder, const std::string& user)
    : authority(folder / "ca.pem"),
      certificate(folder / "server.pem"),
      key(folder / "server.key"),
      other_authority(folder / "other.pem") {
    const auto authority_key = folder / "ca.key";
    run_well(made(authority, authority_key, "authority"), user);
    run_well(made(other_authority, folder / "other.key", "other"), user);
    auto signed_by = made(certificate, key, "127.0.0.1");
    signed_by.insert(signed_by.end(), {"-addext", "subjectAltName=IP:127.0.0.1", "-CA", authority.string(), "-CAkey",
                                       authority_key.string()});
    run_well(signed_by, user);
}

}  // namespace neo::test
