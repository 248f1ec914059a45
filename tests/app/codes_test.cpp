// The stable codes: what openapi.json lists is what the tables hold, and each comes to a status.
#include <plugin/hooks/openapi.hpp>
#include <plugin/hooks/problem_kinds.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <set>
#include <string>

namespace neo::apptest {
namespace {

using app::Problem;

std::set<std::string> listed(const std::string& pointer) {
    const auto document = boost::json::parse(hooks::openapi_document());
    return boost::json::value_to<std::set<std::string>>(document.at_pointer("/components/schemas/" + pointer));
}

std::set<std::string> codes(const auto& table) {
    std::set<std::string> codes;
    for (const domain::KindOfCode& row : table)
        codes.emplace(row.code);
    return codes;
}

std::set<std::string> joined(std::initializer_list<std::set<std::string>> parts) {
    std::set<std::string> all;
    for (const auto& part : parts)
        all.insert(part.begin(), part.end());
    return all;
}

TEST(Codes, V2_OpenApiListsEveryFailureAndNoOther) {
    EXPECT_EQ(joined({listed("FailureCode/enum"),
                      listed("MappingErrorCode/enum"),
                      {"view_permission_missing", "mapping_unknown"}}),  // of reading, and of what is not there
              codes(domain::failure_codes));
}

TEST(Codes, V2_OpenApiListsEveryProblemAndNoOther) {
    const std::set<std::string> of_http{"unauthenticated", "method_not_allowed"};
    const std::set<std::string> of_the_host{"csrf_header_missing", "body_too_large", "headers_too_large", "internal"};
    EXPECT_EQ(listed("ProblemCode/enum"),
              joined({codes(domain::failure_codes), codes(app::problem_codes), of_http, of_the_host}));
}

TEST(Codes, V2_OpenApiListsEveryWarningAndNoOther) {
    const std::set<std::string> known(domain::warning_codes.begin(), domain::warning_codes.end());
    EXPECT_EQ(listed("Warning/properties/code/examples"), known);
}

TEST(Codes, EachKindOfProblemHasAStatus) {
    for (const auto& [code, kind, side] : domain::failure_codes)
        EXPECT_NE(std::ranges::find(hooks::problem_kinds, kind, &hooks::ProblemKind::kind), hooks::problem_kinds.end())
            << code;
    for (const auto& [code, kind, side] : app::problem_codes)
        EXPECT_NE(std::ranges::find(hooks::problem_kinds, kind, &hooks::ProblemKind::kind), hooks::problem_kinds.end())
            << code;
}

TEST(Codes, A3_TheHeaviestFailureSpeaksForAllAndTheFirstOfItsKind) {
    const domain::Failure rule{"mapping_missing", "a rule", "", {}};
    const domain::Failure conflict{"promotion_in_progress", "in progress", "Wait.", {}};
    const domain::Failure later_conflict{"target_changed", "changed", "", {}};
    const domain::Failure permission{"promote_permission_missing", "a permission", "", {}};
    const Problem problem({rule, conflict, later_conflict});
    EXPECT_EQ(problem.code, "promotion_in_progress");
    EXPECT_EQ(problem.kind, Problem::Kind::conflict);
    EXPECT_EQ(problem.detail, "in progress Wait.");
    EXPECT_EQ(problem.failures.size(), 3U);
    EXPECT_EQ(Problem({rule, conflict, permission}).kind, Problem::Kind::forbidden);
}

TEST(Codes, EveryErrorOfStoreAndHostIsAProblem) {
    const std::pair<ErrorCode, const char*> expected[] = {{ErrorCode::not_found, "not_found"},
                                                          {ErrorCode::invalid, "invalid_request"},
                                                          {ErrorCode::exists, "exists"},
                                                          {ErrorCode::in_flight, "promotion_in_progress"},
                                                          {ErrorCode::facts_changed, "target_changed"},
                                                          {ErrorCode::host_unavailable, "host_unavailable"},
                                                          {ErrorCode::host_faulty, "host_unavailable"},
                                                          {ErrorCode::unavailable, "store_unavailable"},
                                                          {ErrorCode::outcome_unknown, "store_unavailable"},
                                                          {ErrorCode::unsupported_schema, "internal_error"},
                                                          {ErrorCode::internal, "internal_error"}};
    for (const auto& [error, code] : expected) {
        const Problem problem = app::as_problem(Error{error, "what the store said"});
        EXPECT_EQ(problem.code, code) << name_of(error);
        EXPECT_FALSE(problem.detail.empty()) << name_of(error);
        EXPECT_EQ(problem.failures.empty(), problem.code != "host_unavailable") << name_of(error);
    }
}

}  // namespace
}  // namespace neo::apptest
