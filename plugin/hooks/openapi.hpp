// The OpenAPI 3.1 document, as openapi.json stood when the plugin was built.
#pragma once

#include <string_view>

namespace neo::hooks {

// Static text; any thread.
std::string_view openapi_document() noexcept;

}  // namespace neo::hooks
