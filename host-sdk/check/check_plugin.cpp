// neo-check-plugin LIBRARY: whether a library is a plugin that behaves: it loads, starts in a mock host, registers
// whole hook tables, exports one symbol, shuts down and really unloads, again and again.
#include <neo/testing/mock_host.hpp>

#include <CLI/CLI.hpp>
#include <boost/dll/library_info.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

class Report {
public:
    void note(bool holds, const std::string& what) {
        fmt::print("{}  {}\n", holds ? "ok    " : "WRONG ", what);
        if (!holds) ++wrong_;
    }
    int wrong() const { return wrong_; }

private:
    int wrong_ = 0;
};

// All members behind struct_size are pointers in every hook table of this SDK.
template <class Table>
void check_hook(Report& report, const neo::testing::PluginUnderTest& plugin) {
    const neo::sdk::Bound<Table> hook = plugin.hook<Table>();
    const char* id = neo::sdk::TableTraits<Table>::id;
    if (!hook) {
        fmt::print("-       no hook {}\n", id);
        return;
    }
    std::vector<const void*> members((sizeof(Table) - sizeof(void*)) / sizeof(void*));
    const std::size_t there = std::min<std::size_t>(hook->struct_size, sizeof(Table)) - sizeof(void*);
    std::memcpy(members.data(), reinterpret_cast<const char*>(hook.table) + sizeof(void*), there);
    members.resize(there / sizeof(void*));
    const auto missing = std::count(members.begin(), members.end(), nullptr);
    report.note(missing == 0, fmt::format("hook {} of {} bytes, {} of its {} members set", id, hook->struct_size,
                                          members.size() - static_cast<std::size_t>(missing), members.size()));
}

void check_exports(Report& report, const fs::path& library) {
    std::vector<std::string> symbols = boost::dll::library_info(library).symbols();
    std::erase(symbols, "");
    std::string names;
    for (const std::string& symbol : symbols)
        names += " " + symbol;
    report.note(symbols == std::vector<std::string>{NEO_PLUGIN_ENTRY_SYMBOL}, "exports" + names.substr(0, 500));
}

bool is_mapped(const fs::path& library) {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.ends_with(library.string())) return true;
    }
    return false;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

int check(const fs::path& library, const std::string& config, int rounds) {
    Report report;
    for (int round = 1; round <= rounds; ++round) {
        neo::testing::MockHost host;
        auto started = host.try_start(library, config);
        if (started.has_error()) {
            report.note(false, started.error().message);
            return 1;
        }
        if (round == 1) {
            report.note(true, "loads and starts in a host of ABI " + std::to_string(NEO_ABI_MAJOR) + "." +
                                  std::to_string(NEO_ABI_MINOR));
            check_exports(report, library);
            check_hook<neo_promote_1>(report, *started);
            check_hook<neo_org_mapping_1>(report, *started);
            check_hook<neo_history_1>(report, *started);
            check_hook<neo_http_1>(report, *started);
            check_hook<neo_operations_1>(report, *started);
        }
        started->stop();
        if (is_mapped(library)) {
            report.note(false, fmt::format("is still mapped after shutdown {}: it exports a unique symbol, has "
                                           "thread-local objects with destructors, or a thread of it runs on",
                                           round));
            return 1;
        }
    }
    report.note(true, fmt::format("started, shut down and unloaded {} times", rounds));
    fmt::print("{}\n", report.wrong() == 0 ? "The plugin is fine." : "The plugin is not fine.");
    return report.wrong() == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App options{"Checks a plugin: loads it into a mock host, looks at its hooks, unloads it."};
    std::string library;
    std::string config_file;
    std::string config = "{}";
    int rounds = 10;
    options.add_option("library", library, "The plugin's shared library")->required();
    options.add_option("--config", config_file, "A file with the plugin's configuration (a JSON object)");
    options.add_option("--rounds", rounds, "How often it is loaded and unloaded")->check(CLI::Range(1, 100000));
    CLI11_PARSE(options, argc, argv);
    try {
        if (!config_file.empty()) config = read_file(config_file);
        return check(fs::absolute(library), config, rounds);
    } catch (const std::exception& error) {
        std::cerr << "neo-check-plugin: " << error.what() << '\n';
        return 1;
    }
}
