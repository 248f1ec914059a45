#include "options.hpp"

#include "storage.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <exception>

namespace neo::bench {

int run_benchmark(CLI::App& program, Options& options, int argument_count, char** arguments,
                  const std::function<void()>& work) {
    options.backends = all_backends();
    options.json_file = program.get_name() + ".json";
    program.add_option("--against", options.against,
                       "folder of another build, with bin/neo-host and lib/libneo_promote.so, that takes turns");
    program.add_option("--backends", options.backends, "of sqlite, postgresql, mariadb")->delimiter(',');
    program.add_option("--json", options.json_file, "where the figures go");
    CLI11_PARSE(program, argument_count, arguments);
    try {
        work();
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}: {}\n", program.get_name(), error.what());
        return EXIT_FAILURE;
    }
}

}  // namespace neo::bench
