// What every function of the hooks does around its one line: reads text, writes the reply, logs what the caller is not
// told, lets nothing be thrown across the ABI.
#pragma once

#include "input.hpp"
#include "plugin.hpp"
#include "reply.hpp"

#include <neo/host/cpp/text.hpp>
#include <plugin/app/services.hpp>

#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>

namespace neo::hooks {

// The context of every hook.
inline Plugin& plugin_of(void* context) noexcept {
    return *static_cast<Plugin*>(context);
}
inline std::string text_from(neo_text text) {
    return std::string(sdk::view(text));
}

// Writes to the log why `asked` was answered as it was, where the caller is not told.
void log_cause(ports::Log& log, std::string_view asked, const Reply& reply) noexcept;

// What `body`, a function of the services, replies; when it throws, the problem document of a defect.
template <class Body>
Reply reply_of(app::Services& services, std::string_view asked, Body&& body) {
    Reply reply;
    try {
        reply = body(services);
    } catch (const std::exception& error) {
        reply = reply_with(app::as_problem(Error{ErrorCode::internal, error.what()}));
    } catch (...) {
        reply = reply_with(app::as_problem(Error{ErrorCode::internal, "an exception of unknown type"}));
    }
    log_cause(services.log, asked, reply);
    return reply;
}

// Answers a call of the function `asked` ("promote/1 preflight") with what `body`, a function of the services, replies;
// a process that was forked off, a missing actor and a malformed id are refused before.
template <class Body>
neo_status answer(std::string_view asked, void* context, neo_sink sink, std::initializer_list<neo_text> ids,
                  Body&& body) noexcept {
    return sdk::guarded(sink, [&] {
        Plugin& plugin = plugin_of(context);
        if (!plugin.is_of_this_process()) {
            sdk::write(sink, started_before_fork);
            return static_cast<neo_status>(NEO_UNSUPPORTED);
        }
        for (const neo_text id : ids) {
            if (const auto checked = read_id(sdk::view(id), "an id"); !checked) {
                sdk::write(sink, reply_with(checked.error()).body);
                return static_cast<neo_status>(NEO_INVALID);
            }
        }
        const Reply reply = reply_of(plugin.services(), asked, body);
        sdk::write(sink, reply.body);
        return hook_status(reply.status);
    });
}

// The members of a JSON object of texts and numbers as a query, as if they had come in a URL.
app::outcome<Query> query_from(neo_text json);

}  // namespace neo::hooks
