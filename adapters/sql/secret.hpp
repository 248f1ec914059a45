// Keeps passwords out of what drivers say.
#pragma once

#include <string>

namespace neo::sql {

// `message` without `secret`.
inline std::string without_secret(std::string message, const std::string& secret) {
    if (secret.empty()) return message;
    for (auto at = message.find(secret); at != std::string::npos; at = message.find(secret)) {
        message.replace(at, secret.size(), "…");
    }
    return message;
}

}  // namespace neo::sql
