// What every function of the C hooks does around its one line: reads text, writes the reply, lets nothing be thrown
// across the ABI.
#pragma once

#include "input.hpp"
#include "reply.hpp"

#include <neo/host/cpp/text.hpp>
#include <plugin/app/services.hpp>

#include <initializer_list>
#include <string>
#include <utility>

namespace neo::hooks {

inline app::Services& services_of(void* context) noexcept {
    return *static_cast<app::Services*>(context);
}
inline std::string text_from(neo_text text) {
    return std::string(sdk::view(text));
}

// Answers with what `body`, a function of no arguments, replies; a missing actor or a malformed id is refused before.
template <class Body>
neo_status answer(neo_sink sink, std::initializer_list<neo_text> ids, Body&& body) noexcept {
    return sdk::guarded(sink, [&] {
        for (const neo_text id : ids) {
            if (const auto checked = read_id(sdk::view(id), "an id"); !checked) {
                sdk::write(sink, reply_with(checked.error()).body);
                return static_cast<neo_status>(NEO_INVALID);
            }
        }
        const Reply reply = body();
        sdk::write(sink, reply.body);
        return hook_status(reply.status);
    });
}

// The members of a JSON object of texts and numbers as a query, as if they had come in a URL.
app::outcome<Query> query_from(neo_text json);

}  // namespace neo::hooks
