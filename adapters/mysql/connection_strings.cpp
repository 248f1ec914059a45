#include "connection_strings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string_view>

namespace neo::sql {
namespace {

// What SOCI knows, without `reconnect`, `charset` and `local_infile`, which must stay as they are.
constexpr std::array<std::string_view, 14> known{
    "host",  "port",   "user",    "pass",        "password",        "db",           "dbname",
    "sslca", "sslkey", "sslcert", "unix_socket", "connect_timeout", "read_timeout", "write_timeout"};

Error wrong(const std::string& why) {
    return {ErrorCode::invalid, "connection is no connection string of MySQL (" + why +
                                    "): write \"host=… port=… db=… user=…\", with values that hold spaces in single "
                                    "quotes"};
}

// name=value name='value with spaces'; a backslash takes the next character as it is.
result<std::map<std::string, std::string>> parse(std::string_view text) {
    std::map<std::string, std::string> values;
    std::size_t i = 0;
    const auto skip_spaces = [&] {
        while (i < text.size() && std::isspace(static_cast<unsigned char>(text[i])))
            ++i;
    };
    for (skip_spaces(); i < text.size(); skip_spaces()) {
        const std::size_t equals = text.find('=', i);
        if (equals == std::string_view::npos) return wrong("a name without a value");
        const std::string name(text.substr(i, equals - i));
        if (std::find(known.begin(), known.end(), name) == known.end()) return wrong("a name that is not known");
        i = equals + 1;
        const bool quoted = i < text.size() && text[i] == '\'';
        if (quoted) ++i;
        std::string value;
        bool closed = !quoted;
        for (; i < text.size(); ++i) {
            if (quoted ? text[i] == '\'' : std::isspace(static_cast<unsigned char>(text[i]))) {
                closed = true;
                if (quoted) ++i;
                break;
            }
            if (text[i] == '\\' && i + 1 < text.size()) ++i;
            value += text[i];
        }
        if (!closed) return wrong("a quote is not closed");
        if (!values.emplace(name, value).second) return wrong("a name is there twice");
    }
    return values;
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts(1);
    for (const char c : list) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string quoted(const std::string& value) {
    std::string out = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

}  // namespace

result<MysqlNodes> mysql_connection_strings(const DatabaseConfig& config) {
    auto values = parse(config.connection);
    if (!values) return values.error();
    if (!values->contains("sslca") && (values->contains("sslcert") || values->contains("sslkey"))) {
        return Error{ErrorCode::invalid,
                     "connection has sslcert or sslkey and no sslca: without the authority of the server's certificate "
                     "the driver would not encrypt; add sslca"};
    }
    values->insert({"connect_timeout", "5"});
    (*values)["charset"] = "utf8mb4";
    if (!config.password.empty()) {
        values->erase("pass");
        (*values)["password"] = config.password.text();
    }
    const std::vector<std::string> hosts = split((*values)["host"]);
    const std::vector<std::string> ports = split((*values)["port"]);
    if (ports.size() != 1 && ports.size() != hosts.size()) return wrong("as many ports as hosts, or one for all");

    MysqlNodes nodes;
    nodes.tls = values->contains("sslca");
    for (std::size_t node = 0; node < hosts.size(); ++node) {
        (*values)["host"] = hosts[node];
        (*values)["port"] = ports[ports.size() == 1 ? 0 : node];
        std::string out;
        for (const auto& [name, value] : *values) {
            if (!value.empty()) out += name + "=" + quoted(value) + " ";
        }
        nodes.connection_strings.emplace_back(std::move(out));
    }
    for (auto& [name, value] : *values)
        wipe(value);
    return nodes;
}

}  // namespace neo::sql
