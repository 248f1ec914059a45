// The JSON documents of the platform's things, the same for plugins (host SDK) and for the host's own API.
#pragma once

#include "platform/model.hpp"
#include "store/dataflows.hpp"
#include "store/promotions.hpp"
#include "store/trigger_holders.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <vector>

namespace neo::host {

boost::json::object document_of(const Organization& organization);
boost::json::object document_of(const Application& application);
boost::json::object document_of(const User& user);
boost::json::object document_of(const Grant& grant);
boost::json::object document_of(const Trigger& trigger);
boost::json::object document_of(const store::DataflowSummary& dataflow);
boost::json::object document_of(const store::TriggerHolder& holder);
boost::json::object document_of(const store::Applied& applied);
// Without the content, which is not to be written anew.
boost::json::object document_of(const std::string& organization, const store::Version& version);

// {"items": […]}
template <class Item>
boost::json::object list_document(const std::vector<Item>& items) {
    boost::json::array array;
    array.reserve(items.size());
    for (const Item& item : items)
        array.push_back(document_of(item));
    return {{"items", std::move(array)}};
}

}  // namespace neo::host
