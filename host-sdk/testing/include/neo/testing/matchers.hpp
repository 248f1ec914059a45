// GoogleMock matchers for answers of the plugin and for what reached the mock host. Needs gmock.
//
//     EXPECT_THAT(plugin.as("ana").promote(promotion), IsProblem("mapping_missing"));
//     EXPECT_THAT(host, HasApplied("acme-dev", "welcome", 1, "acme-uat"));
//     EXPECT_THAT(host, Called("dataflows.apply", Times(1)));
#pragma once

#include <neo/host/cpp/status.hpp>
#include <neo/testing/answer.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace neo::testing {

// How GoogleTest prints these in a message.
inline void PrintTo(const Answer& answer, std::ostream* out) {
    *out << sdk::status_name(answer.status) << ": " << answer.text;
}
inline void PrintTo(const HttpAnswer& answer, std::ostream* out) {
    *out << "HTTP " << answer.status << ": " << answer.body;
}
inline void PrintTo(const MockHost& host, std::ostream* out) {
    *out << "a mock host that applied " << host.applied().size() << " promotions and was called";
    for (const Call& call : host.recorder().calls())
        *out << "\n  " << call.function << " -> " << (call.status ? sdk::status_name(*call.status) : "still running");
}

inline ::testing::Cardinality Times(int count) {
    return ::testing::Exactly(count);
}

MATCHER(IsOk, "is ok") {
    return arg.ok();
}

MATCHER_P(HasStatus, status, "has the status " + std::string(sdk::status_name(status))) {
    return arg.status == status;
}

MATCHER_P(HasHttpStatus, status, "has the HTTP status " + ::testing::PrintToString(status)) {
    return arg.status == status;
}

// A problem document with this code, as its own or as that of one of its failures. Answer or HttpAnswer.
MATCHER_P(IsProblem, code, std::string("is a problem with the code ") + code) {
    const std::vector<std::string> codes = arg.problem_codes();
    *result_listener << "codes " << ::testing::PrintToString(codes);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// The host applied exactly one promotion of this version to this organization.
MATCHER_P4(HasApplied, organization, dataflow, version, target,
           std::string("applied once ") + organization + "/" + dataflow + "/" + std::to_string(version) + " to " +
               target) {
    const std::vector<Applied> all = arg.applied();
    return std::count_if(all.begin(), all.end(), [&](const Applied& applied) {
               return applied.source == sdk::VersionId{organization, dataflow, version} &&
                      applied.target.organization == target;
           }) == 1;
}

MATCHER(HasAppliedNothing, "applied nothing") {
    return arg.applied().empty();
}

// The dataflow has this version in this state.
MATCHER_P4(HasVersion, organization, dataflow, version, state,
           std::string("has ") + organization + "/" + dataflow + "/" + std::to_string(version) + " in state " + state) {
    const std::optional<Dataflow> found = arg.find_dataflow(organization, dataflow);
    const auto at = found ? found->versions.find(version) : decltype(found->versions.find(version)){};
    return found && at != found->versions.end() && to_text(at->second.state) == state;
}

// How often the plugin called a service function; Times(n), ::testing::AtLeast(n) and so on.
MATCHER_P2(Called, function, times, std::string("was called: ") + function) {
    const int count = static_cast<int>(arg.recorder().count(function));
    *result_listener << "called " << count << " times";
    return times.IsSatisfiedByCallCount(count);
}

}  // namespace neo::testing
