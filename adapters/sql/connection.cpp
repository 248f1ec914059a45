#include "connection.hpp"

#include <plugin/base/kill_point.hpp>

#include <algorithm>
#include <chrono>
#include <sys/socket.h>

namespace neo::sql {
namespace {

// "ledger.prepare.insert" with "before" is "ledger.prepare.before_insert".
[[maybe_unused]] std::string point(std::string_view query, std::string_view when) {
    const auto dot = query.rfind('.') + 1;
    return std::string(query.substr(0, dot)).append(when).append("_").append(query.substr(dot));
}

// Enough for every query of the plugin and of the reference host; more would be SQL put together at run time.
constexpr std::size_t max_statements = 512;

constexpr std::chrono::seconds close_limit{1};

}  // namespace

Connection::Connection(const Dialect& dialect, Metrics& metrics, std::unique_ptr<soci::session> session, Link link)
    : dialect_(dialect), metrics_(metrics), session_(std::move(session)), link_(std::move(link)) {}

Connection::~Connection() {
    // PostgreSQL's statements tell the server that they go, and wait for its answer.
    if (lost_ && link_.watch) ::shutdown(link_.socket(), SHUT_RDWR);
    const Bound bounded = bound(close_limit);
    statements_.clear();
}

Connection::Bound Connection::bound(std::chrono::milliseconds limit) const {
    const int socket = link_.watch ? link_.socket() : -1;
    if (socket < 0) return std::nullopt;
    return Bound(std::in_place, *link_.watch, socket, limit);
}

template <class Call>
auto Connection::translated(Call&& call) {
    try {
        return call();
    } catch (const soci::soci_error& error) {
        failed_ = true;
        const Failure failure = dialect_.classify(error);
        lost_ = lost_ || failure == Failure::lost;
        throw DatabaseError(failure, error.get_error_message());
    } catch (const DatabaseError& error) {
        failed_ = true;
        lost_ = lost_ || error.failure() == Failure::lost;
        throw;
    }
}

Statement& Connection::statement_for(const Query& query, const Parameters& parameters, Statement::Kind kind,
                                     std::optional<Statement>& once) {
    const bool is_long = std::ranges::any_of(parameters, [](const Parameter& parameter) {
        return parameter.is_text() && parameter.text().size() > Statement::long_text_bytes;
    });
    if (kind == Statement::Kind::prepared && !is_long) return prepared(query.sql, parameters);
    return once.emplace(*session_, dialect_, query.sql, parameters, Statement::Kind::once);
}

Statement& Connection::prepared(std::string_view sql, const Parameters& parameters) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return *found->second;
    if (statements_.size() == max_statements) throw DatabaseError(Failure::other, "too many prepared statements");
    auto statement = std::make_unique<Statement>(*session_, dialect_, sql, parameters, Statement::Kind::prepared);
    return *statements_.emplace(sql, std::move(statement)).first->second;
}

void Connection::check_size(std::string_view sql, const Parameters& parameters) const {
    if (!link_.largest_statement_bytes) return;
    constexpr std::size_t longest_number = 24;
    constexpr std::string_view escaped = "'\"\\\n\r\x1a";
    std::size_t bytes = sql.size();
    for (const Parameter& parameter : parameters) {
        bytes += longest_number;
        if (!parameter.is_text() || parameter.is_null()) continue;
        const std::string_view text = parameter.text();
        bytes += text.size() + static_cast<std::size_t>(std::ranges::count_if(
                                   text, [&](char c) { return escaped.find(c) != std::string_view::npos; }));
    }
    if (bytes <= *link_.largest_statement_bytes) return;
    throw DatabaseError(Failure::too_large, "a statement of " + std::to_string(bytes) + " bytes, the server takes " +
                                                std::to_string(*link_.largest_statement_bytes));
}

std::int64_t Connection::execute(const Query& query, const Parameters& parameters) {
    std::int64_t rows = 0;
    const auto start = std::chrono::steady_clock::now();
    NEO_KILL_POINT(point(query.name, "before").c_str());
    translated([&] {
        const Bound bounded = bound(link_.call_limit);
        if (NEO_FAIL_POINT("sql.execute")) throw DatabaseError(Failure::lost, "fail point");
        check_size(query.sql, parameters);
        std::optional<Statement> once;
        Statement& statement = statement_for(query, parameters, Statement::Kind::prepared, once);
        statement.execute(parameters);
        rows = statement.affected_rows();
    });
    NEO_KILL_POINT(point(query.name, "after").c_str());
    metrics_.query_done(query.name, std::chrono::steady_clock::now() - start);
    return rows;
}

std::int64_t Connection::execute_all(std::span<const Write> writes) {
    const Write& first = writes.front();
    if (!dialect_.writes_in_with || writes.size() == 1) {
        const std::int64_t rows = execute(first.query, first.parameters);
        for (const Write& write : writes.subspan(1))
            execute(write.query, write.parameters);
        return rows;
    }
    const WriteInWith all(writes);
    for ([[maybe_unused]] const Write& write : writes.subspan(1))
        NEO_KILL_POINT(point(write.query.name, "before").c_str());
    const std::int64_t rows = execute({first.query.name, all.sql}, all.parameters);
    for ([[maybe_unused]] const Write& write : writes.subspan(1))
        NEO_KILL_POINT(point(write.query.name, "after").c_str());
    return rows;
}

void Connection::each(const Query& query, const Parameters& parameters, Statement::Kind kind, const ReadRow& read) {
    const auto start = std::chrono::steady_clock::now();
    NEO_KILL_POINT(point(query.name, "before").c_str());
    translated([&] {
        const Bound bounded = bound(link_.call_limit);
        if (NEO_FAIL_POINT("sql.execute")) throw DatabaseError(Failure::lost, "fail point");
        std::optional<Statement> once;
        Statement& statement = statement_for(query, parameters, kind, once);
        bool got_data = statement.execute(parameters);
        try {
            for (; got_data; got_data = statement.fetch())
                read(statement.row());
        } catch (...) {
            while (statement.fetch()) {
            }
            throw;
        }
        if (!once && statement.read_long_text()) statements_.erase(statements_.find(query.sql));
        if (dialect_.confirm_complete != nullptr) dialect_.confirm_complete(*session_);
    });
    NEO_KILL_POINT(point(query.name, "after").c_str());
    metrics_.query_done(query.name, std::chrono::steady_clock::now() - start);
}

std::int64_t Connection::execute_once(std::string_view sql) {
    return translated([&] {
        if (NEO_FAIL_POINT("sql.execute")) throw DatabaseError(Failure::lost, "fail point");
        Statement statement(*session_, dialect_, sql, {}, Statement::Kind::once);
        statement.execute({});
        return statement.affected_rows();
    });
}

void Connection::begin(Durability durability) {
    failed_ = false;
    translated([&] {
        const Bound bounded = bound(link_.call_limit);
        if (NEO_FAIL_POINT("sql.begin")) throw DatabaseError(Failure::lost, "fail point");
        if (durability != durability_ && !dialect_.confirm_soon.empty()) {
            *session_ << (durability == Durability::soon ? dialect_.confirm_soon : dialect_.confirm_on_disk);
            durability_ = durability;
        }
        prepared(dialect_.begin_write, {}).execute({});
    });
}

void Connection::commit() {
    if (failed_) throw DatabaseError(Failure::other, "a transaction that failed must not be committed");
    translated([&] {
        const Bound bounded = bound(link_.call_limit);
        if (NEO_FAIL_POINT("sql.commit")) throw DatabaseError(Failure::lost, "fail point");
        prepared("COMMIT", {}).execute({});
        if (NEO_FAIL_POINT("sql.commit_reply")) throw DatabaseError(Failure::lost, "fail point");
    });
}

void Connection::rollback() noexcept {
    if (lost_) return;
    try {
        const Bound bounded = bound(link_.call_limit);
        session_->rollback();
    } catch (...) {
        lost_ = true;
    }
}

void Connection::ping(std::chrono::milliseconds limit) {
    static constexpr Query ping{"pool.connection.ping", "SELECT 1"};
    const Bound bounded = bound(limit);
    first(ping, {}, [](Row& row) { return row.integer(); });
}

}  // namespace neo::sql
