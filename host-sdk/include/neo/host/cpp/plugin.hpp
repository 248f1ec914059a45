// For who writes a plugin: checks the host, finds its services, registers hooks, exports the entry function. Every
// refusal is a sentence that init hands to the host as it is.
//
//     neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) noexcept {
//         auto dataflows = neo::sdk::find_service<neo_dataflows_1>(*host);
//         if (dataflows.has_error()) return neo::sdk::refuse(error, NEO_UNSUPPORTED, dataflows.error());
//         …
//     }
//     constexpr neo_plugin plugin = neo::sdk::describe_plugin("my-plugin", "1.0", &init, &shutdown);
//     NEO_EXPORT_PLUGIN(plugin)
//
// Source: plugin/docs/architecture.md, decision 2.
#pragma once

#include <neo/host/abi.h>
#include <neo/host/cpp/status.hpp>
#include <neo/host/cpp/table.hpp>
#include <neo/host/cpp/text.hpp>

#include <boost/system/result.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

// The one exported symbol, answering `table`, a neo_plugin that lives as long as the library. At namespace scope, once
// a library. A linker version script keeps every other symbol inside: see the SDK guide.
#define NEO_EXPORT_PLUGIN(table)                                                                     \
    extern "C" __attribute__((visibility("default"))) const neo_plugin* neo_plugin_entry() noexcept; \
    extern "C" const neo_plugin* neo_plugin_entry() noexcept {                                       \
        return &(table);                                                                             \
    }

namespace neo::sdk {

// Why this plugin cannot live with this host: a sentence for a person.
struct Refusal {
    std::string message;
};

template <class T>
using plugin_result = boost::system::result<T, Refusal>;

// Needed by plugin_result::value(), which is for callers that have checked.
[[noreturn]] inline void throw_exception_from_error(const Refusal& refusal, const boost::source_location&) {
    throw std::runtime_error(refusal.message);
}

// The table that the entry function answers. All arguments are static. `needs_minor` is the least minor of a host's ABI
// that the plugin can do with: as long as it asks NEO_HAS for what came later, 0, whatever it is built with.
constexpr neo_plugin describe_plugin(const char* name, const char* version, decltype(neo_plugin::init) init,
                                     decltype(neo_plugin::shutdown) shutdown, std::uint16_t needs_minor = 0) noexcept {
    return {NEO_ABI_MAGIC, sizeof(neo_plugin), NEO_ABI_MAJOR, needs_minor, name, version, init, shutdown};
}

// The first thing in init: whether `host` has the ABI of this major, and at least the minor that this plugin needs, as
// given to describe_plugin. Unset: it has.
inline std::optional<Refusal> check_host(const neo_host* host, std::uint16_t needs_minor = 0) {
    if (host == nullptr || host->magic != NEO_ABI_MAGIC) return Refusal{"the host's table is not a neo_host"};
    if (host->abi_major != NEO_ABI_MAJOR || host->abi_minor < needs_minor) {
        return Refusal{"the host has the plugin ABI " + std::to_string(host->abi_major) + "." +
                       std::to_string(host->abi_minor) + ", this plugin needs " + std::to_string(NEO_ABI_MAJOR) + "." +
                       std::to_string(needs_minor) + " or a later minor: update the host"};
    }
    if (!NEO_HAS(neo_host, host, flags) || host->get_service == nullptr || host->register_hook == nullptr) {
        return Refusal{"the host's table is incomplete (" + std::to_string(host->struct_size) + " bytes, at least " +
                       std::to_string(NEO_SIZE_THROUGH(neo_host, flags)) +
                       " with every function set are needed): build the host against the SDK's headers"};
    }
    return std::nullopt;
}

// A service of a host that passed check_host. Refused when the host lacks it or its table is too short.
template <class Table>
plugin_result<Bound<Table>> find_service(const neo_host& host) {
    const std::string id = TableTraits<Table>::id;
    void* context = nullptr;
    const void* table = host.get_service(host.context, id.c_str(), &context);
    if (table == nullptr) {
        return Refusal{"the host has no service " + id +
                       ", which this plugin cannot do without: use a host that gives it"};
    }
    if (struct_size_of(table) < TableTraits<Table>::first_size) {
        return Refusal{"the host's table of service " + id + " is too short (" + std::to_string(struct_size_of(table)) +
                       " of " + std::to_string(TableTraits<Table>::first_size) +
                       " bytes): build the host against the SDK's headers"};
    }
    return Bound<Table>{static_cast<const Table*>(table), context};
}

// One that the host may lack, which then is empty. Refused when its table is too short.
template <class Table>
plugin_result<Bound<Table>> find_optional_service(const neo_host& host) {
    void* context = nullptr;
    if (host.get_service(host.context, TableTraits<Table>::id, &context) == nullptr) return Bound<Table>{};
    return find_service<Table>(host);
}

// Gives the host a hook; during init only. `table` and `context` live until shutdown. Unset: the host took it.
template <class Table>
std::optional<Refusal> register_hook(const neo_host& host, const Table& table, void* context) {
    const std::string id = TableTraits<Table>::id;
    const neo_status status = host.register_hook(host.context, id.c_str(), &table, context);
    switch (status) {
        case NEO_OK:
            return std::nullopt;
        case NEO_UNSUPPORTED:
            return Refusal{"the host does not know the hook " + id + ": use a newer host"};
        case NEO_CONFLICT:
            return Refusal{"another plugin has registered the hook " + id + ": load one of the two only"};
        default:
            return Refusal{"the host refused the hook " + id + " (" + std::string(status_name(status)) + ")"};
    }
}

// Ends an init that cannot go on: writes the reason for the host and answers `status`.
inline neo_status refuse(neo_sink error, neo_status status, const Refusal& refusal) noexcept {
    write(error, refusal.message);
    return status;
}

}  // namespace neo::sdk
