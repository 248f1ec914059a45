// What the services refuse before they ask the store: requests that no release of the SDK makes.
#include "host_store.hpp"

#include <host-sdk/reference-host/services/services.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo;
using namespace neo::test;
using ::testing::HasSubstr;

class Services : public ::testing::TestWithParam<std::string> {
protected:
    Services() : host(GetParam()) { host.import(small_platform); }

    static neo_apply_request request_of(const host::store::ApplyRequest& from) {
        neo_apply_request request{};
        request.struct_size = sizeof request;
        request.fence = from.fence;
        request.promotion_key = sdk::borrow(from.key);
        request.payload_hash = sdk::borrow(from.payload_hash);
        request.actor = sdk::borrow(from.actor);
        request.source_organization = sdk::borrow(from.source_organization);
        request.source_dataflow = sdk::borrow(from.source_dataflow);
        request.source_version = from.source_version;
        request.target_organization = sdk::borrow(from.target_organization);
        request.target_application = sdk::borrow(from.target_application);
        request.name = sdk::borrow(from.name);
        request.method = sdk::borrow(from.trigger.method);
        request.url = sdk::borrow(from.trigger.url);
        request.content = sdk::borrow(from.content);
        return request;
    }
    // The status, and what the reply says.
    std::pair<neo_status, std::string> apply(const neo_apply_request& request) {
        std::string reply;
        const neo_status status = host::services::dataflows.apply(&host.pool(), &request, sdk::append_to(reply));
        return {status, reply};
    }

    HostStore host;
};
INSTANTIATE_TEST_SUITE_P(Backends, Services, every_backend(), backend_name);

TEST_P(Services, RequestsAreAtLeastAsLongAsInTheFirstRelease) {
    const host::store::ApplyRequest wanted = apply_request();
    neo_apply_request request = request_of(wanted);
    request.struct_size = NEO_APPLY_REQUEST_1_0_SIZE - 1;
    EXPECT_THAT(apply(request), ::testing::Pair(NEO_INVALID, HasSubstr("too short")));
    request.struct_size = NEO_APPLY_REQUEST_1_0_SIZE;
    EXPECT_EQ(apply(request).first, NEO_OK);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
}

TEST_P(Services, KeysAndHashesAreHexadecimalDigitsInLowerCase) {
    for (const char wrong : {'A', 'g', ' '}) {
        host::store::ApplyRequest wanted = apply_request();
        wanted.key.back() = wrong;
        EXPECT_THAT(apply(request_of(wanted)), ::testing::Pair(NEO_INVALID, HasSubstr("promotion_key must be")));
        std::string reply;
        EXPECT_EQ(host::services::dataflows.abort(&host.pool(), sdk::borrow(wanted.key), 1, sdk::append_to(reply)),
                  NEO_INVALID);
        wanted = apply_request();
        wanted.payload_hash.back() = wrong;
        EXPECT_THAT(apply(request_of(wanted)), ::testing::Pair(NEO_INVALID, HasSubstr("payload_hash must be")));
    }
    EXPECT_EQ(host.states("uat", "welcome"), "");
}

}  // namespace
