#include "commands.hpp"

#include <host-sdk/cli/plan_file.hpp>
#include <host-sdk/cli/request.hpp>
#include <host-sdk/cli/server/api.hpp>
#include <host-sdk/cli/text/promotion_text.hpp>
#include <host-sdk/cli/text/view.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace neo::cli {
namespace json = boost::json;
namespace {

struct Options {
    std::string from;
    std::string to;
    std::string application;
    std::string out;
};

ExitCode verdict_of(const json::value& preflight) {
    if (member(preflight, "promotable") == json::value(true)) return done;
    const json::array& failures = elements(member(preflight, "failures"));
    const bool lacks_permission = std::ranges::any_of(failures, [](const json::value& failure) {
        return member(failure, "code") == json::value("promote_permission_missing");
    });
    return lacks_permission ? not_allowed : refused;
}

ExitCode plan(const Options& options, const Settings& settings) {
    const bool is_piped = options.out == "-";
    if (is_piped && settings.json) throw Failure(wrong_usage, "--out - and --json both want standard output");
    const json::object asked = body_of(read_request(options.from, options.to, options.application));
    Api api(connection_of(settings));
    const Document answer = must([&] { return api.preflight(asked); });
    const ExitCode verdict = verdict_of(answer.value);
    if (settings.json) {
        print_json(answer.text);
    } else {
        // Who pipes a plan still sees it.
        const Paint paint(is_piped ? STDERR_FILENO : STDOUT_FILENO);
        const std::string text = title_of(asked) + "\n" + preflight_text(answer.value, paint);
        if (is_piped)
            std::fputs(text.c_str(), stderr);
        else
            print(text);
    }
    if (verdict == done && !options.out.empty())
        write_plan(options.out, asked, member(answer.value, "plan"), api.url());
    return verdict;
}

}  // namespace

Command add_plan(CLI::App& app, const Settings& settings) {
    const auto options = std::make_shared<Options>();
    CLI::App* const parser = app.add_subcommand("plan", "what a promotion would meet and do, without promoting");
    parser->add_option("--from", options->from, "what to promote; %2F and %40 stand for / and @ in an id")
        ->type_name("ORGANIZATION/DATAFLOW@VERSION")
        ->required();
    parser->add_option("--to", options->to, "the organization to promote to")->type_name("ORGANIZATION")->required();
    parser
        ->add_option("--application", options->application,
                     "the custom application there, where the trigger does not decide it")
        ->type_name("APPLICATION");
    parser->add_option("--out", options->out, "write the plan for `neo promote`, if there is one; - is standard output")
        ->type_name("FILE");
    return {parser, [options, &settings] { return plan(*options, settings); }};
}

}  // namespace neo::cli
