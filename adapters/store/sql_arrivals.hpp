// ports::Arrivals over SQL: the table `arrivals` has the newest promotion from each dataflow to each other, as far as
// the history was taken in (`arrivals_progress`). What came after is read from the history itself.
#pragma once

#include <adapters/sql/pool.hpp>
#include <plugin/ports/arrivals.hpp>

namespace neo::sql {

class SqlArrivals final : public ports::Arrivals {
public:
    explicit SqlArrivals(Pool& pool) : pool_(pool) {}

    result<std::vector<ports::Arrival>> below(const std::vector<sdk::DataflowId>& roots) override;
    result<std::vector<ports::Arrival>> into(const std::vector<sdk::DataflowId>& targets) override;
    result<bool> take_in(const std::string& before, int limit) override;
    result<void> forget() override;

private:
    Pool& pool_;
};

}  // namespace neo::sql
