// What table.hpp demands of a table is no more than the release has whose pins.h is PINS: else its plugins and hosts
// are refused.
#include <neo/host/cpp/table.hpp>

template <class Table>
constexpr std::size_t demanded() {
    if constexpr (requires { neo::sdk::TableTraits<Table>::first_size; }) {
        return neo::sdk::TableTraits<Table>::first_size;
    } else {
        return 0;
    }
}

#define MEMBER(...)
#define FIXED(...)
#define GROWING(type, bytes) static_assert(demanded<type>() <= (bytes), "more is demanded of " #type " than it had");
#define TYPE(...)
#define NUMBER(...)
#define TEXT(...)
#include PINS
