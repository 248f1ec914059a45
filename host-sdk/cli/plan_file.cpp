#include "plan_file.hpp"

#include "failure.hpp"
#include "text/terminal.hpp"
#include "text/view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

namespace neo::cli {
namespace json = boost::json;

void write_plan(const std::string& file, json::object body, const json::value& plan, const std::string& url) {
    body["plan"] = plan;
    body["url"] = url;
    const std::string text = json::serialize(body) + "\n";
    if (file == "-") return print(text);
    std::ofstream out(file, std::ios::binary);
    if (!(out << text).flush()) throw Failure(wrong_usage, "cannot write the plan to " + file);
}

json::object read_plan(const std::string& file, const std::string& url) {
    const std::string name = file == "-" ? "standard input" : file;
    std::ifstream opened;
    if (file != "-") opened.open(file, std::ios::binary);
    if (!opened) throw Failure(wrong_usage, "cannot read the plan file " + name);
    std::istream& in = file == "-" ? std::cin : opened;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.empty()) throw Failure(wrong_usage, "there is no plan in " + name + ": nothing to promote was planned");

    json::error_code error;
    json::value plan = json::parse(text, error);
    if (error || !member(plan, "plan").is_string() || !member(plan, "source").is_object() ||
        !member(plan, "target").is_object()) {
        throw Failure(wrong_usage, name + " holds no plan as `neo plan --out` writes it");
    }
    if (const json::value& made_at = member(plan, "url"); made_at != json::value(url))
        throw Failure(wrong_usage, fmt::format("the plan was made at {}, which is not {}", said(made_at), url));
    json::object body = std::move(plan.as_object());
    body.erase("url");
    return body;
}

}  // namespace neo::cli
