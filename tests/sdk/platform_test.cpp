// A platform given with give_platform and asked through a RemotePlatform, over the C ABI's tables: what goes in comes
// out.
#include <neo/host/cpp/give_platform.hpp>
#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/remote_platform.hpp>

#include <gmock/gmock.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace {

using namespace neo::sdk;
using ::testing::FieldsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::Pointee;
using ::testing::ThrowsMessage;

constexpr const char* odd_bytes = "{\"bl\\u006fcks\" : [ 1e2,\t1.0 ] }\xff\x01\xc3 \"\\/";

const Organization organization{"dev", "De\"v\n\\ \xc3\xa4", "eu", true, {"loyalty", "mail"}};
const Trigger trigger{"/w?a=\"b\"&c=\\", "pOsT"};
const Dataflow dataflow{"welcome",
                        "Welcome",
                        "crm",
                        ApplicationKind::default_application,
                        true,
                        "loyalty",
                        {{1, VersionState::live, trigger}, {2, VersionState::awaiting_approval, trigger}}};
const Version version{"dev",   "welcome", "Welcome", "crm",           false, std::nullopt, 2, VersionState::rejected,
                      trigger, {"a"},     "e-1",     share(odd_bytes)};
const Applied applied{"key",   1'700'000'000'000'000, "hash",
                      "ana",   {"dev", "welcome", 2}, {"uat", "crm", "welcome-2", 3, 4},
                      trigger, "2026-11-26T10:00:00Z"};

// The same as service/*.h writes them.
const std::string organization_document = R"({"id":"dev","name":"De\"v\n\\ )"
                                          "\xc3\xa4"
                                          R"(","cluster":"eu","neo_enabled":true,"modules":["loyalty","mail"]})";
const std::string dataflow_document =
    R"({"id":"welcome","name":"Welcome","application":"crm","application_kind":"default","global":true,)"
    R"("module":"loyalty","versions":[)"
    R"({"version":1,"state":"live","trigger":{"url":"/w?a=\"b\"&c=\\","method":"pOsT"}},)"
    R"({"version":2,"state":"awaiting_approval","trigger":{"url":"/w?a=\"b\"&c=\\","method":"pOsT"}}]})";
const std::string version_document =
    R"({"organization":"dev","dataflow":"welcome","name":"Welcome","application":"crm","global":false,)"
    R"("module":null,"version":2,"state":"rejected","trigger":{"url":"/w?a=\"b\"&c=\\","method":"pOsT"},)"
    R"("tags":["a"],"etag":"e-1"})";
const std::string applied_document =
    R"({"key":"key","fence":1700000000000000,"payload_hash":"hash","actor":"ana",)"
    R"("source":{"organization":"dev","dataflow":"welcome","version":2},)"
    R"("target":{"organization":"uat","application":"crm","dataflow":"welcome-2","approved_version":3,)"
    R"("draft_version":4},"trigger":{"url":"/w?a=\"b\"&c=\\","method":"pOsT"},)"
    R"("applied_at":"2026-11-26T10:00:00Z"})";

const TriggerHolder holder{"welcome", "crm", ApplicationKind::custom, 3,
                           DataflowVersion{1, VersionState::live, {"/w", "GET"}}};
const std::string holder_document = R"({"dataflow":"welcome","application":"crm","application_kind":"custom","head":3,)"
                                    R"("live":{"version":1,"state":"live","trigger":{"url":"/w","method":"GET"}}})";
const Head head{"uat", "welcome-2", "crm", 3, DataflowVersion{1, VersionState::live, {"/w", "GET"}}};
const std::string head_document = R"({"organization":"uat","dataflow":"welcome-2","application":"crm","head":3,)"
                                  R"("live":{"version":1,"state":"live","trigger":{"url":"/w","method":"GET"}}})";
const std::string crm_document = R"({"id":"crm","name":"CRM","kind":"custom"})";

// What get_case tells where all is there.
const CaseFacts facts{{true, true},
                      organization,
                      Organization{"uat", "UAT", "eu", false, {}},
                      version,
                      std::vector{Application{"crm", "CRM", ApplicationKind::custom}},
                      holder};
const std::string facts_document = R"({"may_promote":{"source":true,"target":true},"source":)" + organization_document +
                                   R"(,"target":{"id":"uat","name":"UAT","cluster":"eu","neo_enabled":false,)" +
                                   R"("modules":[]},"version":)" + version_document + R"(,"applications":[)" +
                                   crm_document + R"(],"holder":)" + holder_document + "}";

std::string listed(const std::string& document) {
    return R"({"items":[)" + document + "]}";
}

// Answers the values above, or a refusal, and keeps what it was asked.
class FixedPlatform final : public Platform {
public:
    std::string asked;
    std::optional<ApplyRequest> request;
    std::string content;  // of the request
    std::optional<PlatformError> refusal;
    CaseFacts told = facts;
    bool too_late = false;
    bool throws = false;

    platform_result<Organization> get_organization(const std::string& id) override {
        return answer("get_organization " + id, organization);
    }
    platform_result<std::vector<Organization>> list_organizations(const std::string& search, const std::string& after,
                                                                  std::uint32_t limit) override {
        return answer("list_organizations " + search + " " + after + " " + std::to_string(limit),
                      std::vector{organization});
    }
    platform_result<User> get_user(const std::string& id) override {
        return answer("get_user " + id, User{"ana", "Ana"});
    }
    platform_result<bool> check(const std::string& user, const std::string& where, const std::string& what) override {
        return answer("check " + user + " " + where + " " + what, user == "ana");
    }
    platform_result<std::vector<Grant>> list_grants(const std::string& user) override {
        return answer("list_grants " + user, std::vector{Grant{"*", {"neo.view"}}});
    }
    platform_result<std::vector<Application>> list_applications(const std::string& id) override {
        return answer("list_applications " + id, std::vector{Application{"crm", "CRM", ApplicationKind::custom},
                                                             Application{"m", "M", ApplicationKind::middleware}});
    }
    platform_result<Dataflow> get_dataflow(const std::string& where, const std::string& id) override {
        return answer("get_dataflow " + where + " " + id, dataflow);
    }
    platform_result<std::vector<Dataflow>> list_dataflows(const DataflowQuery& query) override {
        return answer("list_dataflows " + write_document(query), std::vector{dataflow});
    }
    platform_result<Version> get_version(const VersionId& id) override {
        return answer("get_version " + write_document(id), version);
    }
    platform_result<TriggerHolder> find_by_trigger(const std::string& where, const Trigger& what) override {
        return answer("find_by_trigger " + where + " " + what.method + " " + what.url, holder);
    }
    platform_result<Applied> apply(const ApplyRequest& wanted) override {
        content = wanted.content;
        request = wanted;
        request->content = content;
        return answer("apply", applied);
    }
    platform_result<Applied> find(const std::string& key) override { return answer("find " + key, applied); }
    platform_result<std::variant<Barred, Applied>> abort(const std::string& key, std::int64_t fence) override {
        using Aborted = std::variant<Barred, Applied>;
        return answer("abort " + key + " " + std::to_string(fence), too_late ? Aborted(applied) : Aborted(Barred{9}));
    }
    platform_result<std::vector<Applied>> list_applied(const std::string& after, std::uint32_t limit) override {
        return answer("list_applied " + after + " " + std::to_string(limit), std::vector{applied});
    }
    platform_result<CaseFacts> get_case(const std::string& actor, const VersionId& source,
                                        const std::string& target) override {
        return answer("get_case " + actor + " " + write_document(source) + " " + target, told);
    }
    platform_result<std::vector<Head>> list_heads(const std::vector<DataflowId>& dataflows) override {
        return answer("list_heads " + write_document(HeadsQuery{dataflows}),
                      std::vector{head, Head{"dev", "new", "crm"}});
    }
    platform_result<Needs> find_missing(const std::string& where, const Needs& names) override {
        return answer("find_missing " + where + " " + write_document(names),
                      Needs{std::vector<std::string>{"A\"B"}, std::nullopt, std::vector<std::string>()});
    }
    platform_result<std::vector<PermissionHolder>> list_holders(const std::string& where, const std::string& search,
                                                                const std::string& after,
                                                                std::uint32_t limit) override {
        return answer("list_holders " + where + " " + search + " " + after + " " + std::to_string(limit),
                      std::vector{PermissionHolder{"ana", "A\"na", {"neo.view", "neo.promote"}},
                                  PermissionHolder{"bob", std::nullopt, {"neo.edit"}}});
    }
    void write_log(std::int32_t level, std::string_view component, std::string_view message) override {
        asked = "write_log " + std::to_string(level) + " " + std::string(component) + " " + std::string(message);
    }

private:
    template <class T>
    platform_result<T> answer(std::string call, T value) {
        asked = std::move(call);
        if (throws) throw std::runtime_error("the database is gone");
        if (refusal) return *refusal;
        return value;
    }
};

class RoundTrip : public ::testing::Test {
protected:
    RoundTrip() : host({"fixed", "1", "/nonexistent"}), remote(connected()) {}

    RemotePlatform connected() {
        give_platform(host, platform);
        return RemotePlatform::connect(host.table()).value();
    }
    // The document of what came back.
    template <class T>
    static std::string told(const platform_result<T>& result) {
        return result ? write_document(*result) : "refused: " + result.error().message;
    }
    template <class T>
    static std::string told(const platform_result<std::vector<T>>& result) {
        return result ? write_list(*result) : "refused: " + result.error().message;
    }
    void expect(const std::string& came_back, const std::string& document, const std::string& asked) {
        EXPECT_EQ(came_back, document);
        EXPECT_EQ(platform.asked, asked);
    }
    ApplyRequest request() {
        return {7,   "key", "hash",    "ana", {"dev", "welcome", 2}, "uat", "crm", "old", "Wel\"come", trigger,
                "m", true,  odd_bytes, 4};
    }

    FixedPlatform platform;
    Host host;
    RemotePlatform remote;
};

TEST_F(RoundTrip, EveryValueComesBackAsItsHeaderWritesIt) {
    expect(told(remote.get_organization("d\"ev")), organization_document, "get_organization d\"ev");
    expect(told(remote.list_organizations("a", "b", 3)), listed(organization_document), "list_organizations a b 3");
    expect(told(remote.get_user("ana")), R"({"id":"ana","name":"Ana"})", "get_user ana");
    expect(told(remote.check("ana", "dev", "neo.view")), "true", "check ana dev neo.view");
    expect(told(remote.check("bob", "dev", "neo.view")), "false", "check bob dev neo.view");
    expect(told(remote.list_grants("ana")), listed(R"({"organization":"*","permissions":["neo.view"]})"),
           "list_grants ana");
    expect(told(remote.list_applications("dev")),
           listed(R"({"id":"crm","name":"CRM","kind":"custom"},{"id":"m","name":"M","kind":"middleware"})"),
           "list_applications dev");
    expect(told(remote.get_dataflow("dev", "welcome")), dataflow_document, "get_dataflow dev welcome");
    expect(
        told(remote.list_dataflows({"dev", "s", "crm", "live", "a", 500})), listed(dataflow_document),
        R"(list_dataflows {"organization":"dev","search":"s","application":"crm","state":"live","after":"a","limit":500})");
    expect(told(remote.get_version({"dev", "welcome", 2})), version_document,
           R"(get_version {"organization":"dev","dataflow":"welcome","version":2})");
    expect(told(remote.find_by_trigger("dev", {"/w", "pOsT"})), holder_document, "find_by_trigger dev pOsT /w");
    expect(told(remote.apply(request())), applied_document, "apply");
    expect(told(remote.find("key")), applied_document, "find key");
    expect(told(remote.list_applied("a", 2)), listed(applied_document), "list_applied a 2");
    expect(told(remote.get_case("ana", {"dev", "welcome", 2}, "uat")), facts_document,
           R"(get_case ana {"organization":"dev","dataflow":"welcome","version":2} uat)");
    expect(
        told(remote.list_heads({{"uat", "welcome-2"}, {"dev", "ne\"w"}})),
        listed(head_document + R"(,{"organization":"dev","dataflow":"new","application":"crm","head":0,"live":null})"),
        R"(list_heads {"dataflows":[{"organization":"uat","dataflow":"welcome-2"},)"
        R"({"organization":"dev","dataflow":"ne\"w"}]})");
}

TEST_F(RoundTrip, R5_WhatIsMissingComesBackAndWhatCannotBeToldIsNull) {
    const Needs names{std::vector<std::string>{"A\"B", "C"}, std::vector<std::string>{"f"}, std::nullopt};
    expect(told(remote.find_missing("dev", names)), R"({"configuration":["A\"B"],"helpers":null,"dataflows":[]})",
           R"(find_missing dev {"configuration":["A\"B","C"],"helpers":["f"],"dataflows":null})");
}

TEST_F(RoundTrip, R5_NamesThatCannotBeAskedForAreRefused) {
    const auto ask = [&](const std::string& names) {
        std::string reply;
        const neo_status status = platform_tables::find_missing(static_cast<Platform*>(&platform), borrow("dev"),
                                                                borrow(names), append_to(reply));
        return std::pair(status, reply);
    };
    EXPECT_EQ(ask("{}").first, NEO_OK);
    EXPECT_EQ(ask(R"({"helpers":["a"],"later":[1]})").first, NEO_OK);
    EXPECT_THAT(ask(R"({"helpers":"a"})"), FieldsAre(NEO_INVALID, HasSubstr("\"helpers\" is no list")));
    EXPECT_EQ(ask("no JSON").first, NEO_INVALID);
    const auto many = [&](int count) {
        Needs names;
        names.helpers.emplace(static_cast<std::size_t>(count - 1), "a");
        names.dataflows.emplace(std::size_t{1}, "b");
        return ask(write_document(names)).first;
    };
    EXPECT_EQ(many(NEO_MOST_NEEDED_NAMES), NEO_OK);
    EXPECT_EQ(many(NEO_MOST_NEEDED_NAMES + 1), NEO_INVALID);
}

// A host that was made before they came has none; a class that leaves them out cannot tell.
TEST_F(RoundTrip, R5_A5_AHostWithoutNeedsAndPeopleIsNotAskedForThem) {
    Host older({"older", "1", "/nonexistent"});
    older.give(platform_tables::directory, &platform)
        .give(platform_tables::access, &platform)
        .give(platform_tables::applications, &platform)
        .give(platform_tables::dataflows, &platform)
        .give(platform_tables::log, &platform);
    RemotePlatform asked = RemotePlatform::connect(older.table()).value();
    EXPECT_EQ(asked.find_missing("dev", {}).error().status, NEO_UNSUPPORTED);
    EXPECT_EQ(asked.list_holders("dev", "", "", 5).error().status, NEO_UNSUPPORTED);
    EXPECT_EQ(platform.asked, "");
    EXPECT_EQ(platform.Platform::find_missing("dev", {}).error().status, NEO_UNSUPPORTED);
    EXPECT_EQ(platform.Platform::list_holders("dev", "", "", 5).error().status, NEO_UNSUPPORTED);
}

TEST_F(RoundTrip, R5_A5_ATableOfNeedsOrPeopleThatIsTooShortIsRefused) {
    const std::uint32_t short_table = 4;
    for (const std::string id : {NEO_SERVICE_PEOPLE_1, NEO_SERVICE_NEEDS_1}) {
        Host other({"fixed", "1", "/nonexistent"});
        give_platform(other, platform);
        other.give(id, &short_table, nullptr);
        const auto refused = RemotePlatform::connect(other.table());
        ASSERT_FALSE(refused);
        EXPECT_THAT(refused.error().message, HasSubstr(id + " is too short"));
    }
}

TEST_F(RoundTrip, A5_HoldersOfPermissionsComeBackAndANameThatIsNotThereIsNull) {
    expect(told(remote.list_holders("d\"ev", "s", "a", 500)),
           listed(R"({"user":"ana","name":"A\"na","permissions":["neo.view","neo.promote"]},)"
                  R"({"user":"bob","name":null,"permissions":["neo.edit"]})"),
           "list_holders d\"ev s a 500");
}

TEST_F(RoundTrip, ACaseLeavesOutWhatIsNotThere) {
    platform.told = {{true, false}, {}, {}, {}, {}, {}};
    const auto refused = remote.get_case("ana", {"dev", "welcome", 2}, "uat");
    EXPECT_EQ(told(refused),
              R"({"may_promote":{"source":true,"target":false},"source":null,"target":null,"version":null,)"
              R"("applications":null,"holder":null})");
    const auto shortest = read_document<CaseFacts>(R"({"may_promote":{"source":false,"target":true}})");
    EXPECT_FALSE(shortest.may_promote.source);
    EXPECT_TRUE(shortest.may_promote.target);
    EXPECT_FALSE(shortest.source || shortest.target || shortest.version || shortest.applications || shortest.holder);
}

// Hosts that were made before it came have a shorter table; some that were only compiled anew have NULL in it.
TEST_F(RoundTrip, AHostWithoutTheCaseIsNotAskedForIt) {
    neo_dataflows_1 shorter = platform_tables::dataflows;
    shorter.struct_size = TableTraits<neo_dataflows_1>::first_size;
    neo_dataflows_1 unfilled = platform_tables::dataflows;
    unfilled.get_case = nullptr;
    for (const neo_dataflows_1& table : {shorter, unfilled}) {
        host.give(table, static_cast<Platform*>(&platform));
        const auto asked = RemotePlatform::connect(host.table())->get_case("ana", {"dev", "welcome", 2}, "uat");
        ASSERT_FALSE(asked);
        EXPECT_EQ(asked.error().status, NEO_UNSUPPORTED);
        EXPECT_EQ(platform.asked, "");
    }
}

TEST_F(RoundTrip, C5_ContentsKeepTheirBytesBothWays) {
    EXPECT_THAT(remote.get_version({"dev", "welcome", 2})->content, Pointee(std::string(odd_bytes)));
    EXPECT_THAT(remote.get_case("ana", {"dev", "welcome", 2}, "uat")->version->content,
                Pointee(std::string(odd_bytes)));
    ASSERT_TRUE(remote.apply(request()));
    EXPECT_EQ(platform.request->content, odd_bytes);
}

TEST_F(RoundTrip, EveryMemberOfARequestArrives) {
    ASSERT_TRUE(remote.apply(request()));
    EXPECT_THAT(*platform.request, FieldsAre(7, "key", "hash", "ana", FieldsAre("dev", "welcome", 2), "uat", "crm",
                                             Optional<std::string>("old"), "Wel\"come", FieldsAre(trigger.url, "pOsT"),
                                             Optional<std::string>("m"), true, std::string(odd_bytes), 4));
    ApplyRequest least = request();
    least.expected_dataflow.reset();
    least.module.reset();
    least.global = false;
    ASSERT_TRUE(remote.apply(least));
    EXPECT_EQ(platform.request->expected_dataflow, std::nullopt);
    EXPECT_EQ(platform.request->module, std::nullopt);
    EXPECT_FALSE(platform.request->global);
}

TEST_F(RoundTrip, AnAbortTellsTheBarOrWhatWasApplied) {
    EXPECT_EQ(std::get<Barred>(remote.abort("key", 4).value()).barred, 9);
    EXPECT_EQ(platform.asked, "abort key 4");
    platform.too_late = true;
    EXPECT_EQ(write_document(std::get<Applied>(remote.abort("key", 4).value())), applied_document);
    platform.too_late = false;
    const auto lower = remote.abort("key", 10);
    ASSERT_FALSE(lower);
    EXPECT_TRUE(lower.error().unreadable);
    EXPECT_THAT(lower.error().message, HasSubstr("a lower fence was barred than was asked for"));
}

TEST_F(RoundTrip, RefusalsKeepStatusAndMessage) {
    const auto error = [](const auto& result) { return result ? PlatformError{NEO_OK, "answered"} : result.error(); };
    const std::vector<std::function<PlatformError()>> calls = {
        [&] { return error(remote.get_organization("a")); },
        [&] { return error(remote.list_organizations("", "", 1)); },
        [&] { return error(remote.get_user("a")); },
        [&] { return error(remote.list_grants("a")); },
        [&] { return error(remote.list_applications("a")); },
        [&] { return error(remote.get_dataflow("a", "b")); },
        [&] { return error(remote.list_dataflows({.organization = "a"})); },
        [&] { return error(remote.get_version({})); },
        [&] { return error(remote.find_by_trigger("a", {})); },
        [&] { return error(remote.apply(request())); },
        [&] { return error(remote.find("a")); },
        [&] { return error(remote.abort("a", 1)); },
        [&] { return error(remote.list_applied("", 1)); },
        [&] { return error(remote.get_case("a", {}, "b")); },
        [&] { return error(remote.list_heads({})); },
        [&] { return error(remote.find_missing("a", {})); },
    };
    platform.refusal = {NEO_CONFLICT, "be\"cause"};
    for (const auto& call : calls) {
        EXPECT_THAT(call(), FieldsAre(NEO_CONFLICT, "be\"cause", false)) << platform.asked;
    }
    EXPECT_THAT(error(remote.check("a", "b", "c")),
                FieldsAre(NEO_CONFLICT, "access/1 check was answered with conflict", false));
    platform.throws = true;
    for (const auto& call : calls) {
        EXPECT_THAT(call(), FieldsAre(NEO_INTERNAL, "the database is gone", false)) << platform.asked;
    }
}

TEST_F(RoundTrip, TheLogIsToldAKnownLevel) {
    remote.write_log(NEO_LOG_WARNING, "plugin", "a \"word\"");
    EXPECT_EQ(platform.asked, "write_log 2 plugin a \"word\"");
    remote.write_log(99, "plugin", "loud");
    EXPECT_EQ(platform.asked, "write_log 3 plugin loud");
}

TEST_F(RoundTrip, AQueryMayLeaveOutAllButTheOrganization) {
    const auto ask = [&](const char* query) {
        std::string reply;
        const neo_status status =
            platform_tables::list_dataflows(static_cast<Platform*>(&platform), borrow(query), append_to(reply));
        return std::pair(status, reply);
    };
    EXPECT_EQ(ask(R"({"organization":"dev","new":1})").first, NEO_OK);
    EXPECT_EQ(platform.asked,
              R"(list_dataflows {"organization":"dev","search":"","application":"","state":"","after":"","limit":50})");
    EXPECT_EQ(ask(R"({"organization":"dev","search":null,"after":null})").first, NEO_OK)
        << "null is as good as missing";
    EXPECT_EQ(ask(R"({"limit":5})"),
              (std::pair(neo_status{NEO_INVALID}, std::string("the query names no organization"))));
    EXPECT_EQ(ask("no JSON").first, NEO_INVALID);
    EXPECT_THAT(ask(R"({"organization":"dev","limit":"5"})").second,
                HasSubstr("the member \"limit\" is no whole number"));
}

// A host of which one function's document is this.
TEST_F(RoundTrip, AReplyThatCannotBeReadIsToldWithItsFunctionAndItsFault) {
    struct Raw {
        std::string document;
        static neo_status get_version(void* context, neo_text, neo_text, std::int64_t, neo_sink reply,
                                      neo_sink) noexcept {
            write(reply, static_cast<Raw*>(context)->document);
            return NEO_OK;
        }
    } raw;
    neo_dataflows_1 table = platform_tables::dataflows;
    table.get_version = &Raw::get_version;
    host.give(table, &raw);
    RemotePlatform asked = RemotePlatform::connect(host.table()).value();
    const auto fault = [&](std::string document) {
        raw.document = std::move(document);
        const auto found = asked.get_version({"dev", "welcome", 2});
        if (found) return std::string("read");
        EXPECT_EQ(found.error().status, NEO_UNAVAILABLE);
        EXPECT_TRUE(found.error().unreadable);
        return found.error().message;
    };
    const auto without = [](const std::string& part, const std::string& other = "") {
        std::string document = version_document;
        return document.replace(document.find(part), part.size(), other);
    };
    EXPECT_EQ(fault(version_document), "read");
    EXPECT_EQ(fault(without(R"("state":"rejected",)")), R"(dataflows/1 get_version: the member "state" is missing)");
    EXPECT_EQ(fault(without(R"("method":"pOsT")", R"("other":1)")),
              R"(dataflows/1 get_version: the member "trigger.method" is missing)");
    EXPECT_EQ(fault(without("rejected", "gone")),
              R"(dataflows/1 get_version: the member "state" has the unknown value "gone")");
    EXPECT_EQ(fault(without(R"(["a"])", R"(["a",1])")), R"(dataflows/1 get_version: the member "tags[1]" is no text)");
    EXPECT_EQ(fault(without(R"("version":2)", R"("version":2.5)")),
              R"(dataflows/1 get_version: the member "version" is no whole number)");
    EXPECT_THAT(fault(version_document.substr(0, 50)), HasSubstr("dataflows/1 get_version: "));
    EXPECT_EQ(fault("[]"), "dataflows/1 get_version: the document is no object");
}

TEST(Wire, UnknownMembersAreIgnoredAndNullIsAsGoodAsMissing) {
    const auto read = [](const std::string& tail) {
        return read_document<Version>(
            R"({"organization":"dev","dataflow":"w","name":"W","application":"crm","global":true,"version":1,)"
            R"("state":"draft","trigger":{"url":"/w","method":"POST","later":{}},"tags":[],"later":[1])" +
            tail + "}");
    };
    for (const char* tail : {"", R"(,"module":null,"etag":null)"}) {
        EXPECT_EQ(read(tail).module, std::nullopt);
        EXPECT_EQ(read(tail).etag, std::nullopt);
    }
    EXPECT_EQ(read(R"(,"module":"m")").module, "m");
    EXPECT_THAT(read_list<User>(R"({"items":[],"next":"x"})"), IsEmpty());
    EXPECT_THAT([] { read_list<User>(R"({"Items":[]})"); },
                ThrowsMessage<std::invalid_argument>(HasSubstr("the member \"items\" is missing")));
}

TEST(RemotePlatform, SaysWhichServiceTheHostLacks) {
    FixedPlatform platform;
    Host host({"half", "1", "/nonexistent"});
    host.give(platform_tables::directory, static_cast<Platform*>(&platform));
    const auto remote = RemotePlatform::connect(host.table());
    ASSERT_TRUE(remote.has_error());
    EXPECT_THAT(remote.error().message, HasSubstr("access/1"));
}

}  // namespace
