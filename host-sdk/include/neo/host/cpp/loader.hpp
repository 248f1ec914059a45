// Loads a plugin: opens the library, refuses what is not a plugin that this host can run and says why, starts it with a
// neo_host, and on destruction shuts it down and unloads it. Needs Boost.DLL (headers) and C++20.
//
//     auto library = neo::sdk::PluginLibrary::load("/usr/lib/neo/libneo_promote.so");
//     if (library.has_error()) return fail(library.error().message);
//     auto plugin = std::move(*library).start(host.table(), R"({"database": {…}})");
//
// Source: plugin/docs/architecture.md, decisions 1 and 2.
#pragma once

#ifndef BOOST_DLL_USE_STD_FS
#define BOOST_DLL_USE_STD_FS
#endif

#include <neo/host/abi.h>
#include <neo/host/cpp/library_file.hpp>
#include <neo/host/cpp/status.hpp>
#include <neo/host/cpp/table.hpp>
#include <neo/host/cpp/text.hpp>

#include <boost/dll/shared_library.hpp>
#include <boost/system/result.hpp>

#include <cstdint>
#include <dlfcn.h>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace neo::sdk {

struct LoadError {
    enum class Reason {
        not_a_library,    // no such file, no library, or one of its own libraries or symbols is missing
        not_a_plugin,     // a library without our entry symbol, or one whose answer is not ours
        other_abi_major,  // built for another major of the ABI
        newer_abi_minor,  // needs a newer minor than this host has
        table_too_short,  // its table lacks members that every plugin has
        refused_to_start  // its init answered something else than NEO_OK
    };
    Reason reason{};
    std::string message;  // for a person: which library, what is wrong, what to do
};

template <class T>
using load_result = boost::system::result<T, LoadError>;

// Needed by load_result::value(), which is for tests and for callers that have checked.
[[noreturn]] inline void throw_exception_from_error(const LoadError& error, const boost::source_location&) {
    throw std::runtime_error(error.message);
}

// What becomes of the library's code after shutdown.
enum class Unloading {
    when_stopped,  // unmapped: the file can be replaced and loaded anew
    never          // stays mapped until the process ends: the safe choice where a plugin is started once
};

// Whose functions the plugin's libraries call where the program has some of the same name, its own copy of SQLite or
// OpenSSL for one.
enum class Symbols {
    of_the_program,  // the program's, as everywhere: what is preloaded into it holds for the plugin too
    of_the_plugin    // those that the plugin came with; not under a sanitizer, which has to stand before everybody
};

// A started plugin. Destroying it calls the plugin's shutdown, then lets go of the library. Before that the host lets
// every hook call return and starts no more. Movable; not to be used by two threads at once.
class Plugin {
public:
    Plugin(Plugin&& other) noexcept
        : library_(std::move(other.library_)),
          table_(std::exchange(other.table_, nullptr)),
          instance_(std::exchange(other.instance_, nullptr)) {}
    Plugin& operator=(Plugin&& other) noexcept {
        if (this != &other) {
            stop();
            library_ = std::move(other.library_);
            table_ = std::exchange(other.table_, nullptr);
            instance_ = std::exchange(other.instance_, nullptr);
        }
        return *this;
    }
    ~Plugin() { stop(); }

    // As the plugin names itself. Valid until it is stopped.
    std::string_view name() const noexcept { return table_->name; }
    std::string_view version() const noexcept { return table_->version; }

    // Shuts down and unloads now. Doing it again does nothing.
    void stop() noexcept {
        if (table_ != nullptr) {
            table_->shutdown(instance_);
            table_ = nullptr;
            instance_ = nullptr;
        }
        library_.unload();
    }

private:
    friend class PluginLibrary;
    Plugin(boost::dll::shared_library library, const neo_plugin* table, void* instance) noexcept
        : library_(std::move(library)), table_(table), instance_(instance) {}

    boost::dll::shared_library library_;
    const neo_plugin* table_;
    void* instance_;
};

// A library that was found to be a plugin that this host can run, not started yet. Movable; one thread at a time.
class PluginLibrary {
public:
    // Opens the library with all symbols resolved and local to it. A relative path is made absolute, so that no search
    // path of the dynamic linker decides what runs.
    static load_result<PluginLibrary> load(const std::filesystem::path& file,
                                           Unloading unloading = Unloading::when_stopped,
                                           Symbols symbols = Symbols::of_the_program) {
        namespace dll = boost::dll;
        using Reason = LoadError::Reason;

        std::error_code failed;
        const std::filesystem::path path = std::filesystem::absolute(file, failed);
        if (file.empty()) return LoadError{Reason::not_a_library, "the path of the plugin is empty"};
        if (!std::filesystem::is_regular_file(path, failed)) {
            return refusal(Reason::not_a_library, path, "does not exist or is no file");
        }
        if (is_cut_short(path)) {
            return refusal(Reason::not_a_library, path,
                           "is cut short: the file is smaller than it says, copy it again");
        }

        int mode = dll::load_mode::rtld_now | dll::load_mode::rtld_local;
        if (unloading == Unloading::never) mode |= RTLD_NODELETE;
        if (symbols == Symbols::of_the_plugin) mode |= RTLD_DEEPBIND;
        dll::shared_library library;
        library.load(path, static_cast<dll::load_mode::type>(mode), failed);
        if (failed) {
            const char* reason = ::dlerror();
            return refusal(Reason::not_a_library, path,
                           std::string("cannot be loaded: ") + (reason != nullptr ? reason : failed.message().c_str()));
        }
        if (!library.has(NEO_PLUGIN_ENTRY_SYMBOL)) {
            return refusal(Reason::not_a_plugin, path,
                           "is a library but no plugin: it does not export the symbol " NEO_PLUGIN_ENTRY_SYMBOL);
        }
        const neo_plugin* table =
            library.get<std::remove_pointer_t<neo_plugin_entry_function>>(NEO_PLUGIN_ENTRY_SYMBOL)();
        if (auto error = check(path, table)) return std::move(*error);
        return PluginLibrary(std::move(library), table);
    }

    std::string_view name() const noexcept { return table_->name; }
    std::string_view version() const noexcept { return table_->version; }

    // Starts the plugin. `config` is a JSON object and only needed during the call; `host`, and the services behind it,
    // must outlive the plugin. When the plugin refuses to start, the library is let go of, and the message is the
    // plugin's own.
    load_result<Plugin> start(const neo_host& host, std::string_view config) && {
        std::string message;
        void* instance = nullptr;
        const neo_status status = table_->init(&host, borrow(config), append_to(message), &instance);
        if (status != NEO_OK) {
            if (message.empty()) message = "gave no reason";
            return LoadError{
                LoadError::Reason::refused_to_start,
                std::string(name()) + " does not start (" + std::string(status_name(status)) + "): " + message};
        }
        return Plugin(std::move(library_), std::exchange(table_, nullptr), instance);
    }

private:
    PluginLibrary(boost::dll::shared_library library, const neo_plugin* table) noexcept
        : library_(std::move(library)), table_(table) {}

    static LoadError refusal(LoadError::Reason reason, const std::filesystem::path& path, std::string_view what) {
        return {reason, path.string() + " " + std::string(what)};
    }

    // In the order that keeps reading safe: magic and version stand at the same place in every ABI, all else may not.
    static std::optional<LoadError> check(const std::filesystem::path& path, const neo_plugin* table) {
        using Reason = LoadError::Reason;
        if (table == nullptr) {
            return refusal(Reason::not_a_plugin, path, "is no plugin: its " NEO_PLUGIN_ENTRY_SYMBOL " answers NULL");
        }
        if (table->magic != NEO_ABI_MAGIC) {
            return refusal(Reason::not_a_plugin, path,
                           "is no plugin for this kind of host: the magic number of its table is another");
        }
        const std::string needs = "needs the plugin ABI " + std::to_string(table->abi_major) + "." +
                                  std::to_string(table->abi_minor) + ", this host has " +
                                  std::to_string(NEO_ABI_MAJOR) + "." + std::to_string(NEO_ABI_MINOR);
        if (table->abi_major != NEO_ABI_MAJOR) {
            return refusal(Reason::other_abi_major, path, needs + ": use a plugin and a host of the same major");
        }
        if (table->abi_minor > NEO_ABI_MINOR) {
            return refusal(Reason::newer_abi_minor, path, needs + ": update the host or use an older plugin");
        }
        if (!NEO_HAS(neo_plugin, table, shutdown) || table->name == nullptr || table->version == nullptr ||
            table->init == nullptr || table->shutdown == nullptr) {
            return refusal(Reason::table_too_short, path,
                           "has an incomplete plugin table (" + std::to_string(table->struct_size) +
                               " bytes, at least " + std::to_string(NEO_SIZE_THROUGH(neo_plugin, shutdown)) +
                               " with every member set are needed): build it against the SDK's headers");
        }
        return std::nullopt;
    }

    boost::dll::shared_library library_;
    const neo_plugin* table_;
};

}  // namespace neo::sdk
