#include "settings.hpp"

#include "failure.hpp"
#include "server/url.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sys/stat.h>

namespace neo::cli {
namespace {

constexpr int longest_timeout_seconds = 3600;

// A variable that is empty is not set.
std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// CLI11 reads the file before the environment; what the environment says is therefore left out of the file here.
class BelowTheEnvironment : public CLI::ConfigTOML {
public:
    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
        std::vector<CLI::ConfigItem> read = CLI::ConfigTOML::from_config(input);
        std::erase_if(read, [](const CLI::ConfigItem& item) {
            if (item.name == "url") return !environment("NEO_URL").empty();
            if (item.name == "token-file")
                return !environment("NEO_TOKEN").empty() || !environment("NEO_TOKEN_FILE").empty();
            return false;
        });
        return read;
    }
};

std::string usual_file() {
    const std::string folder = environment("XDG_CONFIG_HOME");
    const std::string home = environment("HOME");
    if (!folder.empty()) return folder + "/neo/config.toml";
    return home.empty() ? "" : home + "/.config/neo/config.toml";
}

// What goes into a header of a request.
std::string checked_token(std::string token, const std::string& where) {
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r'))
        token.pop_back();
    const bool is_visible = std::ranges::all_of(token, [](char c) { return c > ' ' && c < 0x7f; });
    if (token.empty() || !is_visible)
        throw Failure(wrong_usage, where + " holds no token: one line of visible ASCII characters is expected");
    return token;
}

std::string token_in(const std::string& file) {
    struct stat about {};
    std::ifstream in(file, std::ios::binary);
    if (!in || ::stat(file.c_str(), &about) != 0 || S_ISDIR(about.st_mode))
        throw Failure(wrong_usage, "cannot read the token file " + file);
    if ((about.st_mode & S_IROTH) != 0)
        throw Failure(wrong_usage, "others can read the token file " + file + ": chmod o= it, and replace the token");
    std::string line;
    std::getline(in, line);
    return checked_token(line, "the token file " + file);
}

std::string token_of(const Settings& settings) {
    if (!settings.token_file.empty()) return token_in(settings.token_file);
    if (const std::string token = environment("NEO_TOKEN"); !token.empty()) return checked_token(token, "NEO_TOKEN");
    if (const std::string file = environment("NEO_TOKEN_FILE"); !file.empty()) return token_in(file);
    throw Failure(wrong_usage, "no token: name its file with --token-file or NEO_TOKEN_FILE, or set NEO_TOKEN");
}

}  // namespace

void add_settings(CLI::App& app, Settings& settings) {
    app.add_option("--url", settings.url, "the host, as https://neo.example/some/path (NEO_URL)")->type_name("URL");
    app.add_option("--token-file", settings.token_file,
                   "a file that only you can read, with your token (NEO_TOKEN_FILE; NEO_TOKEN is the token itself)")
        ->type_name("FILE");
    app.add_option("--ca-file", settings.ca_file, "certificates of authorities to trust, instead of the system's")
        ->type_name("FILE");
    app.add_option("--timeout", settings.timeout_seconds, "how long one request may take, 60 if left out")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, longest_timeout_seconds).description(""));
    app.config_formatter(std::make_shared<BelowTheEnvironment>());
    app.set_config("--config", usual_file(), "url, token-file, ca-file and timeout, as lines \"url = …\"")
        ->type_name("FILE");
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.option_defaults()->configurable(false);
    app.add_flag("--json", settings.json, "print the server's answer as it is, for programs");
}

Connection connection_of(const Settings& settings) {
    const std::string url = settings.url.empty() ? environment("NEO_URL") : settings.url;
    if (url.empty()) throw Failure(wrong_usage, "no host: name it with --url, NEO_URL, or the configuration file");
    return {checked_url(url), token_of(settings), settings.ca_file, settings.timeout_seconds};
}

}  // namespace neo::cli
