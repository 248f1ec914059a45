// Nothing of an organization leaves by another door than its own (A3, A5, A6, A7): every text of a platform is a string
// of its own, callers with every set of permissions ask everything that reads, and no answer holds a string that the
// rows A do not give them.
#include "support/client.hpp"
#include "support/host.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>

namespace neo::e2e {
namespace {

constexpr std::array<std::string_view, 4> permissions{"neo.view", "neo.edit", "neo.admin", "neo.promote"};
constexpr std::array<std::string_view, 2> sides{"src", "tgt"};
constexpr unsigned view_bit = 1U;
constexpr unsigned admin_bit = 4U;
constexpr unsigned everything = 16U;  // subsets of the permissions: bits

// What must be granted in the organization that a string is of.
enum class Needs { any, work, view, view_or_admin };

struct Planted {
    std::string organization;
    Needs needs{};
};

struct Person {
    std::string id;
    std::map<std::string, unsigned> granted;  // by organization, "*" for all

    unsigned in(const std::string& organization) const {
        unsigned all = 0;
        for (const auto& [where, bits] : granted)
            if (where == organization || where == "*") all |= bits;
        return all;
    }
    bool may_see(const Planted& planted) const {
        const unsigned bits = in(planted.organization);
        if (planted.needs == Needs::view) return (bits & view_bit) != 0;
        if (planted.needs == Needs::view_or_admin) return (bits & (view_bit | admin_bit)) != 0;
        return bits != 0;
    }
};

std::string token_of_person(const std::string& id) {
    return "planted-token-of-" + id;
}

std::string names_of(unsigned bits) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < permissions.size(); ++at)
        if ((bits >> at & 1U) != 0) names.push_back(fmt::format("\"{}\"", permissions[at]));
    return fmt::format("[{}]", fmt::join(names, ","));
}

std::vector<Person> everybody() {
    std::vector<Person> people;
    for (unsigned source = 0; source < everything; ++source)
        for (unsigned target = 0; target < everything; ++target) {
            Person person{fmt::format("p-{:02}-{:02}", source, target), {}};
            if (source != 0) person.granted["src"] = source;
            if (target != 0) person.granted["tgt"] = target;
            people.push_back(std::move(person));
        }
    for (unsigned all = 1; all < everything; ++all)
        people.push_back({fmt::format("all-{:02}", all), {{"*", all}}});
    return people;
}

class World : public testing::TestWithParam<std::string> {
protected:
    // A string of its own, and to whom it may be told.
    std::string plant(const std::string& organization, Needs needs, const std::string& what) {
        const std::string text = fmt::format("PLANTED-{}-{}-{}", organization, what, planted_.size());
        planted_[text].push_back({organization, needs});
        return text;
    }
    // What arrives in another organization is that one's too.
    void also_of(const std::string& text, const std::string& organization) {
        planted_.at(text).push_back({organization, planted_.at(text).front().needs});
    }

    std::string dataflow(const std::string& organization, const std::string& name, const std::string& state,
                         const std::string& application, bool library, bool moved) {
        std::vector<std::string> texts;
        const auto own = [&](Needs needs, const std::string& what) {
            const std::string text = plant(organization, needs, name + "-" + what);
            if (moved) also_of(text, "tgt");
            return text;
        };
        const std::string id = own(Needs::work, "id");
        dataflows_[name] = id;
        return fmt::format(
            R"({{"organization":"{}","id":"{}","name":"{}","application":"{}","versions":[{{"version":1,"state":"{}",
            "trigger":{{"url":"/{}","method":"POST"}},"tags":["{}"],"blocks":[{{"id":"{}","name":"{}","type":"script",
            "config":{{"code":"{}"}},"headers":{{"Authorization":"{}"}}{}}}],"connections":[{{"from":"{}","to":"b"}}]}}]}})",
            organization, id, own(Needs::work, "name"), application, state, own(Needs::work, "url"),
            own(Needs::view, "tag"), own(Needs::view, "block"), own(Needs::view, "block-name"),
            own(Needs::view, "config"), own(Needs::view, "header"),
            library ? fmt::format(R"(,"library":{{"id":"{}"}})", own(Needs::view, "library")) : "",
            own(Needs::view, "connection"));
    }

    std::string organization(const std::string& id) {
        applications_[id] = plant(id, Needs::work, "application");
        return fmt::format(
            R"({{"id":"{0}","name":"{1}","cluster":"eu","neo_enabled":true,"modules":["{2}"],"applications":[
            {{"id":"default","name":"{3}","kind":"default"}},{{"id":"{4}","name":"{5}","kind":"custom"}}]}})",
            id, plant(id, Needs::any, "name"), plant(id, Needs::work, "module"), plant(id, Needs::work, "default"),
            applications_[id], plant(id, Needs::work, "application-name"));
    }

    void SetUp() override {
        people_ = everybody();
        std::vector<std::string> organizations;
        for (const char* id : {"src", "tgt", "oth", "hid"})
            organizations.push_back(organization(id));
        const std::vector<std::string> dataflows{
            dataflow("src", "moved", "approved", applications_["src"], false, true),
            dataflow("src", "library", "approved", applications_["src"], true, false),
            dataflow("src", "draft", "draft", applications_["src"], false, false),
            dataflow("src", "kept", "approved", applications_["src"], false, false),
            dataflow("tgt", "theirs", "approved", applications_["tgt"], false, false),
            dataflow("oth", "other", "approved", applications_["oth"], false, false),
        };
        std::vector<std::string> users{fmt::format(
            R"({{"id":"root","name":"Root","token":"{}","grants":[{{"organization":"*","permissions":{}}}]}})",
            token_of_person("root"), names_of(everything - 1))};
        for (const char* id : {"src", "tgt", "oth", "hid"})
            users.push_back(fmt::format(
                R"({{"id":"holder-{0}","name":"{1}","token":"{2}","grants":[{{"organization":"{0}","permissions":["neo.edit"]}}]}})",
                id, plant(id, Needs::view_or_admin, "holder"), token_of_person(fmt::format("holder-{}", id))));
        for (const Person& person : people_) {
            std::vector<std::string> grants;
            for (const auto& [where, bits] : person.granted)
                grants.push_back(fmt::format(R"({{"organization":"{}","permissions":{}}})", where, names_of(bits)));
            users.push_back(fmt::format(R"({{"id":"{0}","name":"{0}","token":"{1}","grants":[{2}]}})", person.id,
                                        token_of_person(person.id), fmt::join(grants, ",")));
        }
        host_ = std::make_unique<Host>(
            GetParam(), fmt::format(R"({{"organizations":[{}],"users":[{}],"dataflows":[{}]}})",
                                    fmt::join(organizations, ","), fmt::join(users, ","), fmt::join(dataflows, ",")));
        host_->start();
        govern();
    }

    // Types, mappings, and a history of what succeeded and what was refused for reasons of either side.
    void govern() {
        Client root(host_->port(), token_of_person("root"));
        for (const auto& [id, type] : {std::pair("src", "dev"), {"tgt", "uat"}, {"oth", "uat"}, {"hid", "uat"}})
            root.api("PUT", fmt::format("/organizations/{}/registration", id), fmt::format(R"({{"type":"{}"}})", type));
        for (const std::string id : {"src", "tgt", "oth", "hid"}) {
            const std::string host = fmt::format("planted-{}.test", id);  // these are told in lower case
            planted_[host].push_back({id, Needs::view_or_admin});
            ASSERT_EQ(root.api("PUT", fmt::format("/organizations/{}/environment", id),
                               fmt::format(R"({{"hosts":["{}"]}})", host))
                          .status,
                      200);
        }
        for (const char* target : {"tgt", "oth"})
            root.api("POST", "/organizations/src/mappings",
                     fmt::format(R"({{"target":"{}","relation":"default"}})", target));
        for (const auto& [name, organization] : {std::pair("draft", "src"), {"theirs", "tgt"}})
            ASSERT_EQ(root.api("POST", recall_path(organization, name),
                               fmt::format(R"({{"reason":"{}"}})", plant(organization, Needs::work, "recall")))
                          .status,
                      201);
        ASSERT_EQ(root.api("POST", "/promotions", promotion("moved", "tgt", applications_["tgt"])).status, 201);
        ASSERT_EQ(root.api("POST", "/promotions", promotion("moved", "tgt", applications_["tgt"])).status, 409);
        for (const auto& [name, application] : {std::pair<std::string, std::string>("library", applications_["tgt"]),
                                                {"draft", applications_["tgt"]},
                                                {"kept", "default"},
                                                {"kept", ""}})
            for (const char* target : {"tgt", "oth"})
                ASSERT_EQ(root.api("POST", "/promotions", promotion(name, target, application)).status, 422) << name;
        const Answer history = root.api("GET", "/promotions?organization=src&limit=500");
        for (const auto& item : history.json().at("items").as_array())
            promotions_.emplace_back(item.at("id").as_string());
        ASSERT_EQ(promotions_.size(), 10U);
    }

    std::string promotion(const std::string& name, const std::string& target, const std::string& application) const {
        const std::string source = name == "theirs" ? "tgt" : "src";
        return fmt::format(
            R"({{"source":{{"organization":"{}","dataflow":"{}","version":1}},"target":{{"organization":"{}"{}}}}})",
            source, dataflows_.at(name), target,
            application.empty() ? "" : fmt::format(R"(,"application":"{}")", application));
    }

    std::string recall_path(const std::string& organization, const std::string& name) const {
        return fmt::format("/organizations/{}/dataflows/{}/versions/1/recall", organization, dataflows_.at(name));
    }

    struct Question {
        std::string method = "GET";
        std::string path;
        std::string body = {};
    };
    std::vector<Question> questions() const {
        std::vector<Question> asked;
        const auto get = [&](std::string path) { asked.push_back({.path = std::move(path)}); };
        for (const char* path :
             {"/me", "/organizations", "/organizations?search=PLANTED", "/organizations?details=true",
              "/organization-map", "/mapping-changes", "/promotions?actor_name=planted", "/promotions",
              "/promotions?status=refused&limit=500"})
            get(path);
        for (const char* id : {"src", "tgt", "oth"}) {
            const std::string at = fmt::format("/organizations/{}", id);
            for (const char* path :
                 {"", "/mappings", "/mapping-changes", "/applications", "/dataflows", "/environment", "/people"})
                get(at + path);
            get(fmt::format("/promotions?organization={}&limit=500", id));
            get(fmt::format("/promotions?organization={}&role=target", id));
            get(fmt::format("/mapping-changes?organization={}", id));
        }
        for (const auto& [name, id] : dataflows_)
            for (const char* organization : {"src", "tgt"}) {
                const std::string at = fmt::format("/organizations/{}/dataflows/{}", organization, id);
                get(at);
                get(at + "/versions/1");
                get(at + "/versions/1/recall");
                get(at + "/versions/1/promotion-targets");
                for (const char* target : {"tgt", "oth"})
                    get(fmt::format("{}/versions/1/promotion-targets/{}/applications", at, target));
            }
        for (const std::string& id : promotions_)
            get("/promotions/" + id);
        for (const char* name : {"moved", "library", "draft", "kept", "theirs"})
            for (const char* target : {"src", "tgt", "oth"})
                for (const std::string& application : {std::string(), std::string("default")})
                    asked.push_back({"POST", "/promotions/preflight", promotion(name, target, application)});
        // Writes that change nothing: what is so already, and what is refused to everybody.
        asked.push_back({"PUT", "/organizations/src/registration", R"({"type":"dev"})"});
        asked.push_back({"PUT", "/organizations/tgt/registration", R"({"type":"uat"})"});
        for (const char* target : {"tgt", "oth"}) {
            asked.push_back({"POST", "/organizations/src/mappings",
                             fmt::format(R"({{"target":"{}","relation":"default"}})", target)});
            asked.push_back(
                {"PATCH", fmt::format("/organizations/src/mappings/{}", target), R"({"relation":"default"})"});
            for (const char* name : {"library", "draft", "kept"})
                asked.push_back({"POST", "/promotions", promotion(name, target, "default")});
        }
        asked.push_back({"DELETE", "/organizations/src/mappings/hid"});
        asked.push_back({"DELETE", recall_path("src", "kept")});
        asked.push_back({"POST", "/promotions", promotion("moved", "tgt", applications_.at("tgt"))});
        return asked;
    }

    // What the caller wrote himself is no news to him.
    void expect_no_leak(const Person& person, const Question& question, const Answer& answer) {
        ++cells_;
        if (answer.body.find("PLANTED") == std::string::npos && answer.body.find("planted-") == std::string::npos)
            return;
        for (const auto& [text, owners] : planted_) {
            if (answer.body.find(text) == std::string::npos) continue;
            if (question.path.find(text) != std::string::npos || question.body.find(text) != std::string::npos)
                continue;
            const bool allowed =
                std::ranges::any_of(owners, [&](const Planted& planted) { return person.may_see(planted); });
            if (!allowed && leaks_.insert(text + question.path).second)
                ADD_FAILURE() << text << " is told to " << person.id << " by " << question.method << " "
                              << question.path << " " << question.body << "\n"
                              << answer.status << " " << answer.body.substr(0, 600);
        }
    }

    std::unique_ptr<Host> host_;
    std::vector<Person> people_;
    std::map<std::string, std::vector<Planted>> planted_;
    std::map<std::string, std::string> dataflows_;     // by name
    std::map<std::string, std::string> applications_;  // the custom one, by organization
    std::vector<std::string> promotions_;
    std::set<std::string> leaks_;
    std::size_t cells_ = 0;
};

TEST_P(World, A7_NoAnswerTellsMoreThanTheRowsOfPermissionsAllow) {
    const auto asked = questions();
    std::size_t seen = 0;
    for (const Person& person : people_) {
        Client client(host_->port(), token_of_person(person.id));
        for (const Question& question : asked) {
            // Past the description of the API, which other tests hold answers against: that takes ten times as long.
            const Answer answer = client.call(question.method, "/extensions/neo/api/v1" + question.path, question.body);
            ASSERT_NE(answer.status, 500) << question.path;
            expect_no_leak(person, question, answer);
            seen += answer.status == 200 ? 1U : 0U;
        }
    }
    RecordProperty("cells", static_cast<int>(cells_));
    EXPECT_GT(seen, cells_ / 10) << "nearly everything was refused: nothing was tried";
}

TEST_P(World, A7_WhatIsInvisibleAnswersAsWhatIsNotThere) {
    const std::vector<std::string> below{"",
                                         "/mappings",
                                         "/mapping-changes",
                                         "/applications",
                                         "/environment",
                                         "/people",
                                         "/dataflows",
                                         "/dataflows/x",
                                         "/dataflows/x/versions/1",
                                         "/dataflows/x/versions/1/promotion-targets",
                                         "/dataflows/x/versions/1/recall"};
    const auto without_date = [](Answer answer, const std::string& id) {
        std::string all = fmt::format("{} {}", answer.status, answer.body);
        for (const auto& [name, value] : answer.headers)
            if (name != "Date" && name != "date" && name != "X-Request-Id" && name != "x-request-id")
                all += fmt::format("\n{}: {}", name, value);
        for (std::size_t at = all.find(id); at != std::string::npos; at = all.find(id, at + 3))
            all.replace(at, id.size(), "ID*");
        return all;
    };
    for (const Person& person : people_) {
        if (person.in("hid") != 0) continue;
        Client client(host_->port(), token_of_person(person.id));
        for (const std::string& path : below)
            EXPECT_EQ(without_date(client.api("GET", "/organizations/hid" + path), "hid"),
                      without_date(client.api("GET", "/organizations/nil" + path), "nil"))
                << person.id;
        for (const char* path : {"/promotions?organization={}", "/promotions?organization={}&role=target"})
            EXPECT_EQ(without_date(client.api("GET", fmt::format(fmt::runtime(path), "hid")), "hid"),
                      without_date(client.api("GET", fmt::format(fmt::runtime(path), "nil")), "nil"))
                << person.id;
    }
}

TEST_P(World, A6_NeoPromoteAloneIsEnough) {
    const std::string promoter = "p-08-08";
    Client client(host_->port(), token_of_person(promoter));
    const auto document = [](const Answer& answer) { return boost::json::parse(answer.body); };
    const std::string kept = "/organizations/src/dataflows/" + dataflows_["kept"];

    EXPECT_EQ(document(client.api("GET", "/organizations/src/dataflows")).at("items").as_array().size(), 4U);
    EXPECT_EQ(document(client.api("GET", kept)).at_pointer("/versions/0/state"), "approved");
    const auto version = document(client.api("GET", kept + "/versions/1"));
    for (const char* member : {"blocks", "connections", "tags"})
        EXPECT_TRUE(version.at(member).is_null()) << member;
    EXPECT_EQ(version.at("hidden"), boost::json::parse(R"(["src"])"));
    const auto targets = document(client.api("GET", kept + "/versions/1/promotion-targets")).at("items");
    EXPECT_EQ(targets.as_array().size(), 2U);
    EXPECT_TRUE(targets.at(0).at("name").is_null()) << "oth, of which he may see nothing";
    EXPECT_EQ(document(client.api("GET", kept + "/versions/1/promotion-targets/tgt/applications"))
                  .at("items")
                  .as_array()
                  .size(),
              1U);
    const auto checked =
        document(client.api("POST", "/promotions/preflight", promotion("kept", "tgt", applications_["tgt"])));
    EXPECT_EQ(checked.at("promotable"), true);
    EXPECT_TRUE(checked.at("changes").is_null());
    EXPECT_EQ(checked.at("hidden"), boost::json::parse(R"(["src"])"));

    const Answer promoted = client.api("POST", "/promotions", promotion("kept", "tgt", applications_["tgt"]));
    ASSERT_EQ(promoted.status, 201) << promoted.body;
    const auto own = document(client.api("GET", "/promotions?organization=tgt")).at("items").as_array();
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own.front().at("id"), document(promoted).at("id"));
    EXPECT_EQ(client.api("GET", "/organizations/src/mapping-changes").status, 403);
    EXPECT_EQ(client.api("GET", "/promotions?organization=oth").status, 403) << "the other side of a mapping";
    EXPECT_EQ(client.api("GET", "/organizations/oth/mappings").status, 403);
}

TEST_P(World, A8_WhoHasNoPermissionWritesIntoNobodysHistory) {
    const auto count = [&](const std::string& organization) {
        Client root(host_->port(), token_of_person("root"));
        return boost::json::parse(root.api("GET", "/promotions?limit=500&organization=" + organization).body)
            .at("items")
            .as_array()
            .size();
    };
    const std::size_t before = count("tgt");
    Client stranger(host_->port(), token_of_person("p-00-00"));
    const Answer refused = stranger.api("POST", "/promotions", promotion("kept", "tgt", "x"));
    EXPECT_EQ(refused.status, 403);
    EXPECT_FALSE(boost::json::parse(refused.body).as_object().contains("promotion"));
    Client viewer(host_->port(), token_of_person("p-07-07"));
    EXPECT_EQ(viewer.api("POST", "/promotions", promotion("kept", "tgt", "x")).status, 403);
    EXPECT_EQ(count("tgt"), before);

    Client promoter(host_->port(), token_of_person("p-00-08"));
    const Answer recorded = promoter.api(
        "POST", "/promotions",
        R"({"source":{"organization":"Pay-now-at-evil.example","dataflow":"click https://evil.example","version":1},
            "target":{"organization":"tgt","application":"buy"}})");
    EXPECT_EQ(recorded.status, 403);
    EXPECT_EQ(count("tgt"), before + 1);
    Client root(host_->port(), token_of_person("root"));
    const std::string id(boost::json::parse(recorded.body).at("promotion").as_string());
    const auto told = boost::json::parse(root.api("GET", "/promotions/" + id).body);
    EXPECT_TRUE(told.at_pointer("/source/organization").is_null());
    EXPECT_TRUE(told.at_pointer("/source/dataflow").is_null());
    EXPECT_TRUE(told.at_pointer("/target/application").is_null());
    EXPECT_THAT(boost::json::serialize(told), testing::Not(testing::HasSubstr("evil")));

    int over = 0;
    for (int attempt = 0; attempt < 70; ++attempt) {
        const Answer answer = promoter.api("POST", "/promotions", promotion("kept", "tgt", "x"));
        if (answer.status != 429) continue;
        ++over;
        EXPECT_FALSE(answer.header("Retry-After").empty());
    }
    EXPECT_GE(over, 10);
    EXPECT_LE(count("tgt"), before + 60);
}

INSTANTIATE_TEST_SUITE_P(On, World, testing::ValuesIn(test::database_backends()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace neo::e2e
