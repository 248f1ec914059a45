#include "host_store.hpp"

#include <host-sdk/reference-host/platform/platform_file.hpp>
#include <host-sdk/reference-host/store/dataflows.hpp>
#include <host-sdk/reference-host/store/import.hpp>

#include <stdexcept>

namespace neo::test {

using namespace host;

HostStore::HostStore(const std::string& backend) : database_(backend) {
    auto opened = store::open(database_.config());
    if (!opened) throw std::runtime_error(opened.error().message);
    opened_ = *std::move(opened);
}

void HostStore::import(const std::string& platform_file) {
    EXPECT_EQ(import_refusal(platform_file), "");
}

std::string HostStore::import_refusal(const std::string& platform_file) {
    const auto platform = read_platform(platform_file, "eu");
    if (!platform) return platform.error().message;
    const auto imported = store::import(pool(), *platform);
    return imported ? "" : imported.error().message;
}

long long HostStore::rows(const std::string& table) {
    const std::string count = "SELECT COUNT(*) FROM " + table;
    return pool()
        .read([&](sql::Connection& connection) {
            return connection.all_once({"test.rows.count", count}, {}, [](sql::Row& row) { return row.integer(); });
        })
        .value()
        .front();
}

std::string HostStore::content(const std::string& organization, const std::string& dataflow, long long version) {
    const auto found =
        pool().read([&](sql::Connection& c) { return store::find_version(c, organization, dataflow, version); });
    return found.value() ? *(*found)->content : "";
}

std::string HostStore::states(const std::string& organization, const std::string& dataflow) {
    const auto found = pool().read([&](sql::Connection& c) { return store::find_dataflow(c, organization, dataflow); });
    std::string text;
    if (!found.value()) return text;
    for (const auto& version : (*found)->versions)
        text +=
            (text.empty() ? "" : ", ") + std::to_string(version.version) + " " + std::string(to_text(version.state));
    return text;
}

ApplyRequest apply_request(char key, std::int64_t fence) {
    ApplyRequest request;
    request.promotion_key = std::string(64, key);
    request.fence = fence;
    request.payload_hash = std::string(64, '1');
    request.actor = "ana";
    request.source.organization = "dev";
    request.source.dataflow = "welcome";
    request.source.version = 1;
    request.target_organization = "uat";
    request.target_application = "crm";
    request.name = "Welcome";
    request.trigger = {"/welcome", "POST"};
    request.content = R"({"blocks":[{"id":"b1","n":1e2}],"connections":[]})";
    return request;
}

}  // namespace neo::test
