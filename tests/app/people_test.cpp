// A5: who holds which permission, of hosts that tell it and of those that do not.
#include "scene.hpp"

#include <neo/host/service/access.h>
#include <plugin/app/permission_holders.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace neo::apptest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PeopleOf : public OnEveryStore {
protected:
    Scene scene{GetParam()};
    const bool tells = GetParam() != host_of_1_0;

    void SetUp() override {
        scene.mock.platform.change_user("bob", [](testing::User& bob) {
            bob.name = "Robert";
            bob.grants = {{"uat", {"neo.edit", "host.audit"}}, {"*", {"neo.view"}}, {"dev", {"neo.promote"}}};
        });
        scene.mock.platform.change_user("guest", [](testing::User& guest) { guest.grants = {{"*", {"host.audit"}}}; });
    }
    app::outcome<std::optional<app::Page<ports::PermissionHolder>>> ask(const std::string& organization,
                                                                        const std::string& user = "ana",
                                                                        const std::string& search = "",
                                                                        const std::string& after = "", int limit = 50) {
        const auto caller = app::Caller::load(scene.services(), user).value();
        return app::list_permission_holders(scene.services(), caller, organization, search, after, limit);
    }
    // "bob (Robert): neo.view neo.edit"
    static std::vector<std::string> lines(const std::optional<app::Page<ports::PermissionHolder>>& told) {
        if (!told) return {"not told"};
        std::vector<std::string> all;
        for (const ports::PermissionHolder& holder : told->items) {
            all.push_back(fmt::format("{} ({}):", holder.user, holder.name.value_or("")));
            for (const std::string& permission : holder.permissions)
                all.back() += " " + permission;
        }
        if (told->more) all.emplace_back("more");
        return all;
    }
};
NEO_ON_EVERY_STORE(PeopleOf);

TEST_P(PeopleOf, A5_AreToldWhereTheHostTellsThem) {
    const auto told = ask("uat").value();
    if (tells)
        EXPECT_THAT(lines(told),
                    ElementsAre("ana (ana): neo.view neo.admin neo.promote", "bob (Robert): neo.view neo.edit"));
    else
        EXPECT_THAT(lines(told), ElementsAre("not told"));
    EXPECT_THAT(scene.mock.recorder.calls("people.list_holders"), SizeIs(tells ? 1 : 0));

    scene.mock.faults.on("people.list_holders").every_call().answer(NEO_UNSUPPORTED, "not here");
    EXPECT_THAT(lines(ask("uat").value()), ElementsAre("not told"));
}

TEST_P(PeopleOf, A5_ComeInPagesAndAreSearchedByTheHost) {
    if (!tells) return;
    EXPECT_THAT(lines(ask("uat", "ana", "", "", 1).value()),
                ElementsAre("ana (ana): neo.view neo.admin neo.promote", "more"));
    EXPECT_THAT(lines(ask("uat", "ana", "", "ana", 1).value()), ElementsAre("bob (Robert): neo.view neo.edit"));
    EXPECT_THAT(lines(ask("uat", "ana", "", "bob").value()), IsEmpty());
    EXPECT_THAT(lines(ask("uat", "ana", "ROB").value()), ElementsAre("bob (Robert): neo.view neo.edit"));
}

TEST_P(PeopleOf, A5_ALongPageIsAskedForInQuestionsThatAHostTakes) {
    if (!tells) return;
    for (int number = 0; number < 600; ++number)
        scene.mock.platform.change_user(fmt::format("u-{:03}", number), [](testing::User& one) {
            one.grants = {{"uat", {"neo.view"}}};
        });
    const auto first = ask("uat", "ana", "", "", app::largest_page).value();
    EXPECT_EQ(first->items.size(), 500U);
    EXPECT_TRUE(first->more);
    EXPECT_THAT(scene.mock.recorder.calls("people.list_holders"), SizeIs(2));
    const auto second = ask("uat", "ana", "", first->items.back().user, app::largest_page).value();
    EXPECT_EQ(second->items.size(), 102U);
    EXPECT_EQ(second->items.front().user, "u-498");
    EXPECT_FALSE(second->more);
}

TEST_P(PeopleOf, A3_A5_WhoMayNotKnowAsksNoHost) {
    scene.mock.platform.change_user("promoter", [](testing::User& one) { one.grants = {{"uat", {"neo.promote"}}}; });
    const auto code = [](const auto& answer) { return answer ? "told" : answer.error().code; };
    EXPECT_EQ(code(ask("uat", "promoter")), "view_permission_missing");
    EXPECT_EQ(code(ask("dev", "promoter")), "organization_unknown");
    EXPECT_EQ(code(ask("uat", "guest")), "view_permission_missing");
    EXPECT_EQ(code(ask("absent", "ana")), "organization_unknown") << "who may view every one";
    EXPECT_THAT(scene.mock.recorder.calls("people.list_holders"), IsEmpty());
}

TEST_P(PeopleOf, A5_AHostThatDoesNotAnswerOrCannotBeReadIsTold) {
    if (!tells) return;
    const auto answer = [&](const char* items) {
        scene.mock.faults.clear();
        scene.mock.faults.on("people.list_holders")
            .every_call()
            .answer(NEO_OK, fmt::format(R"({{"items": [{}]}})", items));
        return ask("uat");
    };
    const auto unreadable = answer(R"({"user": "ana", "name": null})");
    ASSERT_FALSE(unreadable);
    EXPECT_EQ(unreadable.error().code, "host_unavailable");
    EXPECT_THAT(unreadable.error().detail, HasSubstr("\"items[0].permissions\" is missing"));
    const auto later = answer(R"({"user": "ana", "name": null, "permissions": ["neo.view"], "later": 1})");
    EXPECT_THAT(lines(later.value()), ElementsAre("ana (): neo.view"));
    scene.mock.faults.clear();
    scene.mock.faults.on("people.list_holders").every_call().refuse();
    EXPECT_EQ(ask("uat").error().code, "host_unavailable");
}

}  // namespace
}  // namespace neo::apptest
