// What is bound to a `:name` of a query: text or an integer, perhaps null.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {

class Parameter {
public:
    // Borrows `value`, which must live until the query has run.
    Parameter(std::string_view name, std::string_view value) : name_(name), borrowed_(value) {}
    Parameter(std::string_view name, const std::string& value) : name_(name), borrowed_(value) {}
    Parameter(std::string_view name, const char* value) : name_(name), borrowed_(value) {}
    Parameter(std::string_view name, const std::optional<std::string>& value)
        : name_(name), null_(!value), borrowed_(value ? *value : std::string_view()) {}
    // Owns the value.
    Parameter(std::string_view name, std::string&& value) : name_(name), owned_(std::move(value)) {}
    Parameter(std::string_view name, std::optional<std::string>&& value)
        : name_(name), null_(!value), owned_(std::move(value)) {}
    template <std::integral Integer>
    Parameter(std::string_view name, Integer value) : name_(name), integer_(value), is_text_(false) {}
    template <std::integral Integer>
    Parameter(std::string_view name, const std::optional<Integer>& value)
        : name_(name), null_(!value), integer_(value.value_or(0)), is_text_(false) {}

    bool operator==(const Parameter& other) const noexcept {
        return name_ == other.name_ && null_ == other.null_ && is_text_ == other.is_text_ && text() == other.text() &&
               integer_ == other.integer_;
    }

    std::string_view name() const noexcept { return name_; }
    bool is_null() const noexcept { return null_; }
    bool is_text() const noexcept { return is_text_; }
    std::string_view text() const noexcept { return owned_ ? *owned_ : borrowed_; }
    std::int64_t integer() const noexcept { return integer_; }

private:
    std::string_view name_;
    bool null_ = false;
    std::optional<std::string> owned_;
    std::string_view borrowed_;
    std::int64_t integer_ = 0;
    bool is_text_ = true;
};

using Parameters = std::vector<Parameter>;

}  // namespace neo::sql
