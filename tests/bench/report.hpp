// Figures as a table for people and as JSON for programs.
#pragma once

#include <boost/json/object.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace neo::bench {

struct Column {
    std::string name;  // with its unit
    int decimals = 2;
};

// Rows of labels and figures, all of the same kind.
class Table {
public:
    Table(std::string title, std::vector<std::string> label_names, std::vector<Column> columns);

    // As many labels and figures as there are names of them; NaN: not measured.
    void add(std::vector<std::string> labels, std::vector<double> figures);

    // In Markdown.
    void print() const;
    // {"title": …, "rows": [{label: text, …, column: figure, …}]}
    boost::json::object json() const;

private:
    struct Row {
        std::vector<std::string> labels;
        std::vector<double> figures;
    };
    std::string text_of(double figure, const Column& column) const;

    const std::string title_;
    const std::vector<std::string> label_names_;
    const std::vector<Column> columns_;
    std::vector<Row> rows_;
};

// Prints the tables, and writes {"machine": …, "tables": […]} to the file.
void report(const std::vector<const Table*>& tables, const std::filesystem::path& json_file);

}  // namespace neo::bench
