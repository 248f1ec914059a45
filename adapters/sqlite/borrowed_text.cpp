#include "borrowed_text.hpp"

#include <soci/sqlite3/soci-sqlite3.h>
#include <soci/statement.h>

#include <ostream>
#include <string>

namespace neo::sql {
namespace {

class BorrowedText : public soci::details::use_type_base {
public:
    BorrowedText(std::string_view text, std::string_view name) : text_(text), name_(name) {}

    void bind(soci::details::statement_impl& statement, int&) override {
        statement_ = static_cast<soci::sqlite3_statement_backend*>(statement.get_backend());
        const int position = sqlite_api::sqlite3_bind_parameter_index(statement_->stmt_, (":" + name_).c_str());
        if (position == 0) throw soci::soci_error("the query has no parameter " + name_);
        position_ = static_cast<std::size_t>(position);
        statement_->boundByName_ = true;
    }

    // What SOCI binds as it is (SQLITE_STATIC), at every position.
    void pre_use() override {
        statement_->useData_.resize(1);
        auto& row = statement_->useData_.front();
        if (row.size() < position_) row.resize(position_);
        soci::sqlite3_column& column = row[position_ - 1];
        column.isNull_ = false;
        column.type_ = soci::dt_string;
        column.buffer_.constData_ = text_.data();
        column.buffer_.size_ = text_.size();
    }

    std::string get_name() const override { return name_; }
    void dump_value(std::ostream& out) const override { out << "<text>"; }
    void pre_exec(int) override {}
    void post_use(bool) override {}
    void clean_up() override {}
    std::size_t size() const override { return 1; }

private:
    const std::string_view text_;
    const std::string name_;
    soci::sqlite3_statement_backend* statement_ = nullptr;
    std::size_t position_ = 0;
};

}  // namespace

soci::details::use_type_ptr use_borrowed_text(std::string_view text, std::string_view name) {
    return soci::details::use_type_ptr(new BorrowedText(text, name));
}

}  // namespace neo::sql
