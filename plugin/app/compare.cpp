#include "compare.hpp"

namespace neo::app {

outcome<Comparison> compare(Services& services, const Caller& caller, const domain::VersionId& version,
                            const domain::VersionId& against) {
    Comparison comparison;
    for (const auto& [id, place] : {std::pair(&version, &comparison.version), {&against, &comparison.against}}) {
        if (auto denied = check_view(caller, id->organization)) return *std::move(denied);
        NEO_TRY(found, find_version(services, caller, *id));
        *place = std::move(found);
    }
    return comparison;
}

}  // namespace neo::app
