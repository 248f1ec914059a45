// What was promoted last of each organization, on whichever side it was.
#include "stores.hpp"

#include <map>
#include <utility>

namespace neo::contract {
namespace {

using ports::PromotionStatus;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

class LastPromotionsContract : public StoreContract {
protected:
    std::string attempt_to(const std::string& source, const std::string& target,
                           PromotionStatus status = PromotionStatus::refused) {
        auto made = attempt(next_id("k"));
        made.source.organization = source;
        made.target_organization = target;
        made.status = status;
        EXPECT_THAT(history().record(made, std::nullopt), Succeeds());
        return made.id;
    }
    // Id and side by organization, each of which must be there once.
    std::map<std::string, std::pair<std::string, bool>> last(const std::vector<std::string>& organizations) {
        std::map<std::string, std::pair<std::string, bool>> found;
        for (const auto& promotion : history().last_promotions(organizations).value())
            EXPECT_TRUE(found.emplace(promotion.organization, std::pair(promotion.id, promotion.out)).second);
        return found;
    }
};
NEO_EVERY_STORE(LastPromotionsContract);

TEST_P(LastPromotionsContract, W7_TheNewestOfEitherSideCounts) {
    attempt_to("dev", "uat");
    const auto to_prod = attempt_to("uat", "prod");
    const auto newest = attempt_to("dev", "sit");
    EXPECT_THAT(last({"dev", "uat", "sit", "prod", "absent"}),
                UnorderedElementsAre(Pair("dev", Pair(newest, true)), Pair("uat", Pair(to_prod, true)),
                                     Pair("sit", Pair(newest, false)), Pair("prod", Pair(to_prod, false))));
    const auto back = attempt_to("elsewhere", "dev", PromotionStatus::failed);
    EXPECT_THAT(last({"dev"}), UnorderedElementsAre(Pair("dev", Pair(back, false))));
    const auto told = history().last_promotions({"dev"}).value().at(0);
    EXPECT_EQ(told.status, PromotionStatus::failed);
    EXPECT_EQ(told.requested_at, history().promotion(back).value().value().requested_at);
}

TEST_P(LastPromotionsContract, W7_OfItselfAndOfNone) {
    const auto own = attempt_to("dev", "dev");
    EXPECT_THAT(last({"dev"}), UnorderedElementsAre(Pair("dev", Pair(own, true))));
    EXPECT_THAT(last({}), IsEmpty());
}

}  // namespace
}  // namespace neo::contract
