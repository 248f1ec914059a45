// The settings of a session, by what the server says of them.
#pragma once

#include <soci/soci.h>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace neo::sql {

using Settings = std::map<std::string, std::string, std::less<>>;
using Setting = std::pair<std::string_view, std::string_view>;

// `query` answers names and values.
inline Settings read_settings(soci::session& session, const std::string& query) {
    Settings found;
    std::string name;
    std::string value;
    soci::statement rows = (session.prepare << query, soci::into(name), soci::into(value));
    for (bool got = rows.execute(true); got; got = rows.fetch())
        found[name] = value;
    return found;
}

inline bool is(const Settings& settings, const Setting& expected) {
    const auto found = settings.find(expected.first);
    return found != settings.end() && found->second == expected.second;
}

// The first that is otherwise, for people; unset: none is.
inline std::optional<std::string> difference(const Settings& settings, std::span<const Setting> expected) {
    for (const Setting& setting : expected) {
        if (!is(settings, setting))
            return std::string(setting.first) + " cannot be set to " + std::string(setting.second);
    }
    return std::nullopt;
}

}  // namespace neo::sql
