// What is certain of a change once its commit is confirmed.
#pragma once

namespace neo::sql {

enum class Durability {
    on_disk,  // it stays, whatever happens
    // It stays when the process is killed; until the next commit or a moment later it may be gone when the whole
    // machine falls, or the database server. For what is found again then and done anew.
    soon,
};

}  // namespace neo::sql
