// statements_bench: which statements one promotion runs on SQLite, as a recorder inside the host sees them.
#include "floor.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"
#include "workload.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace {

using namespace neo::bench;

std::vector<std::string> lines_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

struct Counted {
    double statements = 0;  // of one promotion
    double commits = 0;
    std::vector<std::string> of_one;  // in their order
};

// The last ones of `promotions`: those before prepare statements, and open connections.
Counted count(const Build& build, std::size_t promotions) {
    constexpr std::size_t warm = 5;
    Storage storage("sqlite");
    const auto dataflows = synthetic_dataflows(promotions + warm, 10'000);
    Site site(build, storage.create(4), platform_of(dataflows, 1));
    site.start();
    register_and_map(site.port(), 1);
    site.stop();

    const auto record = site.folder() / "statements.txt";
    site.start({{"LD_PRELOAD", NEO_SQL_RECORDER}, {"NEO_RECORD_SQL", record.string()}});
    LoadClient ana(site.port());
    std::size_t before = 0;
    Counted counted;
    for (std::size_t at = 0; at < dataflows.size(); ++at) {
        ana.expect(201, promotion_request(dataflows[at].id, 0));
        const auto lines = lines_of(record);
        counted.of_one.assign(lines.begin() + static_cast<std::ptrdiff_t>(before), lines.end());
        before = lines.size();
        if (at < warm) continue;
        counted.statements += static_cast<double>(counted.of_one.size());
        counted.commits += static_cast<double>(std::ranges::count(counted.of_one, "COMMIT"));
    }
    site.stop();
    counted.statements /= static_cast<double>(promotions);
    counted.commits /= static_cast<double>(promotions);
    if (counted.statements == 0) throw std::runtime_error("nothing was recorded");
    return counted;
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Counts the statements of a promotion on SQLite", "statements");
    Options options;
    std::size_t promotions = 20;
    bool list = false;
    program.add_option("--promotions", promotions, "that are counted");
    program.add_flag("--list", list, "say which statements they are");
    return run_benchmark(program, options, argument_count, arguments, [&] {
        Table table("Statements of a promotion on SQLite", {"what"}, {{"statements", 1}, {"commits", 1}});
        for (const Build& build : builds_under_test(options.against)) {
            const Counted counted = count(build, promotions);
            table.add({build.name}, {counted.statements, counted.commits});
            if (!list) continue;
            fmt::print("\n{}:\n", build.name);
            for (const std::string& sql : counted.of_one)
                fmt::print("  {}\n", sql);
        }
        table.add({"floor"}, {Floor::statements, Floor::commits});
        report({&table}, options.json_file);
    });
}
