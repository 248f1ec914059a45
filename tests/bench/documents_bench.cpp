// documents_bench: what a promotion costs by the size of its document, in time and in memory.
#include "figures.hpp"
#include "floor.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"
#include "workload.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

namespace {

using namespace neo::bench;
using neo::e2e::TestDataflow;

struct Settings {
    Options options;
    std::vector<std::size_t> sizes{1'000, 10'000, 100'000, 1'000'000, 8'000'000};
    std::size_t bytes_of_a_run = 32'000'000;  // of documents, but 3 to 100 of them
    std::size_t rounds = 3;
};

// Below this what a byte costs drowns in what every promotion costs.
constexpr std::size_t smallest_to_tell = 100'000;

std::size_t promotions_of(const Settings& settings, std::size_t size) {
    return std::clamp<std::size_t>(settings.bytes_of_a_run / size, 3, 100);
}

// Milliseconds of one parse and one copy.
double parse_and_copy_milliseconds(std::size_t size) {
    const std::string text = synthetic_blocks(size);
    std::vector<double> took;
    for (int round = 0; round < 9; ++round) {
        const Stopwatch watch;
        const boost::json::value parsed = boost::json::parse(text);
        const std::string copied = text;
        took.push_back(watch.milliseconds());
        if (copied.size() != size || !parsed.is_array()) throw std::logic_error("not what was to be parsed");
    }
    return median(std::move(took));
}

// From now on the peak of the process's memory is that of what follows.
void forget_peak(pid_t process) {
    std::ofstream(fmt::format("/proc/{}/clear_refs", process)) << "5";
}

// Of one size.
struct Measured {
    std::vector<double> milliseconds;
    std::vector<double> cpu;     // milliseconds of neo-host a promotion
    std::vector<double> growth;  // peak of memory over what was there before, in documents
};

void promote(const Site& site, const std::vector<TestDataflow>& dataflows, std::size_t size, std::size_t target,
             Measured& measured) {
    forget_peak(site.process());
    const Resident before = resident(site.process());
    const ProcessorTime cpu_before = processor_time(site.process());
    const Load load = run_load(site.port(), promotion_requests(dataflows, target, 1), 201);
    const double cpu = (processor_time(site.process()) - cpu_before).total();
    const double grown = (resident(site.process()).peak_mebibytes - before.now_mebibytes) * 1024 * 1024;
    measured.milliseconds.push_back(median(load.milliseconds));
    measured.cpu.push_back(cpu / static_cast<double>(dataflows.size()));
    measured.growth.push_back(grown / static_cast<double>(size));
}

void run(const Settings& settings, const std::string& backend, Table& table) {
    Storage storage(backend);
    std::map<std::size_t, std::vector<TestDataflow>> dataflows;
    std::vector<TestDataflow> all;
    for (const std::size_t size : settings.sizes) {
        dataflows[size] = synthetic_dataflows(promotions_of(settings, size), size);
        all.insert(all.end(), dataflows[size].begin(), dataflows[size].end());
    }
    // A round to warm up, and the others.
    const std::size_t targets = settings.rounds + 1;
    const std::string platform = platform_of(all, targets);
    const auto open = [&](const Build& build) {
        auto site = std::make_unique<Site>(build, storage.create(4), platform);
        site->start();
        register_and_map(site->port(), targets);
        return site;
    };
    const auto builds = builds_under_test(settings.options.against);
    std::vector<std::unique_ptr<Site>> sites;
    for (const Build& build : builds)
        sites.push_back(open(build));
    const auto of_floor = open(builds.back());
    of_floor->stop();
    Floor floor(of_floor->databases());

    std::vector<double> first(sites.size());      // milliseconds of the smallest document, by site
    std::vector<double> first_cpu(sites.size());  // and of the processor
    double first_floor = 0;
    for (const std::size_t size : settings.sizes) {
        const double parse_and_copy = parse_and_copy_milliseconds(size);
        std::vector<Measured> measured(sites.size());
        std::vector<double> floor_took;
        for (std::size_t target = 0; target < targets; ++target) {
            for (std::size_t at = 0; at < sites.size(); ++at)
                promote(*sites[at], dataflows[size], size, target, measured[at]);
            floor_took.push_back(median(floor.promote(dataflows[size], target, 1).milliseconds));
        }
        const double floor_milliseconds = median(floor_took);
        if (first_floor == 0) first_floor = floor_milliseconds;
        for (std::size_t at = 0; at < sites.size(); ++at) {
            const double took = median(measured[at].milliseconds);
            const double cpu = median(measured[at].cpu);
            if (first[at] == 0) {
                first[at] = took;
                first_cpu[at] = cpu;
            }
            // What each further byte costs, beside what it costs the databases, one parse and one copy.
            const double least_more = floor_milliseconds - first_floor + parse_and_copy;
            const auto of_large = [size](double figure) { return size < smallest_to_tell ? std::nan("") : figure; };
            table.add({backend, fmt::format("{}", size), sites[at]->build().name},
                      {of_large((took - first[at]) / least_more), of_large((cpu - first_cpu[at]) / parse_and_copy),
                       of_large(median(measured[at].growth)), took, floor_milliseconds, parse_and_copy, cpu});
        }
    }
    for (const auto& site : sites)
        site->stop();
}

void run(const Settings& settings) {
    Table table("Promotions by the size of their document", {"backend", "bytes", "what"},
                {{"time of a byte / (floor + parse + copy)"},
                 {"processor of a byte / (parse + copy)"},
                 {"peak growth / document"},
                 {"ms each", 3},
                 {"floor ms", 3},
                 {"parse and copy ms", 3},
                 {"processor ms of neo-host", 3}});
    for (const std::string& backend : settings.options.backends)
        run(settings, backend, table);
    report({&table}, settings.options.json_file);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Promotes small and large documents", "documents");
    Settings settings;
    program.add_option("--sizes", settings.sizes, "bytes of a document, each number in its turn")->delimiter(',');
    program.add_option("--bytes", settings.bytes_of_a_run, "of documents in each run, but 3 to 100 of them");
    program.add_option("--rounds", settings.rounds, "how often each size is promoted");
    return run_benchmark(program, settings.options, argument_count, arguments, [&] { run(settings); });
}
