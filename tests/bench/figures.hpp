// What is measured, and what is made of it.
#pragma once

#include <chrono>
#include <string>
#include <sys/types.h>
#include <vector>

namespace neo::bench {

class Stopwatch {
public:
    double milliseconds() const {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }
    double seconds() const { return milliseconds() / 1000; }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

double median(std::vector<double> values);
// `share` from 0 to 1 of the values are at most this.
double quantile(std::vector<double> values, double share);

// Of a process, since it began.
struct ProcessorTime {
    double user_milliseconds = 0;
    double system_milliseconds = 0;

    double total() const noexcept { return user_milliseconds + system_milliseconds; }
    ProcessorTime operator-(const ProcessorTime& earlier) const noexcept {
        return {user_milliseconds - earlier.user_milliseconds, system_milliseconds - earlier.system_milliseconds};
    }
};
ProcessorTime processor_time(pid_t process);

struct Resident {
    double now_mebibytes = 0;
    double peak_mebibytes = 0;
};
Resident resident(pid_t process);

}  // namespace neo::bench
