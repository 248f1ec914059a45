// The path and query of a request, as the host and as the plugin read them.
#include "fuzz.hpp"

#include <host-sdk/reference-host/http/target.hpp>
#include <plugin/base/url_text.hpp>
#include <plugin/hooks/input.hpp>

namespace neo::fuzz {

void judge(std::string_view text) {
    expect(host::http::fault_of(text) || host::http::segments_of(host::http::path_of(text)),
           "a good target has segments");
    if (const auto segments = host::http::segments_of(host::http::path_of(text))) {
        for (const std::string& segment : *segments)
            expect(sdk::is_utf8(segment), "a segment is UTF-8");
    }
    if (const auto rest = host::http::below("/extensions/neo", text))
        expect(rest->starts_with('/') && rest->size() <= text.size(), "what is below begins with a slash");

    const auto target = hooks::read_target(text);
    if (!target) {
        expect(!target.error().detail.empty(), "a refusal says why");
        return;
    }
    const auto filter = hooks::read_promotions_query(target->query);
    expect(filter || !filter.error().detail.empty(), "a refusal says why");
    const auto paging = hooks::read_paging(target->query);
    expect(paging ? paging->limit > 0 : !paging.error().detail.empty(), "a page has rows, or a refusal says why");
    for (const std::string& segment : target->segments) {
        const auto version = hooks::read_version(segment);
        expect(!version || *version > 0, "a version is 1 or more");
    }
}

}  // namespace neo::fuzz
