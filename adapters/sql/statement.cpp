#include "statement.hpp"

#include <algorithm>
#include <string_view>

namespace neo::sql {
namespace {

// How many columns "SELECT a, f(b, c) FROM …" answers: the commas outside parentheses before FROM, plus one.
std::size_t count_columns(std::string_view sql) {
    constexpr std::string_view select = "SELECT ";
    constexpr std::string_view from = " FROM ";
    if (!sql.starts_with(select)) return 0;
    std::size_t columns = 1;
    int depth = 0;
    for (std::size_t i = select.size(); i < sql.size(); ++i) {
        if (sql[i] == '(') ++depth;
        if (sql[i] == ')') --depth;
        if (depth != 0) continue;
        if (sql[i] == ',') ++columns;
        if (sql.substr(i, from.size()) == from) break;
    }
    return columns;
}

}  // namespace

Statement::Statement(soci::session& session, const Dialect& dialect, std::string_view sql, const Parameters& parameters,
                     Kind kind)
    : borrows_text_(kind == Kind::once && dialect.use_borrowed_text != nullptr),
      row_(count_columns(sql)),
      statement_(session) {
    for (const Parameter& parameter : parameters) {
        slots_.push_back({.name = std::string(parameter.name()), .text = {}, .is_text = parameter.is_text()});
    }
    statement_.alloc();
    statement_.prepare(expand(dialect, sql),
                       kind == Kind::prepared ? soci::details::st_repeatable_query : soci::details::st_one_time_query);
    for (std::size_t i = 0; i < row_.cells_.size(); ++i) {
        statement_.exchange(soci::into(row_.cells_[i], row_.indicators_[i]));
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& slot = slots_[i];
        if (slot.is_text && borrows_text_ && !parameters[i].is_null()) {
            statement_.exchange(dialect.use_borrowed_text(parameters[i].text(), slot.name));
        } else if (slot.is_text) {
            statement_.exchange(soci::use(slot.text, slot.indicator, slot.name));
        } else {
            statement_.exchange(soci::use(slot.integer, slot.indicator, slot.name));
        }
    }
    statement_.define_and_bind();
}

void Statement::assign(const Parameters& parameters) {
    if (parameters.size() != slots_.size()) throw DatabaseError(Failure::other, "a query has other parameters");
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Parameter& parameter = parameters[i];
        Slot& slot = slots_[i];
        if (slot.name != parameter.name() || slot.is_text != parameter.is_text()) {
            throw DatabaseError(Failure::other, "a query has other parameters");
        }
        slot.indicator = parameter.is_null() ? soci::i_null : soci::i_ok;
        if (!slot.is_text) {
            slot.integer = parameter.integer();
        } else if (!parameter.is_null()) {
            // PostgreSQL cannot hold it, and would cut the text there.
            if (parameter.text().find('\0') != std::string_view::npos) {
                throw DatabaseError(Failure::invalid, "text with a NUL character cannot be stored");
            }
            if (!borrows_text_) slot.text = parameter.text();
        }
    }
}

bool Statement::execute(const Parameters& parameters) {
    assign(parameters);
    return note_row(statement_.execute(true));
}

bool Statement::fetch() {
    return note_row(statement_.fetch());
}

bool Statement::note_row(bool got_data) {
    row_.next_ = 0;
    if (got_data && !read_long_text_) {
        read_long_text_ =
            std::ranges::any_of(row_.cells_, [](const std::string& cell) { return cell.size() > long_text_bytes; });
    }
    return got_data;
}

Row& Statement::row() {
    return row_;
}

std::int64_t Statement::affected_rows() {
    return statement_.get_affected_rows();
}

}  // namespace neo::sql
