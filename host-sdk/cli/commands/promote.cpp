#include "carry_through.hpp"
#include "commands.hpp"

#include <host-sdk/cli/plan_file.hpp>
#include <host-sdk/cli/request.hpp>
#include <host-sdk/cli/text/promotion_text.hpp>
#include <host-sdk/cli/text/view.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <random>
#include <unistd.h>
#include <vector>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr int longest_wait_seconds = 24 * 3600;

struct Options {
    std::string plan_file;
    std::string from;
    std::string to;
    std::string application;
    std::string plan;
    std::string reason;
    std::string ticket;
    std::vector<std::string> accept;
    std::string idempotency_key;
    int wait_seconds = 60;
};

// 128 random bits.
std::string new_key() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

json::object request_of(const Options& options, const std::string& url) {
    json::object request;
    if (!options.plan_file.empty()) {
        request = read_plan(options.plan_file, url);
    } else {
        if (options.from.empty() || options.to.empty())
            throw Failure(wrong_usage, "what to promote is a plan file, - for standard input, or --from and --to");
        request = body_of(read_request(options.from, options.to, options.application));
        if (!options.plan.empty()) request["plan"] = options.plan;
    }
    if (!options.reason.empty()) request["reason"] = options.reason;
    if (!options.ticket.empty()) request["ticket"] = options.ticket;
    if (!options.accept.empty()) request["accept"] = json::value_from(options.accept);
    return request;
}

ExitCode promote(const Options& options, const Settings& settings) {
    Api api(connection_of(settings));
    const json::object request = request_of(options, api.url());
    const std::string key = options.idempotency_key.empty() ? new_key() : options.idempotency_key;
    if (printable(key) != key)
        throw Failure(wrong_usage, "--idempotency-key goes into a header: no control characters");
    Document ended = carry_through(api, request, key, std::chrono::seconds(options.wait_seconds));
    if (ended.is_problem()) throw Problem(std::move(ended));
    if (settings.json)
        print_json(ended.text);
    else
        print(promotion_text(ended.value, Paint(STDOUT_FILENO)));
    const std::string status = said(member(ended.value, "status"));
    if (status == "in_progress")
        throw Failure(no_answer, "what comes of it is not known yet: ask again with --idempotency-key " + key);
    return status == "succeeded" ? done : refused;
}

}  // namespace

Command add_promote(CLI::App& app, const Settings& settings) {
    const auto options = std::make_shared<Options>();
    CLI::App* const parser = app.add_subcommand("promote", "promote a version, as it was planned if there is a plan");
    CLI::Option* const file =
        parser->add_option("PLAN", options->plan_file, "the file of `neo plan --out`; - is standard input")
            ->type_name("FILE");
    const auto add = [&](const char* name, std::string& text, const char* type, const char* description) {
        return parser->add_option(name, text, description)->type_name(type);
    };
    add("--from", options->from, "ORGANIZATION/DATAFLOW@VERSION", "what to promote, instead of a plan file")
        ->excludes(file);
    add("--to", options->to, "ORGANIZATION", "the organization to promote to")->excludes(file);
    add("--application", options->application, "APPLICATION", "the custom application there")->excludes(file);
    add("--plan", options->plan, "TEXT", "the plan of a preflight: promotes what that showed, or nothing")
        ->excludes(file);
    add("--reason", options->reason, "TEXT", "why, for the record");
    add("--ticket", options->ticket, "TEXT", "the ticket, for the record");
    parser->add_option("--accept", options->accept, "a warning that you accept, for the record; repeatable")
        ->type_name("CODE")
        ->allow_extra_args(false);
    add("--idempotency-key", options->idempotency_key, "KEY",
        "the same key is the same promotion, however often it is asked for; random if left out");
    parser->add_option("--wait", options->wait_seconds, "how long to ask what became of it, 60 if left out")
        ->type_name("SECONDS")
        ->check(CLI::Range(0, longest_wait_seconds).description(""));
    return {parser, [options, &settings] { return promote(*options, settings); }};
}

}  // namespace neo::cli
