#include "checks.hpp"

#include "leftovers.hpp"

#include <adapters/open_database.hpp>
#include <adapters/sql/connection.hpp>

#include <fmt/format.h>

#include <map>
#include <regex>
#include <set>
#include <thread>

namespace neo::faults {

namespace {

using sql::Connection;
using sql::Row;

constexpr std::chrono::seconds slack{20};

constexpr sql::Query select_applied{"faults.applied.select",
                                    "SELECT promotion_key, target_organization, target_dataflow, approved_version, "
                                    "draft_version FROM promotion_keys WHERE state = 'applied'"};
constexpr sql::Query select_versions{"faults.versions.select",
                                     "SELECT dataflow, version, state, method, url FROM versions WHERE organization = "
                                     "'uat' AND changed_by <> '" NEO_USER_OF_TARGET "'"};
constexpr sql::Query select_ledger{"faults.ledger.select",
                                   "SELECT promotion_key, state, promotion_id FROM promotion_ledger"};
constexpr sql::Query select_history{"faults.history.select",
                                    "SELECT id, promotion_key, status, target_dataflow, approved_version, "
                                    "draft_version FROM promotions"};
// An attempt that was rebuilt began and ended when the host applied it.
constexpr sql::Query select_rebuilt{"faults.rebuilt.select",
                                    "SELECT source_dataflow FROM promotions WHERE status = 'succeeded' AND "
                                    "requested_at = finished_at"};
constexpr sql::Query count_unfinished{"faults.unfinished.select",
                                      "SELECT COUNT(*) FROM promotion_ledger WHERE state IN ('prepared', 'aborting')"};

struct Place {
    std::string dataflow;
    long long approved = 0;
    long long draft = 0;

    bool operator==(const Place&) const = default;
};

struct Attempt {
    std::string key;
    std::string status;
    Place place;
};

struct Facts {
    std::map<std::string, Place> applied;                               // by key
    std::map<std::pair<std::string, long long>, std::string> versions;  // state by dataflow and number
    std::map<std::string, std::set<std::string>> holders;               // dataflows by trigger
    std::map<std::string, std::pair<std::string, std::string>> ledger;  // state and attempt by key
    std::map<std::string, Attempt> history;                             // by id
};

Place place_of(Row& row) {
    Place place;
    place.dataflow = row.optional_text().value_or("");
    place.approved = row.optional_integer().value_or(0);
    place.draft = row.optional_integer().value_or(0);
    return place;
}

std::unique_ptr<sql::Pool> open(const sql::DatabaseConfig& config) {
    auto pool = sql::open_database(config);
    if (!pool) throw std::runtime_error(pool.error().message);
    return *std::move(pool);
}

template <class Body>
void read(const sql::DatabaseConfig& config, Body&& body) {
    const auto pool = open(config);
    const auto done = pool->read([&](Connection& connection) {
        body(connection);
        return true;
    });
    if (!done) throw std::runtime_error(done.error().message);
}

Facts load(const Deployment& deployment) {
    Facts facts;
    read(deployment.host_database(), [&](Connection& connection) {
        facts = {};
        connection.all(select_applied, {}, [&](Row& row) {
            const std::string key = row.text();
            row.text();
            facts.applied[key] = place_of(row);
            return 0;
        });
        connection.all(select_versions, {}, [&](Row& row) {
            const std::string dataflow = row.text();
            const long long version = row.integer();
            facts.versions[{dataflow, version}] = row.text();
            const std::string method = row.text();
            facts.holders[method + " " + row.text()].insert(dataflow);
            return 0;
        });
    });
    read(deployment.plugin_database(), [&](Connection& connection) {
        facts.ledger.clear();
        facts.history.clear();
        connection.all(select_ledger, {}, [&](Row& row) {
            const std::string key = row.text();
            const std::string state = row.text();
            facts.ledger[key] = {state, row.text()};
            return 0;
        });
        connection.all(select_history, {}, [&](Row& row) {
            const std::string id = row.text();
            Attempt attempt;
            attempt.key = row.text();
            attempt.status = row.text();
            attempt.place = place_of(row);
            facts.history[id] = attempt;
            return 0;
        });
    });
    return facts;
}

std::string wrong_at_the_host(const Facts& facts) {
    std::set<std::pair<std::string, long long>> promised;
    for (const auto& [key, place] : facts.applied) {
        const auto state = [&](long long version) {
            const auto found = facts.versions.find({place.dataflow, version});
            return found == facts.versions.end() ? std::string("missing") : found->second;
        };
        if (state(place.approved) != "approved" || state(place.draft) != "draft")
            return fmt::format("key {}: version {} is {}, version {} is {}", key, place.approved, state(place.approved),
                               place.draft, state(place.draft));
        if (!promised.insert({place.dataflow, place.approved}).second ||
            !promised.insert({place.dataflow, place.draft}).second)
            return fmt::format("key {} shares a version with another key", key);
    }
    if (facts.versions.size() != promised.size())
        return fmt::format("{} versions in the target for {} keys", facts.versions.size(), facts.applied.size());
    for (const auto& [trigger, dataflows] : facts.holders) {
        if (dataflows.size() != 1) return fmt::format("{} dataflows hold {}", dataflows.size(), trigger);
    }
    return {};
}

std::string wrong_in_the_ledger(const Facts& facts) {
    for (const auto& [key, place] : facts.applied) {
        const auto row = facts.ledger.find(key);
        if (row == facts.ledger.end()) return "the host has key " + key + ", the ledger has not";
        if (row->second.first != "done")
            return fmt::format("the host has key {}, the ledger says {}", key, row->second.first);
        const auto attempt = facts.history.find(row->second.second);
        if (attempt == facts.history.end() || attempt->second.status != "succeeded" ||
            !(attempt->second.place == place))
            return "the history does not say what the host created for key " + key;
    }
    for (const auto& [key, row] : facts.ledger) {
        if (row.first == "done" && !facts.applied.contains(key))
            return "the ledger says done, the host knows nothing of key " + key;
        if (row.first != "done" && row.first != "failed") return fmt::format("key {} is {}", key, row.first);
    }
    return {};
}

std::string wrong_in_the_history(const Facts& facts) {
    std::map<std::string, int> succeeded;
    for (const auto& [id, attempt] : facts.history) {
        if (attempt.status == "in_progress") return fmt::format("attempt {} is in progress still", id);
        if (attempt.status == "succeeded" && ++succeeded[attempt.key] > 1)
            return "two attempts succeeded under key " + attempt.key;
        if (attempt.status == "succeeded" && !facts.applied.contains(attempt.key))
            return fmt::format("attempt {} succeeded, the host knows nothing of it", id);
    }
    return {};
}

}  // namespace

std::string wait_for_recovery(const Deployment& deployment) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2 * lease_seconds) + slack;
    const auto pool = open(deployment.plugin_database());
    for (;;) {
        const auto left = pool->read([](Connection& connection) {
            return connection.first(count_unfinished, {}, [](Row& row) { return row.integer(); }).value_or(0);
        });
        if (left && *left == 0) return {};
        if (std::chrono::steady_clock::now() > deadline)
            return left ? fmt::format("{} rows are still prepared or aborting", *left) : left.error().message;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

int unfinished(Client& client) {
    const std::string metrics = client.get("/metrics").body;
    std::smatch found;
    const bool told =
        std::regex_search(metrics, found, std::regex(R"re(neo_promotions_unfinished\{lease="any"\} (\d+))re"));
    return told ? std::stoi(found[1].str()) : -1;
}

std::string contradictions(const Deployment& deployment) {
    const Facts facts = load(deployment);
    for (const auto& check : {wrong_at_the_host, wrong_in_the_ledger, wrong_in_the_history}) {
        if (std::string wrong = check(facts); !wrong.empty()) return wrong;
    }
    return {};
}

std::string lost_by_itself(const Deployment& deployment) {
    std::string found;
    read(deployment.plugin_database(), [&](Connection& connection) {
        found.clear();
        for (const std::string& dataflow : connection.all(select_rebuilt, {}, [](Row& row) { return row.text(); })) {
            if (!dataflow.ends_with(lost_suffix)) found = "the promotion of " + dataflow + " was lost and rebuilt";
        }
    });
    return found;
}

std::string wrong_in_the_end(const Deployment& deployment) {
    const Finished reconciled = deployment.run("reconcile", {"--apply"});
    if (reconciled.status != 0) return "reconcile: " + reconciled.output + reconciled.errors;
    if (auto wrong = contradictions(deployment); !wrong.empty()) return wrong;
    return lost_by_itself(deployment);
}

std::string untrue(const Deployment& deployment, const std::vector<Answer>& told) {
    const Facts facts = load(deployment);
    for (const Answer& answer : told) {
        if (answer.status >= 500 && answer.status != 503)
            return fmt::format("a client was told {}: {}", answer.status, answer.body);
        if (answer.status == 503 && answer.retry_after.empty()) return "a 503 without Retry-After: " + answer.body;
        // A store that did not say whether it wrote the attempt: the client was told to look for it.
        if (answer.promotion.empty() || answer.state == "store_unavailable") continue;
        const auto attempt = facts.history.find(answer.promotion);
        if (attempt == facts.history.end())
            return fmt::format("a client was told of attempt {}, which the history does not know", answer.promotion);
        const std::string& status = attempt->second.status;
        if (answer.status == 201 && status != "succeeded")
            return fmt::format("told succeeded, attempt {} is {}", answer.promotion, status);
        if (answer.status >= 400 && status != "refused" && status != "failed")
            return fmt::format("told {}, attempt {} is {}", answer.state, answer.promotion, status);
    }
    return {};
}

}  // namespace neo::faults
