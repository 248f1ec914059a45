// Where one message ends and the next begins in the protocols of PostgreSQL and MySQL, unencrypted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace neo::test {

// Of one connection. Feed it each direction's bytes from the first one on.
class ProtocolFraming {
public:
    explicit ProtocolFraming(const std::string& backend) : postgresql_(backend == "postgresql") {}

    // The size in bytes of the message that `bytes` begin with; 0: it is not complete yet. To be called once for each.
    std::size_t size_of_client_message(std::string_view bytes);
    std::size_t size_of_server_message(std::string_view bytes);

private:
    const bool postgresql_;
    bool started_ = false;   // PostgreSQL: the client has sent its start-up message
    bool asks_tls_ = false;  // PostgreSQL: the server answers with one byte
};

}  // namespace neo::test
