#include "../log.hpp"

#include "services.hpp"

#include <algorithm>

namespace neo::host::services {

namespace {

void write(void*, int32_t level, neo_text component, neo_text message) noexcept {
    const auto known = static_cast<LogLevel>(std::clamp<int32_t>(level, NEO_LOG_DEBUG, NEO_LOG_ERROR));
    log(known, sdk::view(component), sdk::view(message));
}

}  // namespace

const neo_log_1 log_service{sizeof(neo_log_1), write};

}  // namespace neo::host::services
