// The applications of an organization, which its dataflows live in (A5).
#pragma once

#include "caller.hpp"
#include "page.hpp"

#include <string>
#include <vector>

namespace neo::app {

// Those behind the id `after`, at most `limit`, in the order of their ids.
Page<ports::Application> applications_after(std::vector<ports::Application> applications, const std::string& after,
                                            int limit);

// Of every kind; needs the view permission.
outcome<Page<ports::Application>> list_applications(Services& services, const Caller& caller,
                                                    const std::string& organization, const std::string& after,
                                                    int limit);

}  // namespace neo::app
