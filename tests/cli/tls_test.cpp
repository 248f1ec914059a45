// https, behind HAProxy: whom neo believes.
#include "company.hpp"

#include <tests/support/certificates.hpp>
#include <thread>

namespace neo::clitest {
namespace {

using testing::HasSubstr;

class Tls : public Company {
protected:
    // HAProxy with the certificate of 127.0.0.1, before the host; answers its port.
    int start_proxy() {
        const auto& folder = proxy_home.path();
        certificates = std::make_unique<test::Certificates>(folder, "");
        write_file(folder / "both.pem", read_file(certificates->certificate) + read_file(certificates->key));
        const int port = test::free_port();
        write_file(folder / "haproxy.cfg", fmt::format(R"(defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend front
  bind 127.0.0.1:{} ssl crt {}/both.pem
  default_backend neo
backend neo
  server neo 127.0.0.1:{}
)",
                                                       port, folder.string(), host->port()));
        proxy = std::make_unique<test::Process>(
            std::vector<std::string>{"haproxy", "-db", "-f", (folder / "haproxy.cfg").string()}, "", folder / "log");
        return port;
    }

    const test::TemporaryFolder proxy_home;
    std::unique_ptr<test::Certificates> certificates;
    std::unique_ptr<test::Process> proxy;
};

TEST_P(Tls, OnlyAServerWithACertificateOfATrustedAuthorityIsShownTheToken) {
    start_company();
    const Neo neo(fmt::format("https://127.0.0.1:{}", start_proxy()), e2e::token_of("ana"));
    const auto ask = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"history"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return neo(arguments);
    };
    Finished trusted;
    for (int tries = 0; tries < 100 && trusted.status != 0; ++tries) {
        trusted = ask({"--ca-file", certificates->authority});
        if (trusted.status != 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_EQ(trusted.status, 0) << trusted.errors << read_file(proxy_home.path() / "log");
    for (const std::vector<std::string>& more :
         {std::vector<std::string>{}, {"--ca-file", certificates->other_authority}, {"--ca-file", "nowhere.pem"}}) {
        const Finished told = ask(more);
        EXPECT_EQ(told.status, 3);
        EXPECT_THAT(told.errors, HasSubstr("certificate"));
    }
}

INSTANTIATE_TEST_SUITE_P(On, Tls, testing::Values("sqlite"));

}  // namespace
}  // namespace neo::clitest
