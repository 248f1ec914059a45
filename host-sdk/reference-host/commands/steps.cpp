#include "steps.hpp"

#include "../file.hpp"
#include "../log.hpp"
#include "../store/import.hpp"

#include <iostream>
#include <unistd.h>

namespace neo::host {

result<store::Opened> open_store(const Config& config) {
    auto opened = store::open(config.store);
    if (!opened) return Error{opened.error().code, config.file.string() + ": store: " + opened.error().message};
    return opened;
}

result<std::unique_ptr<SecurityLog>> open_security_log(const Config& config) {
    auto opened = SecurityLog::open(config.security_log);
    if (!opened) return Error{opened.error().code, config.file.string() + ": security_log: " + opened.error().message};
    return opened;
}

namespace {

result<std::string> import_untold(sql::Pool& pool, const Config& config, const std::filesystem::path& file) {
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

}  // namespace

result<std::string> import_platform(sql::Pool& pool, const Config& config, SecurityLog& security_log,
                                    const std::filesystem::path& file) {
    auto imported = import_untold(pool, config, file);
    boost::json::object details{{"file", file.string()}, {"operating_system_user", ::getuid()}};
    if (imported)
        details["counts"] = *imported;
    else
        details["reason"] = imported.error().message;
    security_log.write({"import", imported.has_value(), {}, {}, {}, std::move(details)});
    return imported;
}

int fail(const Error& error) {
    std::cerr << "neo-host: " << error.message << std::endl;
    return 1;
}

}  // namespace neo::host
