#include "dataflows.hpp"

#include "identifiers.hpp"
#include "origin.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace neo::app {

namespace {

constexpr std::size_t most_of_a_version = 5'000;

using VersionsByDataflow = std::unordered_map<std::string, std::set<std::int64_t>>;

VersionsByDataflow by_dataflow(const std::vector<std::pair<std::string, std::int64_t>>& versions) {
    VersionsByDataflow sorted;
    for (const auto& [dataflow, version] : versions)
        sorted[dataflow].insert(version);
    return sorted;
}

// Which of their versions were promoted, and which are recalled: a statement each for all of them.
outcome<std::vector<DataflowView>> with_marks(Services& services, const std::string& organization,
                                              std::vector<ports::Dataflow> dataflows) {
    std::vector<std::string> ids;
    for (const ports::Dataflow& dataflow : dataflows)
        ids.push_back(dataflow.id);
    NEO_TRY(promoted_versions, services.store.history().promoted_versions(organization, ids));
    NEO_TRY(recalled_versions, services.store.recalls().recalled_versions(organization, ids));
    VersionsByDataflow promoted = by_dataflow(promoted_versions);
    VersionsByDataflow recalled = by_dataflow(recalled_versions);

    std::vector<DataflowView> views;
    for (ports::Dataflow& dataflow : dataflows) {
        DataflowView view;
        view.promoted_versions = std::move(promoted[dataflow.id]);
        view.recalled_versions = std::move(recalled[dataflow.id]);
        view.dataflow = std::move(dataflow);
        views.push_back(std::move(view));
    }
    return views;
}

Problem dataflow_unknown(const std::string& organization, const std::string& dataflow) {
    return {"dataflow_unknown", "There is no dataflow '" + dataflow + "' in organization '" + organization + "'."};
}

// Page after page into `promotions` until there are `most`, nothing is left, or too little is found; what may follow.
outcome<std::optional<std::string>> add_pages(Services& services, ports::HistoryFilter filter, std::size_t most,
                                              std::vector<ports::Promotion>& promotions) {
    constexpr int most_pages = 20;
    for (int pages = 0; pages < most_pages && promotions.size() < most; ++pages) {
        filter.limit = static_cast<int>(std::min<std::size_t>(most - promotions.size(), largest_page));
        NEO_TRY(page, services.store.history().promotions(filter));
        std::ranges::move(page.items, std::back_inserter(promotions));
        if (!page.next) return std::optional<std::string>();
        filter.before = *std::move(page.next);
    }
    return std::optional(std::move(filter.before));
}

outcome<std::vector<ports::Promotion>> promotions_from(Services& services, const Caller& caller,
                                                       const domain::VersionId& id) {
    ports::HistoryFilter filter;
    if (!caller.may_view(id.organization)) filter.actor = caller.user();
    filter.organization = id.organization;
    filter.role = ports::HistoryFilter::Role::source;
    filter.dataflow = id.dataflow;
    filter.version = id.version;
    std::vector<ports::Promotion> promotions;
    NEO_TRY(before, add_pages(services, filter, largest_page, promotions));
    if (!before) return promotions;
    filter.status = ports::PromotionStatus::succeeded;
    filter.before = *std::move(before);
    NEO_TRY(rest, add_pages(services, filter, most_of_a_version, promotions));
    return promotions;
}

}  // namespace

std::set<std::int64_t> DataflowView::promotable_versions() const {
    std::set<std::int64_t> promotable;
    for (const ports::DataflowVersion& version : dataflow.versions) {
        if (domain::is_promotable(version.state) && !recalled_versions.contains(version.version))
            promotable.insert(version.version);
    }
    return promotable;
}

outcome<Page<DataflowView>> list_dataflows(Services& services, const Caller& caller, ports::DataflowQuery query) {
    if (const auto denied = check_work(caller, query.organization)) return *denied;
    NEO_TRY(known, load_known_organization(services, caller, query.organization));
    const int limit = query.limit++;
    NEO_TRY(dataflows, services.host.dataflows(query));
    Page<ports::Dataflow> found = page_of(std::move(dataflows), limit);
    NEO_TRY(views, with_marks(services, query.organization, std::move(found.items)));
    return Page<DataflowView>{std::move(views), found.more};
}

outcome<DataflowView> get_dataflow(Services& services, const Caller& caller, const std::string& organization,
                                   const std::string& dataflow) {
    if (const auto denied = check_work(caller, organization)) return *denied;
    NEO_TRY(known, load_known_organization(services, caller, organization));
    NEO_TRY(found, services.host.dataflow(organization, dataflow));
    if (!found) return dataflow_unknown(organization, dataflow);
    NEO_TRY(views, with_marks(services, organization, {std::move(*found)}));
    return std::move(views.front());
}

outcome<ports::Version> find_version(Services& services, const Caller& caller, const domain::VersionId& id) {
    if (const auto denied = check_work(caller, id.organization)) return *denied;
    NEO_TRY(known, load_known_organization(services, caller, id.organization));
    NEO_TRY(version, services.host.version(id));
    if (!version) {
        return Problem("version_unknown", "There is no version " + std::to_string(id.version) + " of dataflow '" +
                                              id.dataflow + "' in organization '" + id.organization + "'.");
    }
    return std::move(*version);
}

outcome<std::optional<std::string>> hash_of_version(Services& services, const domain::VersionId& id) {
    NEO_TRY(version, services.host.version(id));
    return version ? std::optional(content_hash(*version)) : std::nullopt;
}

outcome<Shown<VersionView>> get_version(Services& services, const Caller& caller, const domain::VersionId& id) {
    NEO_TRY(version, find_version(services, caller, id));
    NEO_TRY(promotions, promotions_from(services, caller, id));
    NEO_TRY(origin, get_origin(services, caller, id));
    NEO_TRY(recall, services.store.recalls().recall(id));
    const Visibility visibility(caller);
    return visibility.show(VersionView{
        std::move(version), {}, std::move(origin), visibility.show(std::move(promotions)), std::move(recall)});
}

}  // namespace neo::app
