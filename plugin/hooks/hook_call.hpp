// What every function of the hooks does around its one line: reads text, writes the document, logs what the caller is
// not told, lets nothing be thrown across the ABI.
#pragma once

#include "documents.hpp"
#include "endpoint.hpp"
#include "plugin.hpp"
#include "problem_kinds.hpp"

#include <neo/host/cpp/text.hpp>

#include <cstdint>
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

// Writes to the log why `asked` ended in this problem, where the caller is not told.
void log_cause(ports::Log& log, std::string_view asked, const app::Problem& problem) noexcept;

// The outcome of `body`; when it throws, the problem of a defect.
template <class Body>
auto outcome_of(std::string_view asked, ports::Log& log, Body&& body) -> decltype(body()) {
    auto outcome = [&]() -> decltype(body()) {
        try {
            return body();
        } catch (const std::exception& error) {
            return app::as_problem(Error{ErrorCode::internal, error.what()});
        } catch (...) {
            return app::as_problem(Error{ErrorCode::internal, "an exception of unknown type"});
        }
    }();
    if (!outcome) log_cause(log, asked, outcome.error());
    return outcome;
}

// Who asks what: the first of `ids`, each of which is checked as one, and a JSON object of texts and numbers as the
// query, as if they had come in a URL.
app::outcome<Call> call_from(app::Services& services, std::initializer_list<neo_text> ids, neo_text query);

// The version that these arguments of a function name.
app::outcome<domain::VersionId> version_from(neo_text organization, neo_text dataflow, std::int64_t number);

// Runs `body`, a function of the plugin; a process that was forked off is refused.
template <class Body>
neo_status with_plugin(void* context, neo_sink reply, Body&& body) noexcept {
    return sdk::guarded(reply, [&]() -> neo_status {
        Plugin& plugin = plugin_of(context);
        if (plugin.is_of_this_process()) return body(plugin);
        sdk::write(reply, started_before_fork);
        return NEO_UNSUPPORTED;
    });
}

// Answers a call of the function `asked` ("promote/1 preflight") with what `endpoint`, a function of a Call, answers.
template <class Endpoint>
neo_status answer(std::string_view asked, void* context, neo_sink reply, std::initializer_list<neo_text> ids,
                  neo_text query, Endpoint&& endpoint) noexcept {
    return with_plugin(context, reply, [&](Plugin& plugin) -> neo_status {
        app::Services& services = plugin.services();
        const auto document = outcome_of(asked, services.log, [&]() -> app::outcome<Document> {
            NEO_TRY(call, call_from(services, ids, query));
            return endpoint(call);
        });
        if (!document) {
            sdk::write(reply, problem_json(document.error()));
            return kind_of(document.error()).status;
        }
        sdk::write(reply, document->text);
        return NEO_OK;
    });
}

template <class Endpoint>
neo_status answer(std::string_view asked, void* context, neo_sink reply, std::initializer_list<neo_text> ids,
                  Endpoint&& endpoint) noexcept {
    return answer(asked, context, reply, ids, neo_text{}, std::forward<Endpoint>(endpoint));
}

}  // namespace neo::hooks
