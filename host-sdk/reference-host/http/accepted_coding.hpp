// Which content coding the client of a request takes (RFC 9110, 12.5.3).
#pragma once

#include "message.hpp"

namespace neo::host::http {

enum class Coding { identity, gzip, zstd };

struct AcceptedCoding {
    Coding coding = Coding::identity;  // what it likes best of these; zstd, which costs least, where it does not mind
    bool takes_identity = true;        // false: it asked for any other, where there is one
};

AcceptedCoding accepted_coding(const Request& request);

}  // namespace neo::host::http
