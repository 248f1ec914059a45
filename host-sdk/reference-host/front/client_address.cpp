#include "client_address.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <string_view>

namespace neo::host {

namespace {

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    text.remove_suffix(text.size() - (text.find_last_not_of(" \t") + 1));
    return text;
}

std::string forwarded_for(const http::Request& request) {
    std::string all;
    for (const http::Header& header : request.headers) {
        if (header.name == "x-forwarded-for") all += "," + header.value;
    }
    return all;
}

}  // namespace

std::string client_address(const http::Request& request, const std::vector<std::string>& trusted) {
    const auto is_trusted = [&](const std::string& address) {
        return std::find(trusted.begin(), trusted.end(), address) != trusted.end();
    };
    std::string address = request.remote_address;
    if (!is_trusted(address)) return address;
    const std::string all = forwarded_for(request);
    std::string_view left = all;
    while (!left.empty() && is_trusted(address)) {
        const std::size_t comma = left.rfind(',');
        boost::system::error_code error;
        const auto told = boost::asio::ip::make_address(std::string(trimmed(left.substr(comma + 1))), error);
        if (error) break;
        address = told.to_string();
        left = left.substr(0, comma);
    }
    return address;
}

}  // namespace neo::host
