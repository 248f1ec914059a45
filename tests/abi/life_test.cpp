// The plugin's life beside that of its process: a fork, and a host that leaves calls unanswered when it stops.
#include "services.hpp"

#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/loader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <string>
#include <sys/wait.h>
#include <tests/support/process.hpp>
#include <thread>
#include <unistd.h>

namespace {

using namespace neo;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::string_view platform = R"({
  "organizations": [{"id": "dev", "applications": [{"id": "crm", "kind": "custom"}]}],
  "users": [{"id": "ana", "grants": [{"organization": "*", "permissions": ["neo.view"]}]}]
})";

// A host of the plugin with the mock host's services.
class PluginLife : public ::testing::Test {
protected:
    PluginLife() : folder_(test::new_folder("life", {})), host_({"mock", "1", folder_.string()}) {
        neo::testing::give_services(host_, services_, {});
        services_.platform.add_platform(platform);
    }
    ~PluginLife() override { std::filesystem::remove_all(folder_); }

    sdk::load_result<sdk::Plugin> start(const std::string& recovery) {
        auto library = sdk::PluginLibrary::load(NEO_PROMOTE);
        if (library.has_error()) return library.error();
        return host_.start(
            std::move(*library),
            R"({"database": {"backend": "sqlite", "connection": "promote.db"}, "recovery": )" + recovery + "}");
    }

    std::pair<neo_status, std::string> targets() const {
        const auto hook = host_.hook<neo_promote_1>();
        std::string reply;
        const neo_status status = hook->targets(hook.context, sdk::borrow("ana"), sdk::borrow("dev"),
                                                sdk::borrow("welcome"), 1, {}, sdk::append_to(reply));
        return {status, reply};
    }

    // What `body` answers in a process that is forked off; -1 when it has not ended within a generous time.
    static int in_child(const std::function<int()>& body) {
        const pid_t child = fork();
        if (child == 0) {
            alarm(60);
            _exit(body());
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::vector<std::string> log() { return services_.platform.log_lines(); }

    neo::testing::Services services_;
    std::filesystem::path folder_;
    sdk::Host host_;
};

TEST_F(PluginLife, AForkedProcessIsToldToStartThePluginItself) {
    auto plugin = start("{}");
    ASSERT_TRUE(plugin) << plugin.error().message;
    ASSERT_EQ(targets().first, NEO_NOT_FOUND);
    EXPECT_EQ(in_child([&] {
                  const auto [status, reply] = targets();
                  return status == NEO_UNSUPPORTED && reply.find("start it in each worker") != std::string::npos ? 0
                                                                                                                 : 1;
              }),
              0);
    EXPECT_EQ(targets().first, NEO_NOT_FOUND) << "the parent goes on";
}

TEST_F(PluginLife, EveryHookSaysSo) {
    auto plugin = start("{}");
    ASSERT_TRUE(plugin) << plugin.error().message;
    EXPECT_EQ(in_child([&] {
                  const auto ana = sdk::borrow("ana");
                  std::string reply;
                  const auto sink = sdk::append_to(reply);
                  const auto mappings = host_.hook<neo_org_mapping_1>();
                  const auto history = host_.hook<neo_history_1>();
                  const auto operations = host_.hook<neo_operations_1>();
                  const auto http = host_.hook<neo_http_1>();
                  if (mappings->list(mappings.context, ana, ana, {}, sink) != NEO_UNSUPPORTED) return 1;
                  if (history->list(history.context, ana, {}, sink) != NEO_UNSUPPORTED) return 2;
                  if (operations->health(operations.context, sink) != NEO_UNSUPPORTED) return 3;
                  if (operations->copy(operations.context, {}, {}, 1, {}, sink) != NEO_UNSUPPORTED) return 5;
                  const auto promote = host_.hook<neo_promote_1>();
                  if (history->spread(history.context, ana, ana, ana, {}, sink) != NEO_UNSUPPORTED) return 6;
                  if (history->board(history.context, ana, ana, {}, sink) != NEO_UNSUPPORTED) return 7;
                  if (history->compare(history.context, ana, ana, ana, 1, ana, ana, 2, sink) != NEO_UNSUPPORTED)
                      return 8;
                  for (const auto of_version : {history->origin, history->recalls})
                      if (of_version(history.context, ana, ana, ana, 1, sink) != NEO_UNSUPPORTED) return 9;
                  if (history->counts(history.context, ana, {}, sink) != NEO_UNSUPPORTED) return 12;
                  std::int32_t created = 0;
                  if (promote->recall(promote.context, ana, ana, ana, 1, ana, &created, sink) != NEO_UNSUPPORTED)
                      return 10;
                  if (promote->take_back(promote.context, ana, ana, ana, 1, sink) != NEO_UNSUPPORTED) return 11;
                  neo_http_request request{};
                  request.struct_size = sizeof request;
                  request.method = sdk::borrow("GET");
                  request.target = sdk::borrow("/api/v1/me");
                  request.user = ana;
                  int status = 0;
                  http->handle(http.context, &request,
                               {&status, [](void* context, std::int32_t answered, const neo_http_header*, std::size_t,
                                            neo_text) noexcept { *static_cast<int*>(context) = answered; }});
                  return status == 503 ? 0 : 4;
              }),
              0);
}

TEST_F(PluginLife, ShutdownInAForkedProcessReturnsAndLeavesTheParentAlone) {
    auto plugin = start("{}");
    ASSERT_TRUE(plugin) << plugin.error().message;
    EXPECT_EQ(in_child([&] {
                  plugin->stop();
                  return 0;
              }),
              0);
    EXPECT_EQ(targets().first, NEO_NOT_FOUND);
    plugin->stop();
}

TEST_F(PluginLife, InAForkedProcessOfAParentThatRunsThePluginItIsNotStartedAgain) {
    auto plugin = start("{}");
    ASSERT_TRUE(plugin) << plugin.error().message;
    EXPECT_EQ(in_child([&] {
                  host_.forget_hooks();
                  const auto second = start("{}");
                  return second.has_error() && second.error().message.find("fork") != std::string::npos ? 0 : 1;
              }),
              0);
}

TEST_F(PluginLife, AWorkerThatIsForkedOffBeforeStartsItsOwn) {
    EXPECT_EQ(in_child([&] {
                  auto plugin = start("{}");
                  if (plugin.has_error()) return 1;
                  if (targets().first != NEO_NOT_FOUND) return 2;
                  plugin->stop();
                  return 0;
              }),
              0);
    EXPECT_EQ(in_child([&] {
                  auto plugin = start("{}");
                  plugin->stop();
                  host_.forget_hooks();
                  const pid_t worker = fork();
                  if (worker == 0) _exit(start("{}").has_error() ? 1 : 0);
                  int status = 0;
                  waitpid(worker, &status, 0);
                  return status;
              }),
              0)
        << "after a clean shutdown nothing is inherited";
}

TEST_F(PluginLife, ShutdownDoesNotWaitForAHostThatLeavesACallUnanswered) {
    services_.faults.on("dataflows.list_applied").every_call().never_answer();
    auto plugin = start(R"({"interval_seconds": 1, "shutdown_seconds": 1})");
    ASSERT_TRUE(plugin) << plugin.error().message;
    while (services_.recorder.count("dataflows.list_applied") == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));

    auto stopped = std::async(std::launch::async, [&] { plugin->stop(); });
    ASSERT_EQ(stopped.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    EXPECT_THAT(log(), Contains(HasSubstr("recovery.shutdown_seconds")));

    // The answer comes after all, to code that is still there, and nobody calls the host about it.
    const std::size_t calls = services_.recorder.calls().size();
    services_.faults.release();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    EXPECT_EQ(services_.recorder.calls().size(), calls);
}

TEST_F(PluginLife, ShutdownWaitsForAHostThatAnswersLate) {
    services_.faults.on("dataflows.list_applied").every_call().hold();
    auto plugin = start(R"({"shutdown_seconds": 60})");
    ASSERT_TRUE(plugin) << plugin.error().message;
    while (services_.recorder.count("dataflows.list_applied") == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    auto stopped = std::async(std::launch::async, [&] { plugin->stop(); });
    EXPECT_EQ(stopped.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
    services_.faults.release();
    ASSERT_EQ(stopped.wait_for(std::chrono::seconds(60)), std::future_status::ready);
}

}  // namespace
