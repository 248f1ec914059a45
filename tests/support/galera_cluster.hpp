// MariaDB Galera on loopback.
#pragma once

#include "mariadb_server.hpp"

#include <memory>
#include <string>
#include <vector>

namespace neo::test {

class GaleraNode final : public MariadbServer {
public:
    explicit GaleraNode(int number);

    // host:port of its group communication.
    std::string address() const;
    // Starts it as the first of a new cluster, or joins the one at `cluster`.
    void join(const std::string& cluster, bool first);
    // Cuts the node off from the others, while clients still reach it; and lets it return.
    void isolate(bool isolated);
    std::string status(const std::string& variable) const;
    // Waits until the node is synced and sees `nodes` of them.
    void wait_for(int nodes) const;

private:
    const int number_;
    const int group_port_;
    const int incremental_port_;
    const int snapshot_port_;
};

class GaleraCluster {
public:
    explicit GaleraCluster(int nodes);

    GaleraNode& node(int number) { return *nodes_.at(static_cast<std::size_t>(number)); }
    int size() const { return static_cast<int>(nodes_.size()); }
    // Of every node, beginning with `first`.
    std::string connection_string(const std::string& database, int first) const;
    // Starts a node that was killed or stopped.
    void rejoin(int number);

private:
    std::string addresses() const;

    std::vector<std::unique_ptr<GaleraNode>> nodes_;
};

}  // namespace neo::test
