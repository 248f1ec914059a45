#include "client.hpp"

#include "description.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace neo::e2e {

Client::Client(int port, std::string token) : token_(std::move(token)), http_(fmt::format("127.0.0.1:{}", port)) {}

Answer Client::call(const std::string& method, const std::string& path, const std::string& body,
                    const Headers& headers) {
    Headers all = headers;
    if (!body.empty() && !all.contains("Content-Type")) all.emplace("Content-Type", "application/json");
    if (!token_.empty() && !all.contains("Authorization")) all.emplace("Authorization", "Bearer " + token_);
    try {
        Answer answer = http_.ask(method, path, all, body);
        if (answer.status == 0) ADD_FAILURE() << method << " " << path.substr(0, 200) << ": no answer";
        return answer;
    } catch (const std::runtime_error& error) {
        ADD_FAILURE() << method << " " << path.substr(0, 200) << ": " << error.what();
        return {};
    }
}

Answer Client::api(const std::string& method, const std::string& path, const std::string& body,
                   const Headers& headers) {
    Answer answer = call(method, "/extensions/neo/api/v1" + path, body, headers);
    for (const auto& violation : violations_of(method, path, answer))
        ADD_FAILURE() << method << " " << path.substr(0, 200) << " answered " << answer.status << ": " << violation;
    return answer;
}

}  // namespace neo::e2e
