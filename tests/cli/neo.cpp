#include "neo.hpp"

namespace neo::clitest {

Neo::Neo(std::string url, std::string token) : url_(std::move(url)) {
    std::filesystem::create_directory(file("bin"));
    std::filesystem::create_symlink(NEO_PROGRAM, file("bin/neo"));
    if (!token.empty()) token_file_ = write_token("token", token);
}

Environment Neo::with_settings(Environment environment) const {
    const std::string path = std::getenv("PATH") == nullptr ? "/usr/bin:/bin" : std::getenv("PATH");
    environment.insert({{"HOME", home_.path()},
                        {"PATH", file("bin").string() + ":" + path},
                        {"XDG_CONFIG_HOME", ""},
                        {"NEO_URL", url_},
                        {"NEO_TOKEN", ""},
                        {"NEO_TOKEN_FILE", token_file_},
                        {"NO_COLOR", ""},
                        {"TERM", "xterm"},
                        {"no_proxy", "*"}});
    return environment;
}

Finished Neo::operator()(const std::vector<std::string>& arguments, const Environment& environment) const {
    std::vector<std::string> all{NEO_PROGRAM};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return test::run({.arguments = all, .environment = with_settings(environment), .folder = home_.path()});
}

Finished Neo::shell(const std::string& script, const Environment& environment) const {
    return test::run({.arguments = {"bash", "-o", "pipefail", "-c", script},
                      .environment = with_settings(environment),
                      .folder = home_.path()});
}

Finished Neo::on_terminal(const std::string& command, const Environment& environment) const {
    return test::run({.arguments = {"script", "--quiet", "--return", "--command", command, "/dev/null"},
                      .environment = with_settings(environment),
                      .folder = home_.path()});
}

void Neo::configure(const std::string& text) const {
    std::filesystem::create_directories(file(".config/neo"));
    write_file(file(".config/neo/config.toml"), text);
}

std::string Neo::write_token(const std::string& name, const std::string& token) const {
    test::write_secret(file(name), token + "\n", "");
    return file(name);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
        lines.push_back(text.substr(at, text.find('\n', at) - at));
    return lines;
}

}  // namespace neo::clitest
