// The JSON documents of the platform's things in the host's own API: those that plugins get.
#pragma once

#include <neo/host/cpp/wire.hpp>

namespace neo::host {

template <class Thing>
boost::json::object document_of(const Thing& thing) {
    return boost::json::value_from(thing).get_object();
}

}  // namespace neo::host
