// R5: what organizations declare as their own.
#include "stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace neo::contract {
namespace {

using ports::Environment;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

class EnvironmentsContract : public StoreContract {
protected:
    Environment declare(const std::string& organization, std::vector<std::string> hosts,
                        const std::string& actor = "ana", std::int64_t at = 1'700'000'000'123'456) {
        return environments().put_environment(organization, {std::move(hosts), from_microseconds(at), actor}).value();
    }
    std::vector<std::string> hosts_of(const std::string& organization) {
        const auto environment = environments().environment(organization).value();
        return environment ? environment->hosts : std::vector<std::string>{"nobody declared any"};
    }
    static std::vector<std::string> many_hosts(int count) {
        std::vector<std::string> hosts;
        for (int host = 0; host < count; ++host)
            hosts.push_back(fmt::format("host-{:05}.acme.test", host));
        return hosts;
    }
};
NEO_EVERY_STORE(EnvironmentsContract);

TEST_P(EnvironmentsContract, R5_WhatNobodyDeclaredIsUnset) {
    EXPECT_EQ(environments().environment("acme").value(), std::nullopt);
    EXPECT_THAT(environments().foreign("uat", {"uat.acme.test"}).value(), IsEmpty());
    EXPECT_THAT(environments().foreign("uat", {}).value(), IsEmpty());
}

TEST_P(EnvironmentsContract, R5_HostsAreReadBackWithWhoDeclaredThem) {
    declare("acme", {"a.acme.test", "b.acme.test"});
    const auto environment = environments().environment("acme").value().value();
    EXPECT_THAT(environment.hosts, ElementsAre("a.acme.test", "b.acme.test"));
    EXPECT_EQ(environment.changed_by, "ana");
    EXPECT_EQ(to_microseconds(environment.changed_at), 1'700'000'000'123'456);
}

TEST_P(EnvironmentsContract, R5_HostsTakeThePlaceOfThoseBefore) {
    declare("acme", {"a.acme.test", "b.acme.test"});
    declare("other", {"b.acme.test"});
    EXPECT_EQ(declare("acme", {"b.acme.test", "c.acme.test"}, "bo", 5).changed_by, "bo");
    EXPECT_THAT(hosts_of("acme"), ElementsAre("b.acme.test", "c.acme.test"));
    EXPECT_THAT(hosts_of("other"), ElementsAre("b.acme.test"));
    declare("acme", {});
    EXPECT_THAT(hosts_of("acme"), IsEmpty());
    EXPECT_THAT(environments().foreign("uat", {"a.acme.test", "b.acme.test", "c.acme.test"}).value(),
                ElementsAre("b.acme.test"));
}

TEST_P(EnvironmentsContract, R5_TheSameHostsChangeNothing) {
    declare("acme", {"a.acme.test"});
    EXPECT_EQ(declare("acme", {"a.acme.test"}, "bo", 5).changed_by, "ana");
    EXPECT_EQ(environments().environment("acme").value()->changed_by, "ana");
}

TEST_P(EnvironmentsContract, R5_AThousandHostsAreDeclaredAndFound) {
    const auto hosts = many_hosts(1000);
    declare("acme", hosts);
    EXPECT_THAT(hosts_of("acme"), ElementsAreArray(hosts));
    auto asked = hosts;
    asked.push_back("absent.acme.test");
    std::ranges::reverse(asked);
    asked.push_back(hosts[7]);
    EXPECT_THAT(environments().foreign("uat", asked).value(), ElementsAreArray(hosts)) << "ascending, each once";
}

TEST_P(EnvironmentsContract, R5_AHostIsFoundByItsWholeName) {
    declare("acme", {"uat.acme.test"});
    for (const char* other :
         {"uat.acme.tes", "uat.acme.test2", "UAT.acme.test", "uat.acme.test ", "%", "uat_acme.test"})
        EXPECT_THAT(environments().foreign("uat", {other}).value(), IsEmpty()) << other;
}

TEST_P(EnvironmentsContract, R5_AHostOfManyOrganizationsIsFoundOnce) {
    for (int organization = 0; organization < 50; ++organization)
        declare(fmt::format("org-{}", organization), {"shared.acme.test"});
    EXPECT_THAT(environments().foreign("uat", {"shared.acme.test"}).value(), ElementsAre("shared.acme.test"));
}

TEST_P(EnvironmentsContract, R5_WhatAnOrganizationDeclaresItselfIsNotForeignToIt) {
    declare("acme", {"acme.test", "shared.acme.test"});
    declare("uat", {"own.acme.test", "shared.acme.test"});
    EXPECT_THAT(environments().foreign("uat", {"acme.test", "own.acme.test", "shared.acme.test"}).value(),
                ElementsAre("acme.test"));
    EXPECT_THAT(environments().foreign("acme", {"acme.test", "own.acme.test", "shared.acme.test"}).value(),
                ElementsAre("own.acme.test"));
}

TEST_P(EnvironmentsContract, R5_TheBasisOfAPromotionTellsWhetherAnybodyDeclaredHosts) {
    const auto are_declared = [this] {
        return ledger().basis("key", {"dev", "welcome", 1}, "uat", "").value().hosts_are_declared;
    };
    EXPECT_FALSE(are_declared());
    declare("acme", {"acme.test"});
    EXPECT_TRUE(are_declared());
    declare("acme", {});
    EXPECT_FALSE(are_declared());
}

TEST_P(EnvironmentsContract, R5_OfTwoChangesAtTheSameTimeOneComesAfterTheOther) {
    const std::vector<std::string> first = many_hosts(30);
    const std::vector<std::string> second{"a.other.test", "b.other.test"};
    for (int round = 0; round < 10; ++round) {
        std::thread other([&] { declare("acme", first); });
        declare("acme", second);
        other.join();
        EXPECT_THAT(hosts_of("acme"), testing::AnyOf(ElementsAreArray(first), ElementsAreArray(second)));
    }
}

TEST_P(EnvironmentsContract, R5_TheKeyOfFingerprintsIsTheFirstOneForAll) {
    std::vector<std::string> keys(4);
    std::vector<std::thread> others;
    for (std::size_t process = 0; process < keys.size(); ++process)
        others.emplace_back([&, process] {
            keys[process] = environments().fingerprint_key("candidate-" + std::to_string(process)).value();
        });
    for (std::thread& other : others)
        other.join();
    EXPECT_THAT(keys, testing::Each(keys[0]));
    EXPECT_EQ(environments().fingerprint_key("later").value(), keys[0]);
}

}  // namespace
}  // namespace neo::contract
