#include "copy_store.hpp"

#include "copy_plan.hpp"

#include <adapters/open_database.hpp>

#include <memory>
#include <string>

namespace neo::sql {

namespace {

struct Databases {
    std::unique_ptr<Pool> from;
    std::unique_ptr<Pool> to;
};

result<std::unique_ptr<Pool>> open(const std::string& which, const DatabaseConfig& config) {
    auto pool = open_database(config);
    if (!pool) return Error{pool.error().code, which + ": " + pool.error().message};
    return pool;
}

result<Databases> open(const DatabaseConfig& from, const DatabaseConfig& to) {
    auto source = open("the source", from);
    if (!source) return source.error();
    auto target = open("the target", to);
    if (!target) return target.error();
    return Databases{*std::move(source), *std::move(target)};
}

}  // namespace

result<void> check_store_copy(const DatabaseConfig& from, const DatabaseConfig& to) {
    const auto databases = open(from, to);
    if (!databases) return databases.error();
    return DatabaseCopy(*databases->from, *databases->to, store_copy_plan()).check();
}

result<std::vector<TableSum>> copy_store(const DatabaseConfig& from, const DatabaseConfig& to,
                                         const CopyWatcher& watcher) {
    const auto databases = open(from, to);
    if (!databases) return databases.error();
    return copy_database(*databases->from, *databases->to, store_copy_plan(), watcher);
}

}  // namespace neo::sql
