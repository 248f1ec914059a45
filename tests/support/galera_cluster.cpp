#include "galera_cluster.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <thread>

namespace neo::test {

GaleraNode::GaleraNode(int number)
    : MariadbServer(Unstarted{}),
      number_(number),
      group_port_(free_port()),
      incremental_port_(free_port()),
      snapshot_port_(free_port()) {}

std::string GaleraNode::address() const {
    return fmt::format("127.0.0.1:{}", group_port_);
}

void GaleraNode::join(const std::string& cluster, bool first) {
    std::vector<std::string> options{
        "--binlog-format=ROW",
        "--innodb-autoinc-lock-mode=2",
        "--wsrep-on=ON",
        "--wsrep-provider=/usr/lib/galera/libgalera_smm.so",
        "--wsrep-cluster-name=neo",
        "--wsrep-cluster-address=gcomm://" + cluster,
        fmt::format("--wsrep-node-name=n{}", number_),
        "--wsrep-node-address=" + address(),
        "--wsrep-sst-method=rsync",
        fmt::format("--wsrep-sst-receive-address=127.0.0.1:{}", snapshot_port_),
        fmt::format("--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:{};ist.recv_addr=127.0.0.1:{};"
                    "gcache.size=32M;evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT3S;"
                    "evs.inactive_timeout=PT6S;evs.inactive_check_period=PT0.5S",
                    group_port_, incremental_port_)};
    if (first) options.push_back("--wsrep-new-cluster");
    set_options(options);
    start();
}

void GaleraNode::isolate(bool isolated) {
    query(fmt::format("SET GLOBAL wsrep_provider_options = 'gmcast.isolate={}'", isolated ? 1 : 0));
}

std::string GaleraNode::status(const std::string& variable) const {
    return query("SHOW GLOBAL STATUS LIKE '" + variable + "'");
}

void GaleraNode::wait_for(int nodes) const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < deadline) {
        try {
            if (status("wsrep_local_state_comment") == "Synced" &&
                status("wsrep_cluster_size") == std::to_string(nodes) && status("wsrep_ready") == "ON") {
                return;
            }
        } catch (const std::runtime_error&) {
            // It is still joining.
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    throw std::runtime_error(fmt::format("node {} does not see a cluster of {}", number_, nodes));
}

GaleraCluster::GaleraCluster(int nodes) {
    for (int i = 0; i < nodes; ++i)
        nodes_.push_back(std::make_unique<GaleraNode>(i));
    for (int i = 0; i < nodes; ++i) {
        node(i).join(i == 0 ? std::string() : addresses(), i == 0);
        node(i).wait_for(i + 1);
    }
}

std::string GaleraCluster::addresses() const {
    std::string list;
    for (const auto& node : nodes_)
        list += (list.empty() ? "" : ",") + node->address();
    return list;
}

std::string GaleraCluster::connection_string(const std::string& database, int first) const {
    std::string hosts;
    std::string ports;
    for (int i = 0; i < size(); ++i) {
        const auto& node = *nodes_[static_cast<std::size_t>((first + i) % size())];
        hosts += (i == 0 ? "" : ",") + std::string("127.0.0.1");
        ports += (i == 0 ? "" : ",") + std::to_string(node.port());
    }
    return fmt::format("host={} port={} user=neo db={} connect_timeout=3 read_timeout=10 write_timeout=10", hosts,
                       ports, database);
}

void GaleraCluster::rejoin(int number) {
    node(number).join(addresses(), false);
    node(number).wait_for(size());
}

}  // namespace neo::test
