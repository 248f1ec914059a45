#include "open_secrets.hpp"

#include "../file.hpp"
#include "../log.hpp"

#include <regex>
#include <string>

namespace neo::host {

namespace {

// A password in a "connection", as a word or in a URI, that does not come from the environment.
bool holds_password(const std::string& configuration) {
    static const std::regex password(
        R"re("connection"\s*:\s*"[^"]*(\bpass(word)?\s*=\s*'?(?!\$\{)[^\s'"]|://[^/@:"]*:(?!\$\{)[^@"]+@))re");
    return std::regex_search(configuration, password);
}

bool holds_token(const std::string& platform) {
    return platform.find("\"token\"") != std::string::npos;
}

void warn(const std::filesystem::path& file, bool (&holds_secret)(const std::string&), const char* why) {
    if (!others_can_read(file)) return;
    const auto text = read_file(file);
    if (text && holds_secret(*text))
        log(LogLevel::warning, "host", file.string() + ": everybody on this machine can read " + why);
}

}  // namespace

void warn_of_open_secrets(const std::filesystem::path& configuration,
                          const std::optional<std::filesystem::path>& platform_file) {
    warn(configuration, holds_password,
         "the password in it: use \"password_file\" or ${NAME}, or take the right to read it from others");
    if (platform_file)
        warn(*platform_file, holds_token, "the tokens in it: take the right to read it from others (chmod o-r)");
}

}  // namespace neo::host
