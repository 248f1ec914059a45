// A database server of a test's own: real, unprivileged, on a free port of 127.0.0.1, gone at the end.
#pragma once

#include "process.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace neo::test {

class Server {
public:
    virtual ~Server();

    // "postgresql" or "mysql": the backend of the configuration.
    virtual std::string backend() const = 0;
    // For the user `neo`, who may do everything; without the password.
    virtual std::string connection_string(const std::string& database) const = 0;
    static std::string password() { return "s3cret 'quoted' \\ word"; }
    std::filesystem::path password_file() const { return folder_ / "password"; }
    virtual void create_database(const std::string& database) = 0;
    virtual void drop_database(const std::string& database) = 0;

    // Waits until it answers. Throws with the server's log when it does not within half a minute.
    void start();
    // In good order.
    void stop();
    // As a power cut would: SIGKILL.
    void kill();
    // Suspends and resumes the whole server: it keeps its connections and answers nothing.
    void suspend();
    void resume();

    int port() const noexcept { return port_; }
    const std::filesystem::path& folder() const noexcept { return folder_; }

protected:
    // `stop_signal` ends it in good order.
    Server(const std::string& name, std::string user, int stop_signal);

    virtual std::vector<std::string> command() const = 0;
    virtual bool answers() const = 0;
    std::filesystem::path log() const { return folder_ / "log"; }
    std::filesystem::path data() const { return folder_ / "data"; }
    const std::string& user() const noexcept { return user_; }

private:
    void signal_all(int number);

    const int stop_signal_;
    const std::string user_;
    const std::filesystem::path folder_;
    int port_ = 0;
    std::unique_ptr<Process> process_;
};

// The one server of this backend that the whole test program uses, started at the first call, on the main thread.
Server& shared_server(const std::string& backend);

}  // namespace neo::test
