// A prepared statement that is bound once and run many times: its parameters and columns have their places in this
// object.
#pragma once

#include "dialect.hpp"
#include "parameter.hpp"
#include "row.hpp"

#include <soci/soci.h>

#include <deque>
#include <string>

namespace neo::sql {

class Statement {
public:
    enum class Kind {
        prepared,  // kept for many runs
        once,      // sent with its parameters, nothing stays at the server
    };

    // `sql` has the tokens of the dialect. `parameters` gives names and types; every later run has the same ones, and
    // one that runs once these very ones.
    // Throws soci::soci_error.
    Statement(soci::session& session, const Dialect& dialect, std::string_view sql, const Parameters& parameters,
              Kind kind);

    // True: `row()` is the first row. Throws soci::soci_error, DatabaseError.
    bool execute(const Parameters& parameters);
    // True: `row()` is the next row. A query must be fetched to its end, else SQLite keeps its snapshot.
    bool fetch();
    Row& row();
    std::int64_t affected_rows();

    // Text that is longer is not to be held by a statement that is kept: it holds its parameters, and SOCI the row that
    // was read last, until the next run.
    static constexpr std::size_t long_text_bytes = 64 * 1024;
    bool read_long_text() const noexcept { return read_long_text_; }

private:
    struct Slot {
        std::string name;
        std::string text;
        std::int64_t integer = 0;
        soci::indicator indicator = soci::i_ok;
        bool is_text = true;
    };
    void assign(const Parameters& parameters);
    bool note_row(bool got_data);

    const bool borrows_text_;
    std::deque<Slot> slots_;  // SOCI holds references to them
    Row row_;
    bool read_long_text_ = false;
    soci::statement statement_;
};

}  // namespace neo::sql
