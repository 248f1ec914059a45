// The identifiers that the program makes (plugin/docs/protocol.md, "Keys").
#pragma once

#include <plugin/base/time.hpp>
#include <plugin/domain/dataflow.hpp>
#include <plugin/ports/host.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace neo::app {

// The same for every attempt to bring this version to this target: what makes a promotion single. Over nothing that can
// change (a cluster, a name): ids alone.
std::string promotion_key(const domain::VersionId& source, std::string_view target);

// SHA-256 over all that travels with a version: blocks and connections without insignificant white space, module and
// global (R4). Equal hashes: the same content, on whichever side.
std::string content_hash(const ports::Version& version);

// A UUID of version 7: identifiers made later sort later. Any thread.
std::string new_id(Time now);

// The first identifier of this microsecond: new_id() makes none below it from then on, and none at or above it before.
std::string first_id(Time time);

// Bounds the ids of what a filter asks for by its times: a row's id is made of the time at which it came about.
template <class Filter>
void bound_ids(Filter& filter) {
    if (filter.from) filter.not_before = first_id(*filter.from);
    if (!filter.to) return;
    const std::string end = first_id(*filter.to);
    filter.before = filter.before.empty() ? end : std::min(filter.before, end);
}

}  // namespace neo::app
