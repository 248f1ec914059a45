// Reads the members of one JSON object and remembers which, so that the others can be named.
// Every function throws Malformed with the place of what is missing or of another type.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host::json {

class ObjectReader {
public:
    // Borrows `value`. `place` is empty for a whole document.
    ObjectReader(const boost::json::value& value, std::string place);

    // Null when there is no such member.
    const boost::json::value* find(std::string_view key);
    const boost::json::value& required(std::string_view key);

    std::string text(std::string_view key);
    // Unset when the member is missing or null.
    std::optional<std::string> optional_text(std::string_view key);
    std::optional<bool> optional_flag(std::string_view key);
    std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t least, std::int64_t most);
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
    // Empty when the member is missing.
    std::vector<std::string> texts(std::string_view key);
    // Null when the member is missing.
    const boost::json::array* optional_array(std::string_view key);

    // "place.key", for messages.
    std::string place_of(std::string_view key) const;
    [[noreturn]] void refuse(std::string_view key, const std::string& why) const;

    // What nobody asked for in `part`, which was read out of this object, counts as such here too.
    void adopt(const ObjectReader& part);
    // Places of the members that nobody asked for.
    std::vector<std::string> unread() const;
    // Throws for the first of them.
    void refuse_unread() const;

private:
    const boost::json::object* object_;
    std::string place_;
    std::vector<std::string> read_;
    std::vector<std::string> unread_below_;
};

}  // namespace neo::host::json
