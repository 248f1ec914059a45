// The file descriptors that this process may have, of which each connection needs one.
#pragma once

namespace neo::host::http {

// Raises the soft limit as far as the hard one allows and `connections` need; answers how many of them there is room
// for beside databases, the log and vital requests, at least one. Where that is fewer, the log says so.
int with_descriptors_for(int connections);

}  // namespace neo::host::http
