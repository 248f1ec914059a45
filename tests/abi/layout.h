/* What a release pinned holds for the headers that are compiled here: offset and type of every member, every size,
 * number and text. PINS is the pins.h of the release in packaging/abi. For C11 and for C++20: what breaks the ABI does
 * not compile. The names of arguments are no part of a type: packaging/abi/growth.py compares them. */
#include <assert.h>
#include <stddef.h>

#ifdef __cplusplus
#include <type_traits>
#define PINNED_NOEXCEPT noexcept
#define SAME_TYPE(type, ...) std::is_same<type, __VA_ARGS__>::value
#define TYPE_OF(type, member) decltype(type::member)
#else
#define PINNED_NOEXCEPT
#define SAME_TYPE(type, ...) __builtin_types_compatible_p(type, __VA_ARGS__)
#define TYPE_OF(type, member) __typeof__(((type*)0)->member)
#endif

#define MEMBER(type, member, bytes, ...)                                              \
    static_assert(offsetof(type, member) == (bytes), #type "." #member " has moved"); \
    static_assert(SAME_TYPE(TYPE_OF(type, member), __VA_ARGS__), #type "." #member " is no longer " #__VA_ARGS__);
#define FIXED(type, bytes) static_assert(sizeof(type) == (bytes), "the size of " #type " changed");
#define GROWING(type, bytes) static_assert(sizeof(type) >= (bytes), #type " is shorter");
#define TYPE(type, ...) static_assert(SAME_TYPE(type, __VA_ARGS__), #type " is no longer " #__VA_ARGS__);
#define NUMBER(name, value) static_assert((name) == (value), #name " is no longer " #value);
#define TEXT(name, text) static_assert(__builtin_strcmp(name, text) == 0, #name " is no longer " #text);

#include PINS
