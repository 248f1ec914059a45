// The reference host's store on an empty database of any backend, and a small platform in it.
#pragma once

#include "platform_texts.hpp"

#include <adapters/sql/pool.hpp>
#include <host-sdk/reference-host/store/open.hpp>
#include <host-sdk/reference-host/store/promotions.hpp>

#include <gtest/gtest.h>

#include <string>
#include <tests/support/test_database.hpp>
#include <vector>

namespace neo::test {

class HostStore {
public:
    explicit HostStore(const std::string& backend);

    sql::Pool& pool() { return *opened_.pool; }
    const sql::DatabaseConfig& config() const { return database_.config(); }

    // Brings a platform file in; a failure of the test when it is refused.
    void import(const std::string& platform_file);
    // The message of a refused import.
    std::string import_refusal(const std::string& platform_file);

    // How many rows a table has.
    long long rows(const std::string& table);
    // {"blocks": …, "connections": …} as it is stored; empty when there is no such version.
    std::string content(const std::string& organization, const std::string& dataflow, long long version);
    // "1 approved, 2 draft"; empty when there is no such dataflow.
    std::string states(const std::string& organization, const std::string& dataflow);

private:
    TestDatabase database_;
    host::store::Opened opened_;
};

// Of dev's "welcome" version 1 to uat, expecting that nobody there holds its trigger.
host::ApplyRequest apply_request(char key = 'a', std::int64_t fence = 1);

// Every backend, for INSTANTIATE_TEST_SUITE_P.
inline auto every_backend() {
    return ::testing::ValuesIn(database_backends());
}
inline std::string backend_name(const ::testing::TestParamInfo<std::string>& info) {
    return info.param;
}

}  // namespace neo::test
