// The services that the host gives to plugins, over its store: one table and one file each.
#pragma once

#include <adapters/sql/pool.hpp>
#include <neo/host/cpp/host.hpp>
#include <neo/host/service/access.h>
#include <neo/host/service/applications.h>
#include <neo/host/service/dataflows.h>
#include <neo/host/service/directory.h>
#include <neo/host/service/log.h>

namespace neo::host::services {

// The context of each is the sql::Pool.
extern const neo_directory_1 directory;
extern const neo_access_1 access;
extern const neo_applications_1 applications;
extern const neo_dataflows_1 dataflows;
// Needs no context.
extern const neo_log_1 log_service;

// Gives all of them. `pool` must outlive every plugin.
inline void give_all(sdk::Host& host, sql::Pool& pool) {
    host.give(directory, &pool)
        .give(access, &pool)
        .give(applications, &pool)
        .give(dataflows, &pool)
        .give(log_service, nullptr);
}

}  // namespace neo::host::services
