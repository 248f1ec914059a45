#include "dataflow.hpp"

namespace neo::domain {

std::string_view label(VersionState state) noexcept {
    switch (state) {
        case VersionState::draft:
            return "Draft";
        case VersionState::awaiting_approval:
            return "Awaiting approval";
        case VersionState::approved:
            return "Approved";
        case VersionState::rejected:
            return "Rejected";
        case VersionState::live:
            return "Live";
    }
    return "";
}

}  // namespace neo::domain
