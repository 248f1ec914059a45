// The host's own API, asked without a network, over its store on one of the backends.
#pragma once

#include "host_store.hpp"

#include <host-sdk/reference-host/front/front.hpp>
#include <host-sdk/reference-host/security_log.hpp>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tests/support/files.hpp>
#include <utility>
#include <vector>

namespace neo::test {

class HostApi : public ::testing::TestWithParam<std::string> {
protected:
    HostApi()
        : store(GetParam()),
          plugins(store.pool(), config),
          security_log(host::SecurityLog::open(folder.path() / "security.log").value()),
          front(std::make_unique<host::Front>(store.pool(), config, 1, plugins, *security_log)) {
        store.import(small_platform);
    }

    host::http::Response ask(const std::string& method, const std::string& path, const std::string& body = {},
                             std::vector<host::http::Header> headers = {}) {
        return front->answer({method, path, std::move(headers), body, "192.0.2.7"});
    }
    host::http::Response as(const std::string& user, const std::string& method, const std::string& path,
                            const std::string& body = {}) {
        return ask(method, "/api/v1" + path, body, {{"authorization", "Bearer " + token_of(user)}});
    }
    host::http::Response with_cookie(const std::string& cookie, const std::string& method, const std::string& path,
                                     const std::string& body = {}) {
        return ask(method, "/api/v1" + path, body, {{"cookie", cookie}, {"x-neo-csrf", "1"}});
    }
    // "404 user_unknown" of a problem document.
    static std::string code(const host::http::Response& response) {
        const auto document = boost::json::parse(response.body);
        EXPECT_EQ(document.at("status").to_number<int>(), response.status);
        EXPECT_FALSE(document.at("detail").as_string().empty());
        return std::to_string(response.status) + " " + std::string(document.at("code").as_string());
    }
    static std::string header(const host::http::Response& response, const std::string& name) {
        for (const auto& header : response.headers) {
            if (header.name == name) return header.value;
        }
        return {};
    }

    // As the portal does, with `more` headers.
    host::http::Response ask_to_log_in(const std::string& body, std::vector<host::http::Header> more = {}) {
        more.push_back({"content-type", "application/json"});
        more.push_back({"x-neo-csrf", "1"});
        return ask("POST", "/api/v1/session", body, std::move(more));
    }
    static std::string cookie_of(const host::http::Response& response) {
        const std::string cookie = header(response, "Set-Cookie");
        return cookie.substr(0, cookie.find(';'));
    }
    // "neo_session=…" of a new session.
    std::string log_in(const std::string& token) {
        const auto response = ask_to_log_in(R"({"token": ")" + token + "\"}");
        EXPECT_EQ(response.status, 200) << response.body;
        return cookie_of(response);
    }

    const TemporaryFolder folder;
    HostStore store;
    host::Config config;
    host::Plugins plugins;
    std::unique_ptr<host::SecurityLog> security_log;
    std::unique_ptr<host::Front> front;
};

}  // namespace neo::test
