// Rows H: one row for each attempt, and the ways to read them.
#include "stores.hpp"

namespace neo::contract {
namespace {

using ports::HistoryFilter;
using ports::PromotionStatus;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// The ids of what the filter lets through, up to its limit, over as many pages as it takes.
std::vector<std::string> ids_of(ports::History& history, HistoryFilter filter) {
    std::vector<std::string> ids;
    for (const auto limit = static_cast<std::size_t>(filter.limit); ids.size() < limit;) {
        filter.limit = static_cast<int>(limit - ids.size());
        const auto page = history.promotions(filter).value();
        for (const auto& promotion : page.items)
            ids.push_back(promotion.id);
        if (!page.next) break;
        filter.before = *page.next;
    }
    return ids;
}

class HistoryContract : public StoreContract {
protected:
    // Records an attempt that `edit` has changed, and answers its id.
    template <class Edit>
    std::string recorded(Edit&& edit) {
        auto promotion = attempt("k");
        promotion.status = PromotionStatus::refused;
        edit(promotion);
        EXPECT_THAT(history().record(promotion, std::nullopt), Succeeds());
        return promotion.id;
    }
    template <class Edit>
    std::vector<std::string> found(Edit&& edit) {
        HistoryFilter filter;
        edit(filter);
        return ids_of(history(), filter);
    }
};
NEO_EVERY_STORE(HistoryContract);

TEST_P(HistoryContract, H1_AnAttemptComesBackAsItWasRecorded) {
    auto promotion = attempt("key-1");
    promotion.status = PromotionStatus::refused;
    promotion.target_application = "crm";
    promotion.target_dataflow = "welcome-2";
    promotion.approved_version = 9'007'199'254'740'993;
    promotion.draft_version = 2;
    promotion.routed = true;
    promotion.finished_at = from_microseconds(1'700'000'000'999'999);
    promotion.failures = {{"mapping_missing",
                           "a \"quoted\" 'text' with : and \\ and ümlaut 🌱",
                           "a remedy",
                           {{"text", "b"},
                            {"texts", std::vector<std::string>{"c", "d"}},
                            {"number", 9'007'199'254'740'993},
                            {"trigger", domain::Trigger{"/welcome", "POST"}}}},
                          {"target_changed", "again", "look", {}}};
    promotion.reason = "because\nof 'it' 🌱";
    promotion.ticket = "CRM-1: \"x\"";
    promotion.accepted = {"other_source", "older_than_promoted"};
    promotion.standing = domain::Standing::diverged;
    promotion.base = "the-one-before";
    promotion.warnings = {{"target_has_own_changes",
                           "a \"message\"",
                           {{"version", 3}, {"blocks", std::vector<std::string>{"b1", "b\"2"}}}}};
    promotion.planned = true;
    promotion.content_hash = std::string(64, 'a');
    ASSERT_THAT(history().record(promotion, std::nullopt), Succeeds());
    const auto found = history().promotion(promotion.id).value().value();
    EXPECT_EQ(found.id, promotion.id);
    EXPECT_EQ(found.key, "key-1");
    EXPECT_EQ(found.status, PromotionStatus::refused);
    EXPECT_EQ(found.source, promotion.source);
    EXPECT_EQ(found.target_organization, "acme-uat");
    EXPECT_EQ(found.target_application, "crm");
    EXPECT_EQ(found.target_dataflow, "welcome-2");
    EXPECT_EQ(found.approved_version, 9'007'199'254'740'993);
    EXPECT_EQ(found.draft_version, 2);
    EXPECT_TRUE(found.routed);
    EXPECT_EQ(found.trigger, promotion.trigger);
    EXPECT_EQ(found.dataflow_name, "Welcome mail");
    EXPECT_EQ(found.actor, "ana");
    EXPECT_EQ(found.requested_at, promotion.requested_at);
    EXPECT_EQ(found.finished_at, promotion.finished_at);
    EXPECT_EQ(found.failures, promotion.failures);
    EXPECT_EQ(found.reason, promotion.reason);
    EXPECT_EQ(found.ticket, promotion.ticket);
    EXPECT_EQ(found.accepted, promotion.accepted);
    EXPECT_EQ(found.standing, promotion.standing);
    EXPECT_EQ(found.base, promotion.base);
    EXPECT_EQ(found.warnings, promotion.warnings);
    EXPECT_TRUE(found.planned);
    EXPECT_EQ(found.content_hash, promotion.content_hash);
}

TEST_P(HistoryContract, WhatIsUnknownStaysUnknown) {
    const auto id = recorded([](auto& promotion) {
        promotion.trigger.reset();
        promotion.dataflow_name.reset();
    });
    const auto found = history().promotion(id).value().value();
    EXPECT_EQ(found.trigger, std::nullopt);
    EXPECT_EQ(found.dataflow_name, std::nullopt);
    EXPECT_EQ(found.target_application, std::nullopt);
    EXPECT_EQ(found.target_dataflow, std::nullopt);
    EXPECT_EQ(found.approved_version, std::nullopt);
    EXPECT_EQ(found.draft_version, std::nullopt);
    EXPECT_EQ(found.finished_at, std::nullopt);
    EXPECT_FALSE(found.routed);
    EXPECT_EQ(found.reason, std::nullopt);
    EXPECT_EQ(found.ticket, std::nullopt);
    EXPECT_THAT(found.accepted, IsEmpty());
    EXPECT_EQ(found.standing, std::nullopt);
    EXPECT_EQ(found.base, std::nullopt);
    EXPECT_THAT(found.warnings, IsEmpty());
    EXPECT_FALSE(found.planned);
    EXPECT_EQ(found.content_hash, std::nullopt);
    EXPECT_EQ(history().promotion("absent").value(), std::nullopt);
}

TEST_P(HistoryContract, ATriggerOfSeveralKilobytesIsKept) {
    const std::string url = "/" + std::string(8000, 'u') + "'\"\\:x";
    const auto id = recorded([&](auto& promotion) { promotion.trigger = domain::Trigger{url, "POST"}; });
    EXPECT_EQ(history().promotion(id).value().value().trigger->url, url);
}

TEST_P(HistoryContract, ATextWithANulIsRefusedAndNotCut) {
    auto promotion = attempt("k");
    promotion.actor = std::string("ana\0x", 5);
    const auto recorded = history().record(promotion, std::nullopt);
    if (GetParam() == "memory") return;  // it holds any bytes
    EXPECT_THAT(recorded, FailsWith(ErrorCode::invalid));
    EXPECT_EQ(history().promotion(promotion.id).value(), std::nullopt);
}

TEST_P(HistoryContract, H2_HistoryIsReadNewestFirstInPages) {
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i)
        ids.insert(ids.begin(), recorded([](auto&) {}));
    EXPECT_EQ(found([](auto&) {}), ids);
    EXPECT_THAT(found([](auto& filter) { filter.limit = 2; }), ElementsAre(ids[0], ids[1]));
    EXPECT_THAT(found([&](auto& filter) {
                    filter.limit = 2;
                    filter.before = ids[1];
                }),
                ElementsAre(ids[2], ids[3]));
    EXPECT_THAT(found([&](auto& filter) { filter.before = ids[4]; }), IsEmpty());
}

TEST_P(HistoryContract, H2_HistoryIsReadPerOrganizationAsSourceAndAsTarget) {
    const auto out = recorded([](auto& promotion) {
        promotion.source.organization = "a";
        promotion.target_organization = "b";
    });
    const auto in = recorded([](auto& promotion) {
        promotion.source.organization = "b";
        promotion.target_organization = "a";
    });
    recorded([](auto&) {});
    const auto of_a = [&](HistoryFilter::Role role) {
        return found([&](auto& filter) {
            filter.organization = "a";
            filter.role = role;
        });
    };
    EXPECT_THAT(of_a(HistoryFilter::Role::any), ElementsAre(in, out));
    EXPECT_THAT(of_a(HistoryFilter::Role::source), ElementsAre(out));
    EXPECT_THAT(of_a(HistoryFilter::Role::target), ElementsAre(in));
}

TEST_P(HistoryContract, P7_TheOtherOrganizationIsOnTheOtherSide) {
    const auto between = [&](std::string from, std::string to) {
        return recorded([&](auto& promotion) {
            promotion.source.organization = from;
            promotion.target_organization = to;
        });
    };
    const auto ab = between("a", "b");
    const auto ba = between("b", "a");
    const auto ac = between("a", "c");
    between("c", "d");
    const auto with = [&](std::optional<std::string> organization, HistoryFilter::Role role, std::string other) {
        return found([&](auto& filter) {
            filter.organization = organization;
            filter.role = role;
            filter.other_organization = other;
        });
    };
    using Role = HistoryFilter::Role;
    EXPECT_THAT(with("a", Role::any, "b"), ElementsAre(ba, ab));
    EXPECT_THAT(with("a", Role::source, "b"), ElementsAre(ab));
    EXPECT_THAT(with("a", Role::target, "b"), ElementsAre(ba));
    EXPECT_THAT(with("a", Role::source, "c"), ElementsAre(ac));
    EXPECT_THAT(with("a", Role::target, "c"), IsEmpty());
    EXPECT_THAT(with("a", Role::any, "a"), IsEmpty());
    EXPECT_THAT(with({}, Role::any, "b"), ElementsAre(ba, ab));
    EXPECT_THAT(found([](auto& filter) {
                    filter.organization = "a";
                    filter.other_organization = "b";
                    filter.dataflow = "elsewhere";
                }),
                IsEmpty());
}

TEST_P(HistoryContract, H2_HistoryIsReadPerDataflowAndPerVersion) {
    const auto first = recorded([](auto& promotion) { promotion.source = {"a", "x", 1}; });
    const auto second = recorded([](auto& promotion) { promotion.source = {"a", "x", 2}; });
    const auto other = recorded([](auto& promotion) { promotion.source = {"a", "y", 1}; });
    EXPECT_THAT(found([](auto& filter) { filter.dataflow = "x"; }), ElementsAre(second, first));
    EXPECT_THAT(found([](auto& filter) { filter.version = 1; }), ElementsAre(other, first));
    EXPECT_THAT(found([](auto& filter) {
                    filter.organization = "a";
                    filter.role = HistoryFilter::Role::source;
                    filter.dataflow = "x";
                    filter.version = 1;
                }),
                ElementsAre(first));
}

TEST_P(HistoryContract, H2_DataflowAndVersionAreThoseOfTheSideThatIsAskedFor) {
    using Role = HistoryFilter::Role;
    const auto with = [](domain::VersionId source, std::string target, std::string dataflow, std::int64_t approved) {
        return [=](auto& promotion) {
            promotion.source = source;
            promotion.target_organization = target;
            promotion.target_dataflow = dataflow;
            promotion.approved_version = approved;
            promotion.draft_version = approved + 1;
        };
    };
    const auto in = recorded(with({"a", "x", 1}, "b", "y", 7));
    const auto on = recorded(with({"b", "y", 7}, "c", "x", 1));
    const auto refused = recorded([](auto& promotion) {
        promotion.source = {"a", "x", 1};
        promotion.target_organization = "b";
    });
    const auto of = [&](std::optional<std::string> organization, Role role, std::string dataflow,
                        std::optional<std::int64_t> version) {
        return found([&](auto& filter) {
            filter.organization = organization;
            filter.role = role;
            filter.dataflow = dataflow;
            filter.version = version;
        });
    };
    EXPECT_THAT(of("b", Role::target, "y", {}), ElementsAre(in));
    EXPECT_THAT(of("b", Role::target, "y", 7), ElementsAre(in)) << "the approved one";
    EXPECT_THAT(of("b", Role::target, "y", 8), ElementsAre(in)) << "the draft";
    EXPECT_THAT(of("b", Role::target, "y", 1), IsEmpty()) << "that is the source's";
    EXPECT_THAT(of("b", Role::target, "x", {}), IsEmpty());
    EXPECT_THAT(of("b", Role::source, "y", 7), ElementsAre(on));
    EXPECT_THAT(of("b", Role::any, "y", {}), ElementsAre(on, in));
    EXPECT_THAT(of("b", Role::any, "y", 8), ElementsAre(in));
    EXPECT_THAT(of("b", Role::any, "x", {}), IsEmpty()) << "only on the other sides";
    EXPECT_THAT(of({}, Role::any, "x", {}), ElementsAre(refused, on, in));
    EXPECT_THAT(of({}, Role::target, "x", 1), ElementsAre(refused, on, in)) << "no side without an organization";
    EXPECT_THAT(of({}, Role::any, "y", 8), ElementsAre(in));
}

TEST_P(HistoryContract, H1_HistoryIsReadByStatusActorAndTime) {
    const auto early = recorded([](auto& promotion) {
        promotion.requested_at = from_microseconds(100);
        promotion.actor = "bo";
    });
    const auto late = recorded([](auto& promotion) {
        promotion.requested_at = from_microseconds(200);
        promotion.status = PromotionStatus::failed;
    });
    EXPECT_THAT(found([](auto& filter) { filter.actor = "bo"; }), ElementsAre(early));
    EXPECT_THAT(found([](auto& filter) { filter.status = PromotionStatus::failed; }), ElementsAre(late));
    EXPECT_THAT(found([](auto& filter) { filter.from = from_microseconds(200); }), ElementsAre(late));
    EXPECT_THAT(found([](auto& filter) { filter.to = from_microseconds(200); }), ElementsAre(early));
    EXPECT_THAT(found([](auto& filter) { filter.status = PromotionStatus::succeeded; }), IsEmpty());
}

TEST_P(HistoryContract, R4_HistoryIsReadByTicket) {
    const auto first = recorded([](auto& promotion) { promotion.ticket = "CRM-1"; });
    recorded([](auto& promotion) { promotion.ticket = "CRM-12"; });
    recorded([](auto&) {});
    const auto bobs = recorded([](auto& promotion) {
        promotion.ticket = "CRM-1";
        promotion.actor = "bob";
        promotion.target_organization = "acme-sit";
    });
    EXPECT_THAT(found([](auto& filter) { filter.ticket = "CRM-1"; }), ElementsAre(bobs, first));
    EXPECT_THAT(found([](auto& filter) { filter.ticket = "CRM"; }), IsEmpty());
    EXPECT_THAT(found([](auto& filter) {
                    filter.ticket = "CRM-1";
                    filter.actor = "bob";
                }),
                ElementsAre(bobs));
    EXPECT_THAT(found([](auto& filter) {
                    filter.ticket = "CRM-1";
                    filter.organization = "acme-uat";
                }),
                ElementsAre(first));
    EXPECT_THAT(found([](auto& filter) {
                    filter.ticket = "CRM-1";
                    filter.visible_organizations = {{"acme-sit"}};
                }),
                ElementsAre(bobs));
}

TEST_P(HistoryContract, W7_HistoryIsReadByStandingAndByTheTypeOfTheTarget) {
    const auto behind = recorded([](auto& promotion) { promotion.standing = domain::Standing::behind; });
    const auto current = recorded([](auto& promotion) {
        promotion.standing = domain::Standing::current;
        promotion.target_organization = "acme-prod";
    });
    recorded([](auto& promotion) { promotion.target_organization = "unregistered"; });
    register_as("acme-uat", domain::OrganizationType::uat);
    register_as("acme-prod", domain::OrganizationType::prod);
    EXPECT_THAT(found([](auto& filter) { filter.standing = domain::Standing::behind; }), ElementsAre(behind));
    EXPECT_THAT(found([](auto& filter) { filter.standing = domain::Standing::diverged; }), IsEmpty());
    EXPECT_THAT(found([](auto& filter) { filter.target_type = domain::OrganizationType::prod; }), ElementsAre(current));
    EXPECT_THAT(found([](auto& filter) { filter.target_type = domain::OrganizationType::sit; }), IsEmpty());
    EXPECT_THAT(found([](auto& filter) {
                    filter.target_type = domain::OrganizationType::uat;
                    filter.organization = "acme-dev";
                }),
                ElementsAre(behind));
    EXPECT_THAT(found([](auto& filter) {
                    filter.target_type = domain::OrganizationType::uat;
                    filter.visible_organizations = {{"acme-prod", "acme-uat"}};
                }),
                ElementsAre(behind));
    register_as("acme-prod", domain::OrganizationType::uat);
    EXPECT_THAT(found([](auto& filter) { filter.target_type = domain::OrganizationType::uat; }),
                ElementsAre(current, behind))
        << "as it is registered now";
}

TEST_P(HistoryContract, A5_OnlyWhatTouchesAVisibleOrganizationIsRead) {
    const auto ab = recorded([](auto& promotion) {
        promotion.source.organization = "a";
        promotion.target_organization = "b";
    });
    const auto cd = recorded([](auto& promotion) {
        promotion.source.organization = "c";
        promotion.target_organization = "d";
    });
    const auto seen_by = [&](std::vector<std::string> visible) {
        return found([&](auto& filter) { filter.visible_organizations = std::move(visible); });
    };
    EXPECT_THAT(seen_by({"a"}), ElementsAre(ab));
    EXPECT_THAT(seen_by({"d", "x"}), ElementsAre(cd));
    EXPECT_THAT(seen_by({"a", "b", "c"}), ElementsAre(cd, ab));
    EXPECT_THAT(seen_by({}), IsEmpty());
    std::vector<std::string> many;
    for (int i = 0; i < 1300; ++i)
        many.push_back("org-" + std::to_string(i));
    many.front() = "a";
    many.back() = "b";
    many[700] = "c";
    EXPECT_THAT(seen_by(many), ElementsAre(cd, ab));
    EXPECT_THAT(found([&](auto& filter) {
                    filter.visible_organizations = many;
                    filter.limit = 1;
                }),
                ElementsAre(cd));
}

TEST_P(HistoryContract, H3_PromotedVersionsAreThoseThatSucceededAtLeastOnce) {
    const auto with = [](std::string organization, std::string dataflow, std::int64_t version, PromotionStatus status) {
        return [=](auto& promotion) {
            promotion.source = {organization, dataflow, version};
            promotion.status = status;
        };
    };
    recorded(with("a", "x", 1, PromotionStatus::succeeded));
    recorded(with("a", "x", 1, PromotionStatus::succeeded));
    recorded(with("a", "x", 2, PromotionStatus::failed));
    recorded(with("a", "y", 3, PromotionStatus::succeeded));
    recorded(with("a", "z", 1, PromotionStatus::succeeded));
    recorded(with("b", "x", 5, PromotionStatus::succeeded));
    EXPECT_THAT(history().promoted_versions("a", {"x", "y"}).value(),
                UnorderedElementsAre(std::pair("x", 1), std::pair("y", 3)));
    EXPECT_THAT(history().promoted_versions("a", {}).value(), IsEmpty());
}

// More than the rounds that MariaDB and MySQL give a recursion unless they are told otherwise.
TEST_P(HistoryContract, H3_PromotedVersionsAreAllOfThemHoweverMany) {
    constexpr std::int64_t versions = 1'050;
    for (std::int64_t version = 1; version <= versions; ++version) {
        recorded([version](auto& promotion) {
            promotion.source = {"a", "x", version};
            promotion.status = PromotionStatus::succeeded;
        });
    }
    EXPECT_THAT(history().promoted_versions("a", {"x"}).value(), SizeIs(versions));
}

TEST_P(HistoryContract, AnIdempotencyKeyIsTakenOnceForEachActor) {
    auto promotion = attempt("k");
    const ports::IdempotencyKey key{"ana", "request-1", "hash-1"};
    ASSERT_THAT(history().record(promotion, key), Succeeds());
    auto again = attempt("k");
    EXPECT_THAT(history().record(again, key), FailsWith(ErrorCode::exists));
    EXPECT_EQ(history().promotion(again.id).value(), std::nullopt);
    EXPECT_THAT(history().record(again, ports::IdempotencyKey{"bo", "request-1", "hash-2"}), Succeeds());
    EXPECT_EQ(history().find_idempotency_key("ana", "request-1").value().value(),
              std::pair(std::string("hash-1"), promotion.id));
    EXPECT_EQ(history().find_idempotency_key("ana", "Request-1").value(), std::nullopt);
}

}  // namespace
}  // namespace neo::contract
