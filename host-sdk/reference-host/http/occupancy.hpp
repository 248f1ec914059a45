// How many connections are open, in all and by address. One thread at a time.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <map>

namespace neo::host::http {

enum class Place { within, beyond_all, beyond_address };

class Occupancy {
public:
    Occupancy(int connections, int connections_per_address)
        : most_(connections), most_of_one_(connections_per_address) {}

    // Only one that gets a place within the limits is counted; it must leave().
    Place enter(const boost::asio::ip::address& address) {
        if (all_ >= most_) return Place::beyond_all;
        int& of_address = by_address_[address];
        if (of_address >= most_of_one_) return Place::beyond_address;
        ++of_address;
        ++all_;
        return Place::within;
    }

    void leave(const boost::asio::ip::address& address) {
        --all_;
        const auto found = by_address_.find(address);
        if (--found->second == 0) by_address_.erase(found);
    }

private:
    const int most_;
    const int most_of_one_;
    int all_ = 0;
    std::map<boost::asio::ip::address, int> by_address_;
};

}  // namespace neo::host::http
