#include "content_patterns.hpp"

#include <optional>

namespace neo::domain {

namespace {

using Key = std::pair<std::string_view, PatternTexts::List PatternTexts::*>;

constexpr Key keys[] = {
    {"references", &PatternTexts::references},
    {"placeholders", &PatternTexts::placeholders},
    {"secret_names", &PatternTexts::secret_names},
    {"secret_values", &PatternTexts::secret_values},
    {"needs_configuration", &PatternTexts::needs_configuration},
    {"needs_helper", &PatternTexts::needs_helper},
    {"needs_dataflow", &PatternTexts::needs_dataflow},
    {"configuration_members", &PatternTexts::configuration_members},
    {"helper_members", &PatternTexts::helper_members},
    {"dataflow_members", &PatternTexts::dataflow_members},
};

constexpr PatternTexts::List PatternTexts::*needs_by_kind[need_kinds] = {
    &PatternTexts::needs_configuration, &PatternTexts::needs_helper, &PatternTexts::needs_dataflow};
constexpr PatternTexts::List PatternTexts::*members_by_kind[need_kinds] = {
    &PatternTexts::configuration_members, &PatternTexts::helper_members, &PatternTexts::dataflow_members};

// What may stand behind the word that makes a name a secret's: "API_KEY_PROD", "password2", "tokenValue".
constexpr std::string_view name_end =
    "(?:[-_ ]?(?:value|text|string|dev|sit|uat|test|stag(?:e|ing)|sandbox|demo|live|prod(?:uction)?))?\\d*";

// "a|b|c" in a group; nothing matches the one of an empty list.
std::string any_of(const PatternTexts::List& patterns) {
    if (patterns.empty()) return R"([^\x00-\x{10FFFF}])";
    std::string joined = "(?:";
    for (const std::string& pattern : patterns)
        joined.append(joined.size() > 3 ? "|" : "").append("(?:").append(pattern).append(")");
    return joined + ")";
}

std::unique_ptr<re2::RE2> compiled(const std::string& pattern) {
    return std::make_unique<re2::RE2>(pattern, pattern_options());
}

std::optional<PatternFault> fault_of(const PatternTexts& texts) {
    for (const auto& [key, list] : keys) {
        const bool is_need = key.starts_with("needs_");
        for (const std::string& pattern : texts.*list) {
            const auto one = compiled(pattern);
            const std::string which = "has the pattern '" + pattern + "', which ";
            if (!one->ok()) return PatternFault{std::string(key), which + "is none: " + one->error()};
            if (is_need && one->NumberOfCapturingGroups() != 1)
                return PatternFault{std::string(key), which + "must have one group, around the name that is asked for"};
            if (key == "secret_names" && one->NumberOfCapturingGroups() != 0)
                return PatternFault{std::string(key), which + "must have no group; write (?:…)"};
            if (one->Match("", 0, 0, re2::RE2::UNANCHORED, nullptr, 0))
                return PatternFault{std::string(key), which + "matches where nothing is"};
        }
    }
    return std::nullopt;
}

// How secrets are written into scripts, commands and addresses, under a name that says so or in a place that does.
std::vector<std::pair<std::string, ContentPatterns::Finds>> shapes(const std::string& secret_name) {
    using Finds = ContentPatterns::Finds;
    const std::string name = "(?i)(" + secret_name + ")" + std::string(name_end) + "\\\\*[\"'`]?[\\])]*";
    return {
        {name +
             R"(\s*(?:=>|:=|[:=!]={0,2}|,|\(|\|\||\?\?)\s*\\*["'`](?:(?:bearer|basic|token|bot|apikey)\s+)?([^"'`\\\s]+)\\*["'`])",
         Finds::assigned},
        {name +
             R"([ \t]*(?:=>|:=|[:=>]|%3[AD])[ \t]*(?:(?:bearer|basic|token|bot|apikey)\s+)?([^\s"'`,;&<>(){}\[\]|\\]+))",
         Finds::loosely_assigned},
        {"(?i)<[\\w:.-]*(" + secret_name + R"()\s[^<>]*>([^<>\s]+)</)", Finds::assigned},
        {R"((?i)(password|identified by)\s+["']([^"'`\s]+)["'])", Finds::assigned},
        {"(?i)--[\\w-]*(" + secret_name + R"()[ =]+["']?([^\s"'`&<>(){}|\\]+))", Finds::loosely_assigned},
        {R"((?:\s-u|--user)[ =]+["']?[^\s:"'${]+:([^\s"'`&<>|\\]+))", Finds::credential},
        {R"(://[^\s/?#@:"'`<>]*:([^\s/?#@"'`<>]+)@)", Finds::credential},
        {R"(://([A-Za-z0-9_-]{20,})(?::x-oauth-basic)?@)", Finds::random_secret},
        {R"((?i)[?&](?:key|sig|signature|auth|code|pw|pass|appid)=([\w%+/=~.-]{16,}))", Finds::random_secret},
        {R"((?i)(?:^|[;\s"'`])[\w.-]*(?:sess(?:ion)?(?:[-_]?id)?|sid)=([\w%.:+/-]{16,}))", Finds::random_secret},
        {R"((?i)\b(?:bearer|basic)(?:\s+|\s*["'`]\s*[+.]\s*["'`])([A-Za-z0-9._~+/=-]{12,}))", Finds::random_secret},
        {R"((?i)(?:btoa|b64encode|base64_encode|buffer\.from)\(\s*b?["'`][^\s"'`:${]+:([^\s"'`]+)["'`])",
         Finds::credential},
        {R"((?i)\b(?:create_?hmac|sign|verify|login|basic_?auth)\s*\([^"'`()]*(?:["'`][\w@.-]*["'`]\s*,\s*)?["'`]([^\s"'`]{16,})["'`]\s*[,)])",
         Finds::random_secret},
    };
}

}  // namespace

std::span<const Key> pattern_keys() {
    return keys;
}

std::variant<ContentPatterns, PatternFault> compile_patterns(const PatternTexts& texts) {
    if (auto fault = fault_of(texts)) return *std::move(fault);
    ContentPatterns patterns;
    const auto search = [&patterns](const std::string& pattern, ContentPatterns::Searched searched) {
        patterns.set.add(pattern);
        patterns.searched.push_back(searched);
    };
    for (const std::string& pattern : texts.secret_values)
        search(pattern, {ContentPatterns::Finds::known_secret});
    if (!texts.secret_names.empty()) {
        for (const auto& [pattern, finds] : shapes(any_of(texts.secret_names)))
            search(pattern, {finds});
    }
    for (std::size_t kind = 0; kind < need_kinds; ++kind) {
        for (const std::string& pattern : texts.*needs_by_kind[kind])
            search(pattern, {ContentPatterns::Finds::need, static_cast<NeedKind>(kind)});
        patterns.need_members[kind] = compiled("(?i)" + any_of(texts.*members_by_kind[kind]));
    }
    patterns.set.compile();
    patterns.references = compiled(any_of(texts.references));
    patterns.placeholders = compiled("(?i)" + any_of(texts.placeholders));
    patterns.secret_names = compiled("(?i)" + any_of(texts.secret_names) + std::string(name_end) + "$");
    return patterns;
}

std::shared_ptr<const ContentPatterns> standard_patterns() {
    static const auto patterns =
        std::make_shared<const ContentPatterns>(std::get<ContentPatterns>(compile_patterns(default_patterns())));
    return patterns;
}

}  // namespace neo::domain
