// Rows O and M, and the identity of ids.
#include "stores.hpp"

namespace neo::contract {
namespace {

using domain::OrganizationType;
using domain::Relation;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class RegistrationsContract : public StoreContract {
protected:
    std::vector<std::string> registered(const std::vector<std::string>& organizations) {
        std::vector<std::string> found;
        for (const auto& registration : registrations().registrations(organizations).value()) {
            found.push_back(registration.organization);
        }
        return found;
    }
    static std::vector<std::string> targets(const std::vector<ports::Mapping>& mappings) {
        std::vector<std::string> found;
        for (const auto& mapping : mappings)
            found.push_back(mapping.target);
        return found;
    }
};
NEO_EVERY_STORE(RegistrationsContract);

TEST_P(RegistrationsContract, O1_AnOrganizationIsRegisteredWithEachType) {
    for (const OrganizationType type : domain::all_organization_types) {
        const std::string organization = "org-" + std::string(domain::to_text(type));
        register_as(organization, type);
        const auto found = registrations().registration(organization).value().value();
        EXPECT_EQ(found.type, type);
        EXPECT_EQ(found.registered_by, "ana");
        EXPECT_EQ(to_microseconds(found.registered_at), 1'700'000'000'123'456);
    }
}

TEST_P(RegistrationsContract, O2_AnOrganizationNobodyRegisteredIsUnknown) {
    EXPECT_EQ(registrations().registration("nobody").value(), std::nullopt);
}

TEST_P(RegistrationsContract, SeveralRegistrationsAreReadAtOnce) {
    std::vector<std::string> asked{"absent"};
    for (int i = 0; i < 70; ++i) {
        asked.push_back("org-" + std::to_string(i));
        register_as(asked.back(), OrganizationType::dev);
    }
    register_as("not-asked", OrganizationType::dev);
    const auto found = registered(asked);
    EXPECT_EQ(found.size(), 70u);
    EXPECT_THAT(found, testing::IsSubsetOf(asked));
    EXPECT_THAT(registered({}), IsEmpty());
    EXPECT_THAT(registered({"org-7"}), ElementsAre("org-7"));
}

TEST_P(RegistrationsContract, RegisteringAnswersWhatWasThereAndRecordsIt) {
    auto before = registrations().put_registration({"r1", "acme", OrganizationType::dev, from_microseconds(1), "ana"},
                                                   change("", "acme"));
    EXPECT_EQ(before.value(), std::nullopt);
    const auto changes = changes_of("acme");
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].kind, "registered");
    EXPECT_EQ(changes[0].before, std::nullopt);
    EXPECT_EQ(changes[0].after, "dev");
    EXPECT_EQ(changes[0].actor, "ana");
}

TEST_P(RegistrationsContract, M7_AChangeOfTypeReplacesTheRowAndRecordsBothTypes) {
    const auto old = register_as("acme", OrganizationType::dev);
    const auto answer = registrations().put_registration(
        {"r2", "acme", OrganizationType::uat, from_microseconds(2), "bo"}, change("", "acme"));
    EXPECT_EQ(answer.value().value().id, old.id);
    const auto now = registrations().registration("acme").value().value();
    EXPECT_EQ(now.id, "r2");
    EXPECT_EQ(now.type, OrganizationType::uat);
    const auto newest = changes_of("acme", 1).at(0);
    EXPECT_EQ(newest.kind, "type_changed");
    EXPECT_EQ(newest.before, "dev");
    EXPECT_EQ(newest.after, "uat");
}

TEST_P(RegistrationsContract, RegisteringWithTheSameTypeChangesAndRecordsNothing) {
    const auto old = register_as("acme", OrganizationType::dev);
    const auto answer = registrations().put_registration(
        {"r2", "acme", OrganizationType::dev, from_microseconds(2), "bo"}, change("", "acme"));
    EXPECT_EQ(answer.value().value().id, old.id);
    EXPECT_EQ(registrations().registration("acme").value().value().id, old.id);
    EXPECT_EQ(changes_of("acme").size(), 1u);
}

TEST_P(RegistrationsContract, M1_AMappingHasADirection) {
    map("acme-dev", "acme-uat");
    EXPECT_TRUE(registrations().mapping("acme-dev", "acme-uat").value().has_value());
    EXPECT_FALSE(registrations().mapping("acme-uat", "acme-dev").value().has_value());
    map("acme-uat", "acme-dev");
    EXPECT_TRUE(registrations().mapping("acme-uat", "acme-dev").value().has_value());
}

TEST_P(RegistrationsContract, M2_AMappingComesBackAsItWasAdded) {
    const ports::Mapping mapping{"m1", "a", "b", Relation::sibling, from_microseconds(1'234'567), "bo"};
    ASSERT_THAT(registrations().add_mapping(mapping, change("mapping_added", "a")), Succeeds());
    const auto found = registrations().mapping("a", "b").value().value();
    EXPECT_EQ(found.id, "m1");
    EXPECT_EQ(found.relation, Relation::sibling);
    EXPECT_EQ(found.created_at, from_microseconds(1'234'567));
    EXPECT_EQ(found.created_by, "bo");
}

TEST_P(RegistrationsContract, M5_MappingsAreListedInPagesInTheOrderOfTheirTargets) {
    for (const char* target : {"c", "a", "B", "d"})
        map("source", target);
    map("other", "x");
    EXPECT_THAT(targets(registrations().mappings("source", "", 10).value()), ElementsAre("B", "a", "c", "d"));
    EXPECT_THAT(targets(registrations().mappings("source", "", 2).value()), ElementsAre("B", "a"));
    EXPECT_THAT(targets(registrations().mappings("source", "a", 2).value()), ElementsAre("c", "d"));
    EXPECT_THAT(targets(registrations().mappings("source", "d", 2).value()), IsEmpty());
}

TEST_P(RegistrationsContract, MappingsOfSeveralSourcesAreOrderedBySourceAndTarget) {
    map("b", "y");
    map("b", "x");
    map("a", "z");
    map("c", "w");
    std::vector<std::string> found;
    for (const auto& mapping : registrations().mappings_from({"b", "a", "absent"}).value()) {
        found.push_back(mapping.source + mapping.target);
    }
    EXPECT_THAT(found, ElementsAre("az", "bx", "by"));
    EXPECT_THAT(registrations().mappings_from({}).value(), IsEmpty());
}

TEST_P(RegistrationsContract, M6_TheSameMappingTwiceIsRefusedAndRecordsNothing) {
    map("a", "b");
    const ports::Mapping again{"m2", "a", "b", Relation::sibling, from_microseconds(1), "bo"};
    EXPECT_THAT(registrations().add_mapping(again, change("mapping_added", "a")), FailsWith(ErrorCode::exists));
    EXPECT_EQ(registrations().mapping("a", "b").value().value().relation, Relation::default_relation);
    EXPECT_EQ(changes_of("a").size(), 1u);
}

TEST_P(RegistrationsContract, M7_ARelationIsReplacedAndRecorded) {
    map("a", "b", Relation::sibling);
    const ports::Mapping now{"m2", "a", "b", Relation::default_relation, from_microseconds(9), "bo"};
    ASSERT_THAT(registrations().replace_mapping(now, change("relation_changed", "a")), Succeeds());
    EXPECT_EQ(registrations().mapping("a", "b").value().value().id, "m2");
    const auto newest = changes_of("a", 1).at(0);
    EXPECT_EQ(newest.kind, "relation_changed");
    EXPECT_EQ(newest.before, "sibling");
    EXPECT_EQ(newest.after, "default");
}

TEST_P(RegistrationsContract, M7_AMappingIsRemovedAndRecorded) {
    map("a", "b", Relation::sibling);
    auto removal = change("mapping_removed", "a");
    removal.target = "b";
    ASSERT_THAT(registrations().remove_mapping("a", "b", removal), Succeeds());
    EXPECT_FALSE(registrations().mapping("a", "b").value().has_value());
    const auto newest = changes_of("a", 1).at(0);
    EXPECT_EQ(newest.kind, "mapping_removed");
    EXPECT_EQ(newest.target, "b");
    EXPECT_EQ(newest.before, "sibling");
    EXPECT_EQ(newest.after, std::nullopt);
    map("a", "b");  // and can be added again
}

TEST_P(RegistrationsContract, AMappingThatIsNotThereCannotBeChanged) {
    const ports::Mapping mapping{"m1", "a", "b", Relation::sibling, from_microseconds(1), "bo"};
    EXPECT_THAT(registrations().replace_mapping(mapping, change("relation_changed", "a")),
                FailsWith(ErrorCode::not_found));
    EXPECT_THAT(registrations().remove_mapping("a", "b", change("mapping_removed", "a")),
                FailsWith(ErrorCode::not_found));
    EXPECT_THAT(changes_of("a"), IsEmpty());
}

TEST_P(RegistrationsContract, M7_ChangesAreReadNewestFirstInPagesOfOneOrganization) {
    std::vector<std::string> ids;
    for (const char* target : {"x", "y", "z"}) {
        const auto made = change("mapping_added", "a");
        ids.insert(ids.begin(), made.id);
        ASSERT_THAT(registrations().add_mapping(
                        {next_id("m"), "a", target, Relation::sibling, from_microseconds(1), "ana"}, made),
                    Succeeds());
    }
    map("b", "x");
    const auto read = [&](const std::string& before, int limit) {
        ports::ChangesFilter filter;
        filter.organizations = {"a"};
        filter.before = before;
        filter.limit = limit;
        return ids_of(registrations().changes(filter).value().items);
    };
    EXPECT_EQ(read("", 10), ids);
    EXPECT_THAT(read("", 2), ElementsAre(ids[0], ids[1]));
    EXPECT_THAT(read(ids[1], 2), ElementsAre(ids[2]));
}

TEST_P(RegistrationsContract, M7_AChangeWaitsForAPromotionInFlightAndThenSaysSo) {
    const auto [source, target, mapping] = facts();
    const auto prepared = ledger().prepare(intent("k", source, target, mapping)).value();
    const ports::Registration retyped{"r9", "acme-uat", OrganizationType::sit, from_microseconds(1), "bo"};
    EXPECT_THAT(registrations().remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev")),
                FailsWith(ErrorCode::in_flight));
    EXPECT_THAT(registrations().replace_mapping({"m9", "acme-dev", "acme-uat", Relation::sibling, {}, "bo"},
                                                change("relation_changed", "acme-dev")),
                FailsWith(ErrorCode::in_flight));
    EXPECT_THAT(registrations().put_registration(retyped, change("", "acme-uat")), FailsWith(ErrorCode::in_flight));
    EXPECT_EQ(registrations().registration("acme-uat").value().value().id, target.id);
    EXPECT_EQ(registrations().mapping("acme-dev", "acme-uat").value().value().id, mapping.id);

    ASSERT_TRUE(ledger().complete(prepared.row, placement, false, from_microseconds(1)).value());
    EXPECT_THAT(registrations().remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev")),
                Succeeds());
    EXPECT_THAT(registrations().put_registration(retyped, change("", "acme-uat")), Succeeds());
}

TEST_P(RegistrationsContract, AFailedPromotionHoldsNothing) {
    const auto [source, target, mapping] = facts();
    const auto row = ledger().prepare(intent("k", source, target, mapping)).value().row;
    const auto aborting = ledger().start_abort(row, {}).value();
    ASSERT_TRUE(aborting.has_value());
    EXPECT_THAT(registrations().remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev")),
                FailsWith(ErrorCode::in_flight));
    ASSERT_TRUE(ledger().finish_abort(*aborting, from_microseconds(1)).value());
    EXPECT_THAT(registrations().remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev")),
                Succeeds());
}

TEST_P(RegistrationsContract, IdsAreComparedByteByByte) {
    // Upper and lower case, trailing space, accents composed and decomposed, ligature, emoji, quotes, placeholders.
    const std::vector<std::string> ids{"acme",
                                       "Acme",
                                       "acme ",
                                       " acme",
                                       "ac\xC3\xA9",
                                       "ace\xCC\x81",
                                       "a%e",
                                       "a_me",
                                       "\xC3\x9F",
                                       "ss",
                                       "\xF0\x9F\x8C\xB1",
                                       "O'Neil",
                                       "a\"b",
                                       "a\\b",
                                       "a:name",
                                       "a;b--c",
                                       "a\tb",
                                       "a/b",
                                       "0",
                                       "00",
                                       "\xEF\xAC\x81",
                                       "fi"};
    for (const auto& id : ids)
        register_as(id, OrganizationType::dev);
    for (const auto& id : ids) {
        EXPECT_EQ(registrations().registration(id).value().value().organization, id);
        map(id, id);
    }
    for (const auto& id : ids)
        EXPECT_EQ(registrations().mappings(id, "", 10).value().size(), 1u) << id;
    EXPECT_EQ(registrations().registration("ACME").value(), std::nullopt);
    EXPECT_EQ(registrations().registration("acme  ").value(), std::nullopt);
}

TEST_P(RegistrationsContract, IdsOfTwoHundredCharactersAreKept) {
    std::string id;
    for (int i = 0; i < 200; ++i)
        id += "\xF0\x9F\x8C\xB1";
    const std::string other = id.substr(0, id.size() - 4) + "x";
    register_as(id, OrganizationType::dev);
    register_as(other, OrganizationType::prod);
    map(id, other);
    EXPECT_EQ(registrations().registration(id).value().value().type, OrganizationType::dev);
    EXPECT_EQ(registrations().mapping(id, other).value().value().target, other);
}

TEST_P(RegistrationsContract, TheStoreSaysWhatItIs) {
    const auto health = store().health();
    ASSERT_THAT(health, Succeeds());
    EXPECT_EQ(health->backend, GetParam());
    EXPECT_EQ(health->schema_version > 0, GetParam() != "memory");
    const std::string metrics = store().metrics();
    EXPECT_EQ(metrics.empty(), GetParam() == "memory");
    EXPECT_EQ(metrics.find("\nneo_store_transactions_total ") == std::string::npos, metrics.empty());
}

}  // namespace
}  // namespace neo::contract
