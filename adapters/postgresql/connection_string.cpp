#include "connection_string.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cctype>
#include <iterator>
#include <map>
#include <memory>

namespace neo::sql {
namespace {

// What holds unless the configuration says otherwise.
const std::map<std::string, std::string> defaults{
    {"application_name", "neo-promote"},    {"connect_timeout", "5"},  {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},           {"keepalives_count", "3"}, {"tcp_user_timeout", "20000"},
    {"target_session_attrs", "read-write"},
};

std::string percent_encoded(const std::string& value) {
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 && byte < 0x80) {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
        }
    }
    return out;
}

}  // namespace

result<Secret> postgresql_connection_string(const std::string& connection, const Secret& password) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(connection.c_str(), nullptr), &PQconninfoFree);
    if (!options) {
        return Error{ErrorCode::invalid,
                     "connection is no connection string of PostgreSQL: write \"host=… dbname=… user=…\", with values "
                     "that hold spaces in single quotes, or a URI"};
    }
    std::map<std::string, std::string> values = defaults;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) values[option->keyword] = option->val;
    }
    if (!password.empty()) values["password"] = password.text();
    values["client_encoding"] = "UTF8";
    // A URI, because SOCI takes any other form apart at every space, quoted or not.
    std::string uri = "postgresql://";
    char separator = '?';
    for (auto& [keyword, value] : values) {
        uri += separator + keyword + "=" + percent_encoded(value);
        separator = '&';
        wipe(value);
    }
    return Secret(std::move(uri));
}

}  // namespace neo::sql
