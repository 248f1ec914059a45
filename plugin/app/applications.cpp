#include "applications.hpp"

#include <algorithm>
#include <utility>

namespace neo::app {

Page<ports::Application> applications_after(std::vector<ports::Application> applications, const std::string& after,
                                            int limit) {
    std::erase_if(applications, [&](const ports::Application& application) { return application.id <= after; });
    std::ranges::sort(applications, {}, &ports::Application::id);
    return page_of(std::move(applications), limit);
}

outcome<Page<ports::Application>> list_applications(Services& services, const Caller& caller,
                                                    const std::string& organization, const std::string& after,
                                                    int limit) {
    if (const auto denied = check_work(caller, organization)) return *denied;
    NEO_TRY(applications, services.host.applications(organization));
    if (!applications) return organization_unknown(organization);
    return applications_after(std::move(*applications), after, limit);
}

}  // namespace neo::app
