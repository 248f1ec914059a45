#include "secret_shape.hpp"

#include <algorithm>
#include <bitset>
#include <cstddef>

namespace neo::domain {

namespace {

enum class Class { lower, upper, digit, joint, other };

Class class_of(char c) {
    if (c >= 'a' && c <= 'z') return Class::lower;
    if (c >= 'A' && c <= 'Z') return Class::upper;
    if (c >= '0' && c <= '9') return Class::digit;
    if (std::string_view("-_./: ").find(c) != std::string_view::npos) return Class::joint;
    return Class::other;
}

bool is_letter(Class of) {
    return of == Class::lower || of == Class::upper;
}

// What is counted over the characters of a value.
struct Shape {
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t others = 0;
    std::size_t changes = 0;  // of class from one character to the next
    bool words = true;        // joined words, each with a number of at most four digits behind it, or such a number
};

Shape shape_of(std::string_view value) {
    constexpr std::size_t longest_number = 4;
    Shape shape;
    Class last = Class::joint;
    std::size_t number = 0;
    for (const char c : value) {
        const Class of = class_of(c);
        shape.letters += is_letter(of) ? 1 : 0;
        shape.digits += of == Class::digit ? 1 : 0;
        shape.others += of == Class::other ? 1 : 0;
        // A capital begins a word: "apiKey" is no change more than "apikey".
        if (of != last && last != Class::joint && of != Class::joint && !(last == Class::lower && of == Class::upper))
            ++shape.changes;
        number = of == Class::digit ? number + 1 : 0;
        if (of == Class::other || number > longest_number || (last == Class::digit && is_letter(of)))
            shape.words = false;
        last = of;
    }
    return shape;
}

// "dXNlcjpwYXNz" has capitals and small letters in an order that no words have, "apiKeyOfTheCRM" has not.
bool is_mixed(std::string_view value, const Shape& shape) {
    constexpr std::size_t fewest_letters = 8;
    constexpr std::size_t letters_for_an_odd_one = 6;
    std::size_t odd = 0;
    for (std::size_t at = 1; at + 1 < value.size(); ++at) {
        const Class before = class_of(value[at - 1]);
        const Class of = class_of(value[at]);
        const Class after = class_of(value[at + 1]);
        // A small letter alone between capitals; a capital behind another and before no word.
        if (of == Class::lower && before == Class::upper && after != Class::lower) ++odd;
        if (of == Class::upper && before == Class::upper && after == Class::lower) ++odd;
    }
    return shape.letters >= fewest_letters && odd >= 2 && odd * letters_for_an_odd_one >= shape.letters;
}

bool starts_with_any(std::string_view value, std::initializer_list<std::string_view> starts) {
    return std::ranges::any_of(starts, [value](std::string_view start) { return value.starts_with(start); });
}

// An address of something, not what opens it.
bool is_address(std::string_view value) {
    constexpr std::size_t contract = 42;  // an account of a chain: "0x" and 40 digits, known to all
    return value.find("://") != std::string_view::npos || (value.starts_with("0x") && value.size() == contract) ||
           starts_with_any(value, {"$.", "./", "//", "/^", "msg.", "data:", "#"});
}

}  // namespace

bool is_uniform(std::string_view value) {
    constexpr std::size_t fewest = 4;
    std::bitset<256> seen;
    for (const char c : value)
        seen.set(static_cast<unsigned char>(c));
    return seen.count() < fewest;
}

bool looks_secret(std::string_view value, SecretPlace place) {
    constexpr std::size_t shortest_password = 6;
    constexpr std::size_t shortest = 8;
    constexpr std::size_t shortest_unnamed = 16;
    constexpr std::size_t longest = 4096;
    const std::size_t least = place == SecretPlace::password  ? shortest_password
                              : place == SecretPlace::unnamed ? shortest_unnamed
                                                              : shortest;
    if (value.size() < least || value.size() > longest) return false;
    // Secrets travel in headers and forms: visible ASCII.
    if (std::ranges::any_of(value, [](char c) { return c <= ' ' || c > '~'; })) return false;
    if (is_uniform(value) || is_address(value)) return false;
    const Shape shape = shape_of(value);
    if (shape.words) return is_mixed(value, shape) || (place == SecretPlace::password && shape.digits > 0);
    if (place == SecretPlace::password) return true;
    if (place == SecretPlace::named) return shape.letters > 0 && (shape.digits > 0 || shape.others > 1);
    return shape.letters > 0 && shape.digits > 0 && shape.changes >= 2;
}

}  // namespace neo::domain
