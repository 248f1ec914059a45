// What the services refuse before they ask the store: requests that no release of the SDK makes.
#include "host_store.hpp"

#include <host-sdk/reference-host/services/sql_platform.hpp>
#include <neo/host/cpp/give_platform.hpp>
#include <neo/host/cpp/remote_platform.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo;
using namespace neo::test;
using ::testing::HasSubstr;

class Services : public ::testing::TestWithParam<std::string> {
protected:
    Services() : host(GetParam()) { host.import(small_platform); }

    // The status, and what the reply says.
    std::pair<neo_status, std::string> apply(const neo_apply_request& request) {
        std::string reply;
        const neo_status status = sdk::platform_tables::dataflows.apply(context(), &request, sdk::append_to(reply));
        return {status, reply};
    }

    void* context() { return static_cast<sdk::Platform*>(&platform_); }

    HostStore host;

private:
    host::services::SqlPlatform platform_{host.pool()};
};
INSTANTIATE_TEST_SUITE_P(Backends, Services, every_backend(), backend_name);

TEST_P(Services, RequestsAreAtLeastAsLongAsInTheFirstRelease) {
    const host::ApplyRequest wanted = apply_request();
    neo_apply_request request = sdk::borrow(wanted);
    request.struct_size = NEO_APPLY_REQUEST_1_0_SIZE - 1;
    EXPECT_THAT(apply(request), ::testing::Pair(NEO_INVALID, HasSubstr("too short")));
    request.struct_size = NEO_APPLY_REQUEST_1_0_SIZE;
    EXPECT_EQ(apply(request).first, NEO_OK);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
}

TEST_P(Services, KeysAndHashesAreHexadecimalDigitsInLowerCase) {
    for (const char wrong : {'A', 'g', ' '}) {
        host::ApplyRequest wanted = apply_request();
        wanted.promotion_key.back() = wrong;
        EXPECT_THAT(apply(sdk::borrow(wanted)), ::testing::Pair(NEO_INVALID, HasSubstr("promotion_key must be")));
        std::string reply;
        EXPECT_EQ(sdk::platform_tables::dataflows.abort(context(), sdk::borrow(wanted.promotion_key), 1,
                                                        sdk::append_to(reply)),
                  NEO_INVALID);
        wanted = apply_request();
        wanted.payload_hash.back() = wrong;
        EXPECT_THAT(apply(sdk::borrow(wanted)), ::testing::Pair(NEO_INVALID, HasSubstr("payload_hash must be")));
    }
    EXPECT_EQ(host.states("uat", "welcome"), "");
}

}  // namespace
