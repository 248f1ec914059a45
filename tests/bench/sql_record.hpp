// What a program asked of SQLite, statement by statement: written by the recorder inside it, read by the replay.
//
// A record: monotonic nanoseconds, connection, path of the database, SQL, then the bound values in their order. Numbers
// are 8 bytes as the machine has them, a text is its length and its bytes.
#pragma once

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

namespace neo::bench {

struct Null {};
using Value = std::variant<Null, std::int64_t, double, std::string>;

struct SqlRecord {
    std::int64_t at_nanoseconds = 0;
    std::int64_t connection = 0;
    std::string database;
    std::string sql;
    std::vector<Value> values;
};

inline void write_number(std::FILE* file, std::int64_t number) {
    std::fwrite(&number, sizeof number, 1, file);
}

inline void write_text(std::FILE* file, const std::string& text) {
    write_number(file, static_cast<std::int64_t>(text.size()));
    std::fwrite(text.data(), 1, text.size(), file);
}

inline void write_record(std::FILE* file, const SqlRecord& record) {
    write_number(file, record.at_nanoseconds);
    write_number(file, record.connection);
    write_text(file, record.database);
    write_text(file, record.sql);
    write_number(file, static_cast<std::int64_t>(record.values.size()));
    for (const Value& value : record.values) {
        write_number(file, static_cast<std::int64_t>(value.index()));
        if (const auto* integer = std::get_if<std::int64_t>(&value)) write_number(file, *integer);
        if (const auto* real = std::get_if<double>(&value)) std::fwrite(real, sizeof *real, 1, file);
        if (const auto* text = std::get_if<std::string>(&value)) write_text(file, *text);
    }
    std::fflush(file);
}

inline std::vector<SqlRecord> read_records(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const auto number = [&file] {
        std::int64_t value = 0;
        file.read(reinterpret_cast<char*>(&value), sizeof value);
        return value;
    };
    const auto text = [&] {
        std::string value(static_cast<std::size_t>(number()), '\0');
        file.read(value.data(), static_cast<std::streamsize>(value.size()));
        return value;
    };
    std::vector<SqlRecord> records;
    while (file.peek() != std::ifstream::traits_type::eof()) {
        SqlRecord& record = records.emplace_back();
        record.at_nanoseconds = number();
        record.connection = number();
        record.database = text();
        record.sql = text();
        record.values.resize(static_cast<std::size_t>(number()));
        for (Value& value : record.values) {
            switch (number()) {
                case 1:
                    value = number();
                    break;
                case 2: {
                    double real = 0;
                    file.read(reinterpret_cast<char*>(&real), sizeof real);
                    value = real;
                    break;
                }
                case 3:
                    value = text();
                    break;
                default:
                    value = Null{};
            }
        }
    }
    return records;
}

}  // namespace neo::bench
