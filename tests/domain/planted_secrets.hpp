// Secrets of realistic shape, made from a seed so that none lies in the repository, and contents that have one of them
// at a known place.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace neo::test {

// The same everywhere for the same seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t end) { return engine_() % end; }
    std::string of(std::string_view characters, std::size_t size);

private:
    std::mt19937_64 engine_;
};

struct SecretKind {
    std::string what;
    std::string name;  // of the header, member or variable that holds it
    std::function<std::string(Dice&)> make;
};

std::vector<SecretKind> secret_kinds();

struct PlantedContent {
    std::string text;     // {"blocks": […], "connections": […]}
    std::string pointer;  // where the value stands
};

struct Place {
    std::string what;
    std::function<PlantedContent(const std::string& name, const std::string& value)> plant;
};

// At least fifty.
std::vector<Place> places();

// As it stands between the quotes of a JSON text.
std::string json_escaped(std::string_view text);

}  // namespace neo::test
