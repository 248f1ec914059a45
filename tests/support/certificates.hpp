// Certificates of a test's own, made by the openssl program.
#pragma once

#include <filesystem>
#include <string>

namespace neo::test {

// A certificate authority, a certificate of 127.0.0.1 from it, and an authority that has signed nothing. The files lie
// in `folder` and belong to `user`.
struct Certificates {
    Certificates(const std::filesystem::path& folder, const std::string& user);

    std::filesystem::path authority;
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::filesystem::path other_authority;
};

}  // namespace neo::test
