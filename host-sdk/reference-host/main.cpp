// neo-host: a small real host platform for plugins (host-sdk/reference-host/README.md).
#include "commands/commands.hpp"

#include <adapters/open_database.hpp>

#include <CLI/CLI.hpp>

#include <csignal>
#include <exception>
#include <iostream>
#include <malloc.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

// What it writes is for its own user, and what it holds in memory for nobody: no core file, no look into it from
// beside.
void keep_to_itself() {
    ::umask(S_IRWXG | S_IRWXO);
    constexpr rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__  // whose search for leaks looks into it
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    keep_to_itself();
    std::signal(SIGPIPE, SIG_IGN);          // a client or database that went away is an error of that call
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);  // a large document goes back to the system when it is freed
    neo::sql::prepare_process();

    CLI::App app("A small host platform that loads plugins and serves their API and portal", "neo-host");
    app.set_version_flag("--version", std::string("neo-host ") + NEO_VERSION);
    app.require_subcommand(1);
    std::string config;
    std::string file;
    const auto command = [&](const char* name, const char* description) {
        CLI::App* added = app.add_subcommand(name, description);
        added->add_option("--config", config, "the configuration file, host.json")->required();
        return added;
    };
    CLI::App* serve = command("serve", "load the plugins and listen");
    CLI::App* import = command("import", "load a platform file: creates what is missing, changes nothing that exists");
    import->add_option("FILE", file, "the platform file")->required();
    CLI::App* check = command("check-config", "validate the configuration, connect, and say what would be used");
    CLI::App* reconcile = command("reconcile", "compare what was recorded with what this host applied");
    bool apply = false;
    reconcile->add_flag("--apply", apply, "rebuild what is missing; without it nothing is written");
    CLI::App* copy = app.add_subcommand("copy", "carry all data to the databases of another configuration");
    copy->add_option("--from", config, "the configuration that has the data")->required();
    copy->add_option("--to", file, "the configuration that is to have it")->required();
    CLI11_PARSE(app, argc, argv);

    try {
        if (serve->parsed()) return neo::host::serve(config);
        if (import->parsed()) return neo::host::import_file(config, file);
        if (check->parsed()) return neo::host::check_config(config);
        if (reconcile->parsed()) return neo::host::reconcile(config, apply);
        if (copy->parsed()) return neo::host::copy(config, file);
    } catch (const std::exception& error) {
        std::cerr << "neo-host: " << error.what() << std::endl;
    }
    return 1;
}
