#include "permission_holders.hpp"

#include "search.hpp"
#include "words.hpp"

#include <neo/host/service/access.h>

#include <utility>

namespace neo::host::store {

namespace {

constexpr int most_rows = 500;  // of one statement

constexpr sql::Query list_holders_query{
    "host.permission_holders.list",
    "SELECT u.id, u.name, here.permissions, everywhere.permissions FROM users u "
    "LEFT JOIN grants here ON here.user_id = u.id AND here.organization = :organization "
    "LEFT JOIN grants everywhere ON everywhere.user_id = u.id AND everywhere.organization = '*' "
    "WHERE u.id > :after AND (here.user_id IS NOT NULL OR everywhere.user_id IS NOT NULL) "
    "ORDER BY u.id LIMIT :limit"};

// Neo's own, in the order of service/access.h.
sdk::PermissionHolder read_granted(sql::Row& row) {
    sdk::PermissionHolder holder;
    holder.user = row.text();
    holder.name = row.text();
    const std::string here = row.optional_text().value_or("");
    const std::string everywhere = row.optional_text().value_or("");
    for (const char* permission :
         {NEO_PERMISSION_VIEW, NEO_PERMISSION_EDIT, NEO_PERMISSION_ADMIN, NEO_PERMISSION_PROMOTE}) {
        if (has_word(here, permission) || has_word(everywhere, permission)) holder.permissions.emplace_back(permission);
    }
    return holder;
}

}  // namespace

std::vector<sdk::PermissionHolder> list_holders(sql::Connection& connection, const std::string& organization,
                                                const std::string& search, const std::string& after,
                                                std::uint32_t limit) {
    const std::string part = folded(search);
    std::vector<sdk::PermissionHolder> holders;
    for (std::string behind = after;;) {
        // No backend folds letters as the others do, nor finds words in a text: what is wanted of them is chosen here.
        auto granted =
            connection.all(list_holders_query,
                           {{"organization", organization}, {"after", behind}, {"limit", most_rows}}, read_granted);
        const bool is_last = granted.size() < most_rows;
        if (!is_last) behind = granted.back().user;
        for (sdk::PermissionHolder& holder : granted) {
            if (holder.permissions.empty()) continue;
            if (search_text(holder.user, *holder.name).find(part) == std::string::npos) continue;
            holders.push_back(std::move(holder));
            if (holders.size() == limit) return holders;
        }
        if (is_last) return holders;
    }
}

}  // namespace neo::host::store
