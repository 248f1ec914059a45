#include "statement_recorder.hpp"

#include <adapters/sql/statement.hpp>

#include <algorithm>
#include <cctype>
#include <mutex>
#include <set>

namespace neo::plans {
namespace {

std::mutex mutex;
std::set<std::string> recorded;

std::string literal(const sql::Parameter& parameter) {
    if (parameter.is_null()) return "NULL";
    if (!parameter.is_text()) return std::to_string(parameter.integer());
    std::string text = "'";
    for (const char c : parameter.text())
        text += c == '\'' ? "''" : std::string(1, c);
    return text + "'";
}

std::string with_values(std::string_view sql, const sql::Parameters& parameters) {
    std::string written;
    bool in_text = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '\'') in_text = !in_text;
        if (sql[i] != ':' || in_text) {
            written += sql[i];
            continue;
        }
        std::size_t end = i + 1;
        while (end < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[end])) != 0 || sql[end] == '_'))
            ++end;
        const std::string_view name = sql.substr(i + 1, end - i - 1);
        const auto parameter = std::ranges::find(parameters, name, &sql::Parameter::name);
        written += parameter == parameters.end() ? std::string(sql.substr(i, end - i)) : literal(*parameter);
        i = end - 1;
    }
    return written;
}

}  // namespace

std::vector<std::string> take_recorded() {
    const std::lock_guard lock(mutex);
    std::vector<std::string> taken(recorded.begin(), recorded.end());
    recorded.clear();
    return taken;
}

// The linker leads what calls the constructor here, and what is called here to the constructor (--wrap).
void construct(sql::Statement* self, soci::session& session, const sql::Dialect& dialect, std::string_view sql,
               const sql::Parameters& parameters, sql::Statement::Kind kind) asm("__real_" NEO_STATEMENT_CONSTRUCTOR);
void record(sql::Statement* self, soci::session& session, const sql::Dialect& dialect, std::string_view sql,
            const sql::Parameters& parameters, sql::Statement::Kind kind) asm("__wrap_" NEO_STATEMENT_CONSTRUCTOR);

void record(sql::Statement* self, soci::session& session, const sql::Dialect& dialect, std::string_view sql,
            const sql::Parameters& parameters, sql::Statement::Kind kind) {
    {
        const std::lock_guard lock(mutex);
        recorded.insert(with_values(sql::expand(dialect, sql), parameters));
    }
    construct(self, session, dialect, sql, parameters, kind);
}

}  // namespace neo::plans
