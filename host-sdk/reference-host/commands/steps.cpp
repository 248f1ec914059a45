#include "steps.hpp"

#include "../file.hpp"
#include "../log.hpp"
#include "../store/import.hpp"

#include <iostream>

namespace neo::host {

result<store::Opened> open_store(const Config& config) {
    auto opened = store::open(config.store);
    if (!opened) return Error{opened.error().code, config.file.string() + ": store: " + opened.error().message};
    return opened;
}

result<std::string> import_platform(sql::Pool& pool, const Config& config, const std::filesystem::path& file) {
    const auto text = read_file(file);
    if (!text) return Error{ErrorCode::invalid, "the platform file cannot be read: " + text.error().message};
    const auto platform = read_platform(*text, config.cluster);
    if (!platform) return Error{ErrorCode::invalid, file.string() + ": " + platform.error().message};
    for (const std::string& place : platform->unread)
        log(LogLevel::warning, "import", file.string() + ": " + place + " is not a known key and was ignored");
    const auto counts = store::import(pool, *platform);
    if (!counts) {
        const Fault& fault = counts.error();
        return Error{ErrorCode::invalid, file.string() + ": " + (fault.cause.empty() ? fault.message : fault.cause)};
    }
    for (const std::string& warning : counts->warnings)
        log(LogLevel::warning, "import", file.string() + ": " + warning);
    return store::to_text(*counts);
}

int fail(const Error& error) {
    std::cerr << "neo-host: " << error.message << std::endl;
    return 1;
}

}  // namespace neo::host
