// The plugin's REST API, as commands ask it (plugin/hooks/openapi.json). Not thread-safe.
#pragma once

#include "http.hpp"

#include <host-sdk/cli/failure.hpp>

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>

namespace neo::cli {

// A JSON document of the server: byte for byte, and read.
struct Document {
    long status = 0;
    std::string text;
    boost::json::value value;
    long retry_after_seconds = 0;

    bool is_problem() const noexcept { return status >= 400; }
};

// Ends a command with a problem document.
class Problem : public Failure {
public:
    explicit Problem(Document document);
    const Document& document() const noexcept { return document_; }

private:
    Document document_;
};

// What a problem document is to the one who waits for the command.
ExitCode exit_code_of(const Document& problem);

class Api {
public:
    explicit Api(Connection connection) : http_(std::move(connection)) {}

    const std::string& url() const noexcept { return http_.url(); }

    // What was answered, a problem too. `query` is empty or begins with "?". Throws NoAnswer, also when what answers is
    // not this API.
    Document preflight(const boost::json::value& request);
    Document promote(const boost::json::value& request, const std::string& idempotency_key);
    Document promotion(const std::string& id);
    Document promotions(const std::string& query);
    Document origin(const std::string& organization, const std::string& dataflow, std::int64_t version);
    Document spread(const std::string& organization, const std::string& dataflow, const std::string& query);
    Document board(const std::string& organization, const std::string& query);
    Document people(const std::string& organization, const std::string& query);

private:
    Http http_;
};

// The same, where nothing but an answer helps: throws Failure for no answer, and Problem for a problem.
template <class Ask>
Document must(Ask&& ask) {
    Document document;
    try {
        document = ask();
    } catch (const NoAnswer& error) {
        throw Failure(no_answer, error.what());
    }
    if (document.is_problem()) throw Problem(std::move(document));
    return document;
}

}  // namespace neo::cli
