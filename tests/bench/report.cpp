#include "report.hpp"

#include "storage.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tests/support/files.hpp>
#include <thread>

namespace neo::bench {

Table::Table(std::string title, std::vector<std::string> label_names, std::vector<Column> columns)
    : title_(std::move(title)), label_names_(std::move(label_names)), columns_(std::move(columns)) {}

void Table::add(std::vector<std::string> labels, std::vector<double> figures) {
    if (labels.size() != label_names_.size() || figures.size() != columns_.size())
        throw std::logic_error("a row of \"" + title_ + "\" has other columns");
    rows_.push_back({std::move(labels), std::move(figures)});
}

std::string Table::text_of(double figure, const Column& column) const {
    return std::isnan(figure) ? "" : fmt::format("{:.{}f}", figure, column.decimals);
}

void Table::print() const {
    std::vector<std::vector<std::string>> lines(1, label_names_);
    for (const Column& column : columns_)
        lines.front().push_back(column.name);
    for (const Row& row : rows_) {
        auto& line = lines.emplace_back(row.labels);
        for (std::size_t at = 0; at < columns_.size(); ++at)
            line.push_back(text_of(row.figures[at], columns_[at]));
    }
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto& line : lines)
        for (std::size_t at = 0; at < line.size(); ++at)
            widths[at] = std::max(widths[at], line[at].size());
    const auto print_line = [&](const std::vector<std::string>& line) {
        for (std::size_t at = 0; at < line.size(); ++at)
            at < label_names_.size() ? fmt::print("| {:<{}} ", line[at], widths[at])
                                     : fmt::print("| {:>{}} ", line[at], widths[at]);
        fmt::print("|\n");
    };
    fmt::print("\n{}\n\n", title_);
    print_line(lines.front());
    for (std::size_t at = 0; at < widths.size(); ++at)
        fmt::print("|{:-<{}}{}", "", widths[at] + 1, at < label_names_.size() ? "-" : ":");
    fmt::print("|\n");
    for (std::size_t at = 1; at < lines.size(); ++at)
        print_line(lines[at]);
    std::fflush(stdout);
}

boost::json::object Table::json() const {
    boost::json::array rows;
    for (const Row& row : rows_) {
        boost::json::object object;
        for (std::size_t at = 0; at < label_names_.size(); ++at)
            object[label_names_[at]] = row.labels[at];
        for (std::size_t at = 0; at < columns_.size(); ++at) {
            const double figure = row.figures[at];
            object[columns_[at].name] = std::isnan(figure) ? boost::json::value(nullptr) : boost::json::value(figure);
        }
        rows.push_back(std::move(object));
    }
    return {{"title", title_}, {"rows", std::move(rows)}};
}

void report(const std::vector<const Table*>& tables, const std::filesystem::path& json_file) {
    boost::json::array all;
    for (const Table* table : tables) {
        table->print();
        all.push_back(table->json());
    }
    const boost::json::object machine{{"processors", std::thread::hardware_concurrency()},
                                      {"disk_write_milliseconds", disk_write_milliseconds()}};
    if (json_file.has_parent_path()) std::filesystem::create_directories(json_file.parent_path());
    test::write_file(
        json_file,
        boost::json::serialize(boost::json::object{{"machine", machine}, {"tables", std::move(all)}}) + "\n");
}

}  // namespace neo::bench
