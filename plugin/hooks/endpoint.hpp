// An endpoint: one function that reads what is asked, runs the use case and writes its document. The REST routes
// (rest_routes.hpp) and the C hooks call the same functions, so that they cannot come to differ. Any thread.
#pragma once

#include "input.hpp"

#include <plugin/app/caller.hpp>
#include <plugin/app/services.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::hooks {

// Who asks, authenticated by the host, and how a list is filtered and paged.
struct Call {
    app::Services& services;
    std::string user;
    Query query = {};

    app::outcome<app::Caller> caller() const { return app::Caller::load(services, user); }
    app::NameOf name_of() const {
        return [&known = services](const std::string& id) { return known.people->name(known.host, id); };
    }
};

// What came of it: HTTP tells it by its status.
enum class Done {
    ok,
    created,
    begun,  // the document says what is under way
    removed,
};

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// The next piece of a document that is too long to be held whole; unset: that was all. A problem cuts it off. It is
// asked after the endpoint has returned, until the request is answered, on the same thread: so it owns what it needs.
using Pieces = std::function<app::outcome<std::optional<std::string>>()>;

struct Document {
    std::string text;  // JSON, unless content_type says otherwise; empty: there is nothing to tell
    Done done = Done::ok;
    Headers headers = {};  // which HTTP tells besides
    std::string_view content_type = "application/json";
    Pieces more = {};  // what follows the text, of a document that only HTTP tells
};

// Those that the C hooks call too.
app::outcome<Document> get_organization(const Call& call, const std::string& organization);
app::outcome<Document> register_organization(const Call& call, const std::string& organization, std::string_view type);

app::outcome<Document> list_mappings(const Call& call, const std::string& organization);
app::outcome<Document> add_mapping(const Call& call, const std::string& source, const std::string& target,
                                   std::string_view relation);
app::outcome<Document> change_relation(const Call& call, const std::string& source, const std::string& target,
                                       std::string_view relation);
app::outcome<Document> remove_mapping(const Call& call, const std::string& source, const std::string& target);
app::outcome<Document> list_mapping_changes(const Call& call, const std::string& organization);

app::outcome<Document> list_targets(const Call& call, const domain::VersionId& version);
app::outcome<Document> list_target_applications(const Call& call, const domain::VersionId& version,
                                                const std::string& target);

app::outcome<Document> preflight(const Call& call, const app::PromotionRequest& request);
app::outcome<Document> promote(const Call& call, const app::PromotionRequest& request);
app::outcome<Document> get_promotion(const Call& call, const std::string& promotion);
app::outcome<Document> list_promotions(const Call& call);
app::outcome<Document> count_promotions(const Call& call);

app::outcome<Document> get_origin(const Call& call, const domain::VersionId& version);
app::outcome<Document> get_spread(const Call& call, const std::string& organization, const std::string& dataflow);
app::outcome<Document> get_board(const Call& call, const std::string& organization);
app::outcome<Document> compare(const Call& call, const domain::VersionId& version, const domain::VersionId& against);

app::outcome<Document> get_recall(const Call& call, const domain::VersionId& version);
app::outcome<Document> recall(const Call& call, const domain::VersionId& version, std::string_view reason);
app::outcome<Document> take_back(const Call& call, const domain::VersionId& version);

}  // namespace neo::hooks
