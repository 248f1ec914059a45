// For who writes a host: builds the neo_host table that a plugin gets at init, and keeps the hooks that plugins
// register.
//
//     neo::sdk::Host host({.name = "my-host", .version = "1.0", .config_directory = "/etc/my-host"});
//     host.give(my_directory_table, &my_directory);  // one line a service
//     auto plugin = host.start(std::move(*library), config_json);
//     auto promote = host.hook<neo_promote_1>();
//     promote->preflight(promote.context, …);
//
// Source: plugin/docs/architecture.md, decisions 1 and 2.
#pragma once

#include <neo/host/abi.h>
#include <neo/host/cpp/loader.hpp>
#include <neo/host/cpp/table.hpp>
#include <neo/host/cpp/text.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace neo::sdk {

struct HostNames {
    std::string name;  // for messages
    std::string version;
    std::string config_directory;  // where relative paths in a plugin's configuration start
};

// Must outlive every plugin it starts; never moves. Services are given before the first start. All other functions: any
// thread.
class Host {
public:
    // `flags` are NEO_HOST_…, what every plugin that it starts is asked to obey.
    explicit Host(HostNames names, std::uint64_t flags = 0) : names_(std::move(names)) {
        table_.magic = NEO_ABI_MAGIC;
        table_.struct_size = sizeof(neo_host);
        table_.abi_major = NEO_ABI_MAJOR;
        table_.abi_minor = NEO_ABI_MINOR;
        table_.context = this;
        table_.name = borrow(names_.name);
        table_.version = borrow(names_.version);
        table_.config_directory = borrow(names_.config_directory);
        table_.get_service = &Host::get_service;
        table_.register_hook = &Host::register_hook;
        table_.flags = flags;
    }
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    // Offers a service. Table and context stay the caller's and must outlive every plugin. Throws std::invalid_argument
    // when the table says that it is shorter than the first release of its id: a mistake in the host's own code.
    template <class Table>
    Host& give(const Table& table, void* context) {
        if (table.struct_size < TableTraits<Table>::first_size) {
            throw std::invalid_argument(std::string("the table of service ") + TableTraits<Table>::id +
                                        " is too short: set struct_size = sizeof(the table)");
        }
        services_.insert_or_assign(TableTraits<Table>::id, Entry{&table, context});
        return *this;
    }

    // For a service of an id that is not of this SDK. Its table begins with uint32_t struct_size.
    Host& give(std::string id, const void* table, void* context) {
        services_.insert_or_assign(std::move(id), Entry{table, context});
        return *this;
    }

    // Runs the plugin's init with this host. When it refuses to start, the hooks it registered until then are
    // forgotten. One start at a time.
    load_result<Plugin> start(PluginLibrary library, std::string_view config) {
        std::map<std::string, Entry, std::less<>> before;
        {
            const std::lock_guard lock(mutex_);
            before = hooks_;
            starting_ = true;
        }
        auto plugin = std::move(library).start(table_, config);
        const std::lock_guard lock(mutex_);
        starting_ = false;
        if (plugin.has_error()) hooks_ = std::move(before);
        return plugin;
    }

    // The hook of this type that a plugin registered; empty if none did. Valid until that plugin is stopped.
    template <class Table>
    Bound<Table> hook() const {
        const std::lock_guard lock(mutex_);
        const auto found = hooks_.find(TableTraits<Table>::id);
        if (found == hooks_.end()) return {};
        return {static_cast<const Table*>(found->second.table), found->second.context};
    }

    // Call it when all plugins are stopped, before any is started again.
    void forget_hooks() {
        const std::lock_guard lock(mutex_);
        hooks_.clear();
    }

    // What a plugin's init gets. Valid as long as this object.
    const neo_host& table() const noexcept { return table_; }

private:
    struct Entry {
        const void* table;
        void* context;
    };

    static const void* get_service(void* context, const char* id, void** service_context) noexcept {
        const Host& host = *static_cast<Host*>(context);
        const auto found = id == nullptr ? host.services_.end() : host.services_.find(std::string_view(id));
        if (found == host.services_.end()) return nullptr;
        if (service_context != nullptr) *service_context = found->second.context;
        return found->second.table;
    }

    static neo_status register_hook(void* context, const char* id, const void* table, void* hook_context) noexcept {
        Host& host = *static_cast<Host*>(context);
        if (id == nullptr || table == nullptr) return NEO_INVALID;
        const std::size_t first_size = first_size_of_hook(id);
        if (first_size == 0) return NEO_UNSUPPORTED;
        if (struct_size_of(table) < first_size) return NEO_INVALID;
        const std::lock_guard lock(host.mutex_);
        if (!host.starting_) return NEO_INVALID;
        return host.hooks_.try_emplace(id, Entry{table, hook_context}).second ? NEO_OK : NEO_CONFLICT;
    }

    HostNames names_;
    neo_host table_{};
    std::map<std::string, Entry, std::less<>> services_;
    mutable std::mutex mutex_;  // guards what follows
    std::map<std::string, Entry, std::less<>> hooks_;
    bool starting_ = false;
};

}  // namespace neo::sdk
