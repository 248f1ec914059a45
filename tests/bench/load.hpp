// Clients of the host's HTTP interface that cost little themselves: requests are written beforehand, and of an answer
// only the status and the length are read.
#pragma once

#include "clients.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace neo::bench {

// A request as it goes over the line; with a body when `body` is not empty.
std::string written_request(std::string_view method, std::string_view path, std::string_view token,
                            std::string_view body = {});

struct Reply {
    int status = 0;
    std::string body;
};

// One keep-alive connection. Throws std::runtime_error when there is no answer.
class LoadClient {
public:
    explicit LoadClient(int port);
    ~LoadClient();
    LoadClient(const LoadClient&) = delete;

    Reply ask(std::string_view request);
    // Throws what was answered if the status is another.
    std::string expect(int status, std::string_view request);

private:
    int socket_ = -1;
    std::string received_;
};

// Each client sends its requests one after the other on a connection of its own, all clients at the same time. Throws
// when an answer has another status.
Load run_load(int port, const std::vector<std::vector<std::string>>& requests_of_clients, int status);

}  // namespace neo::bench
