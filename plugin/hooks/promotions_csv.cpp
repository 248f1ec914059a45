#include "promotions_csv.hpp"

#include <plugin/base/time.hpp>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace neo::hooks {

namespace {

// What spreadsheets begin a formula with, also in full width.
bool begins_formula(std::string_view text) {
    static constexpr std::array<std::string_view, 10> beginnings{"=",  "+",  "-",  "@",  "\t",
                                                                 "\r", "\n", "＝", "＋", "－"};
    for (const std::string_view beginning : beginnings) {
        if (text.starts_with(beginning)) return true;
    }
    return text.starts_with("＠");
}

class Line {
public:
    Line& text(std::string_view value) {
        std::string cell(begins_formula(value) ? "'" : "");
        cell += value;
        if (cell.find_first_of(",\"\r\n") == std::string::npos) return raw(cell);
        std::string quoted = "\"";
        for (const char c : cell)
            quoted.append(c == '"' ? 2 : 1, c);
        return raw(quoted + '"');
    }
    Line& text_or_nothing(const std::optional<std::string>& value) {
        return text(std::string_view(value ? *value : ""));
    }
    Line& number(const std::optional<std::int64_t>& value) { return raw(value ? std::to_string(*value) : ""); }
    Line& boolean(bool value) { return raw(value ? "true" : "false"); }
    std::string done() && { return std::move(line_) + "\r\n"; }

private:
    Line& raw(std::string_view cell) {
        if (begun_) line_ += ',';
        begun_ = true;
        line_ += cell;
        return *this;
    }

    std::string line_;
    bool begun_ = false;
};

template <class Items, class Write>
std::string joined(const Items& items, Write&& write) {
    std::string text;
    for (const auto& item : items)
        text.append(text.empty() ? "" : "; ").append(write(item));
    return text;
}

}  // namespace

std::string promotion_csv(const app::Shown<ports::Promotion>& shown, const app::NameOf& name_of) {
    const ports::Promotion& promotion = *shown;
    const auto version = promotion.source.version;
    Line line;
    line.text(promotion.id)
        .text(ports::to_text(promotion.status))
        .text(promotion.source.organization)
        .text(promotion.source.dataflow)
        .text_or_nothing(promotion.dataflow_name)
        .number(version == 0 ? std::nullopt : std::optional(version))
        .text(promotion.target_organization)
        .text_or_nothing(promotion.target_application)
        .text_or_nothing(promotion.target_dataflow)
        .number(promotion.approved_version)
        .number(promotion.draft_version)
        .boolean(promotion.routed)
        .text(promotion.trigger ? promotion.trigger->method : "")
        .text(promotion.trigger ? promotion.trigger->url : "")
        .text(promotion.actor)
        .text_or_nothing(name_of(promotion.actor))
        .text(rfc3339(promotion.requested_at))
        .text(promotion.finished_at ? rfc3339(*promotion.finished_at) : "")
        .text(joined(promotion.failures,
                     [](const domain::Failure& failure) {
                         return failure.message.empty() ? failure.code : failure.code + ": " + failure.message;
                     }))
        .text(promotion.standing ? domain::to_text(*promotion.standing) : "")
        .text_or_nothing(promotion.ticket)
        .text_or_nothing(promotion.reason)
        .boolean(promotion.planned)
        .text(joined(promotion.warnings, [](const domain::Warning& warning) { return warning.code; }))
        .text(joined(promotion.accepted, [](const std::string& code) { return code; }))
        .text_or_nothing(promotion.content_hash);
    return std::move(line).done();
}

}  // namespace neo::hooks
