// What is wrong in a document, and where: thrown while reading one, caught by the function that answers for the whole.
#pragma once

#include <stdexcept>
#include <string>

namespace neo::host::json {

class Malformed : public std::runtime_error {
public:
    // syntax: it is not JSON at all; content: it is, but says something that it must not.
    enum class Kind { syntax, content };

    // `place` is a path such as "dataflows[3].versions[0].state", or "line 4, column 7".
    Malformed(Kind kind, std::string place, const std::string& message)
        : std::runtime_error(place.empty() ? message : place + ": " + message), kind_(kind), place_(std::move(place)) {}
    Malformed(std::string place, const std::string& message) : Malformed(Kind::content, std::move(place), message) {}

    Kind kind() const noexcept { return kind_; }
    const std::string& place() const noexcept { return place_; }

private:
    Kind kind_;
    std::string place_;
};

}  // namespace neo::host::json
