// A prepared statement that is bound once and run many times: its parameters and columns have their places in this
// object.
#pragma once

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

    // `parameters` gives names and types; every later run has the same ones. Throws soci::soci_error.
    Statement(soci::session& session, const std::string& sql, const Parameters& parameters, Kind kind);

    // True: `row()` is the first row. Throws soci::soci_error, DatabaseError.
    bool execute(const Parameters& parameters);
    // True: `row()` is the next row. A query must be fetched to its end, else SQLite keeps its snapshot.
    bool fetch();
    Row& row();
    std::int64_t affected_rows();

private:
    struct Slot {
        std::string name;
        std::string text;
        std::int64_t integer = 0;
        soci::indicator indicator = soci::i_ok;
        bool is_text = true;
    };
    void assign(const Parameters& parameters);

    std::deque<Slot> slots_;  // SOCI holds references to them
    Row row_;
    soci::statement statement_;
};

}  // namespace neo::sql
