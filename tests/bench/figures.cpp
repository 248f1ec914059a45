#include "figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <tests/support/files.hpp>
#include <unistd.h>

namespace neo::bench {

double median(std::vector<double> values) {
    return quantile(std::move(values), 0.5);
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) throw std::logic_error("a quantile of nothing");
    const auto at = std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
    return values[at];
}

ProcessorTime processor_time(pid_t process) {
    const std::string stat = test::read_file(fmt::format("/proc/{}/stat", process));
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    const double tick_milliseconds = 1000.0 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return {user * tick_milliseconds, system * tick_milliseconds};
}

Resident resident(pid_t process) {
    std::ifstream status(fmt::format("/proc/{}/status", process));
    Resident found;
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) found.now_mebibytes = std::stod(line.substr(6)) / 1024;
        if (line.starts_with("VmHWM:")) found.peak_mebibytes = std::stod(line.substr(6)) / 1024;
    }
    return found;
}

}  // namespace neo::bench
