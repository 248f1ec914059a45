// The store of recalls: versions that go nowhere further, and who said so and took it back when (W5). Adapters
// implement it; one contract test holds them to these comments.
//
// For every function: callable from any thread; one transaction of its own, retried inside the adapter when the engine
// says so; Error unavailable or outcome_unknown when the database gives no answer.
#pragma once

#include "clock.hpp"

#include <plugin/base/result.hpp>
#include <plugin/domain/dataflow.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace neo::ports {

struct Recall {
    std::string reason;
    Time recalled_at;
    std::string recalled_by;
};

// One line of "who recalled it, and who took that back".
struct RecallChange {
    std::string id;                     // time-ordered
    std::string kind;                   // recalled, taken_back
    std::optional<std::string> reason;  // of a recall
    std::string actor;
    Time at;
};

// What came of recalling a version.
struct PutRecall {
    Recall recall;        // that stands
    bool is_new = false;  // the version was not recalled before
};

class Recalls {
public:
    virtual ~Recalls() = default;

    // Unset: the version is not recalled.
    virtual result<std::optional<Recall>> recall(const domain::VersionId& version) = 0;

    // Recalls the version and writes the change, with this id, in the same transaction. Where it is recalled for the
    // same reason, nothing is changed or recorded; another reason takes the place of the one that stands. Of several at
    // the same time one comes after the other.
    virtual result<PutRecall> put_recall(const domain::VersionId& version, const Recall& recall,
                                         const std::string& change) = 0;

    // Takes the recall back and writes `change`, with `kind` and `reason` filled in by the store, in the same
    // transaction. not_found: the version is not recalled.
    virtual result<void> remove_recall(const domain::VersionId& version, RecallChange change) = 0;

    // What happened to the version, newest first (by id), at most `limit`.
    virtual result<std::vector<RecallChange>> changes(const domain::VersionId& version, int limit) = 0;

    // The versions of these dataflows of one organization that are recalled, in no particular order.
    virtual result<std::vector<std::pair<std::string, std::int64_t>>> recalled_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) = 0;
};

}  // namespace neo::ports
