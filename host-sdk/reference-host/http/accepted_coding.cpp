#include "accepted_coding.hpp"

#include "grammar.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace neo::host::http {

namespace {

using boost::beast::iequals;

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// A weight in thousandths: "0.5" is 500; unset for what is none.
std::optional<int> thousandths(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return std::nullopt;
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    int weight = text[0] == '1' ? 1000 : 0;
    int place = 100;
    for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (!is_digit(digit)) return std::nullopt;
        weight += (digit - '0') * place;
        place /= 10;
    }
    return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

// Of "gzip;q=0.5" what stands behind the name; a thousand when nothing does.
std::optional<int> weight_of(std::string_view parameter) {
    parameter = trimmed(parameter);
    if (parameter.empty()) return 1000;
    if (parameter.size() < 2 || !iequals(parameter.substr(0, 2), "q=")) return std::nullopt;
    return thousandths(parameter.substr(2));
}

// What a client says of the codings that are known here; unset: nothing.
struct Weights {
    std::optional<int> gzip;
    std::optional<int> zstd;
    std::optional<int> identity;
    std::optional<int> any_other;

    void read(std::string_view element) {
        const std::size_t end = std::min(element.find(';'), element.size());
        const std::string_view name = trimmed(element.substr(0, end));
        const auto weight = weight_of(element.substr(std::min(end + 1, element.size())));
        if (!weight) return;
        if (iequals(name, "gzip") || iequals(name, "x-gzip")) gzip = weight;
        if (iequals(name, "zstd")) zstd = weight;
        if (iequals(name, "identity")) identity = weight;
        if (name == "*") any_other = weight;
    }
};

}  // namespace

AcceptedCoding accepted_coding(const Request& request) {
    Weights weights;
    for (const Header& header : request.headers) {
        if (header.name != "accept-encoding") continue;
        const std::string_view list = header.value;
        for (std::size_t at = 0; at < list.size();) {
            const std::size_t comma = std::min(list.find(',', at), list.size());
            weights.read(list.substr(at, comma - at));
            at = comma + 1;
        }
    }
    const int other = weights.any_other.value_or(0);
    const int gzip = weights.gzip.value_or(other);
    const int zstd = weights.zstd.value_or(0);  // younger than many who write "*": only for who names it
    // Who says nothing of it takes it, and likes it least.
    const int identity = weights.identity.value_or(weights.any_other ? other : 1);
    AcceptedCoding accepted;
    accepted.takes_identity = identity > 0;
    const int best = std::max(gzip, zstd);
    if (best > 0 && best >= identity) accepted.coding = zstd >= gzip ? Coding::zstd : Coding::gzip;
    return accepted;
}

}  // namespace neo::host::http
