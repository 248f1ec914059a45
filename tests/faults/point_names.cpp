#include "point_names.hpp"

#include <fstream>
#include <regex>
#include <tests/support/files.hpp>

namespace neo::faults {

namespace {

template <class Take>
void each_match(const std::string& text, const char* pattern, Take&& take) {
    const std::regex expression(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
        take((*at)[1].str(), (*at)[2].str());
}

}  // namespace

std::set<std::string> names_in_sources() {
    std::set<std::string> names;
    for (const char* folder :
         {"plugin/app", "plugin/hooks", "adapters/sql", "adapters/store", "host-sdk/reference-host"}) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(NEO_SOURCES) / folder)) {
            if (entry.path().extension() != ".cpp") continue;
            const std::string text = test::read_file(entry.path());
            each_match(text, R"re(NEO_KILL_POINT\("([a-z_.]+)"\)())re",
                       [&](const std::string& name, const std::string&) { names.insert(name); });
            const auto add_statement = [&](const std::string& operation, const std::string& statement) {
                names.insert(operation + ".before_" + statement);
                names.insert(operation + ".after_" + statement);
            };
            // A statement's name is the first member of a Query, or given to what makes one.
            each_match(text, R"re(\{\s*"((?:ledger|host\.apply|host\.abort)(?:\.[a-z_]+)?)\.([a-z_]+)",)re",
                       add_statement);
            each_match(text, R"re(insert_[a-z_]+\(\s*"((?:ledger|history)\.[a-z_]+)\.([a-z_]+)",)re", add_statement);
            each_match(
                text,
                R"re((?:write|write_all|change)\(\s*(?:pool, )?"((?:ledger|history\.record|host\.apply|host\.abort)(?:\.[a-z_]+)?)"())re",
                [&](const std::string& transaction, const std::string&) {
                    names.insert(transaction + ".before_commit");
                    names.insert(transaction + ".after_commit");
                });
        }
    }
    return names;
}

std::set<std::string> names_in(const std::filesystem::path& file) {
    std::set<std::string> names;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        names.insert(line);
    return names;
}

}  // namespace neo::faults
