// The services' documents: any value of model.hpp as JSON, and back. Members that the reader does not know are ignored,
// one that is missing is named; null and a missing member are the same for what may be unset. Header-only, no state;
// any thread. Needs Boost.JSON and Boost.Describe.
#pragma once

#include <neo/host/cpp/model.hpp>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace neo::sdk {

BOOST_DESCRIBE_STRUCT(Organization, (), (id, name, cluster, neo_enabled, modules))
BOOST_DESCRIBE_STRUCT(User, (), (id, name))
BOOST_DESCRIBE_STRUCT(Grant, (), (organization, permissions))
BOOST_DESCRIBE_STRUCT(PermissionHolder, (), (user, name, permissions))
BOOST_DESCRIBE_STRUCT(Application, (), (id, name, kind))
BOOST_DESCRIBE_STRUCT(Trigger, (), (url, method))
BOOST_DESCRIBE_STRUCT(VersionId, (), (organization, dataflow, version))
BOOST_DESCRIBE_STRUCT(DataflowId, (), (organization, dataflow))
BOOST_DESCRIBE_STRUCT(DataflowVersion, (), (version, state, trigger))
BOOST_DESCRIBE_STRUCT(Dataflow, (), (id, name, application, application_kind, global, module, versions))
BOOST_DESCRIBE_STRUCT(Version, (),
                      (organization, dataflow, name, application, global, module, version, state, trigger, tags, etag))
BOOST_DESCRIBE_STRUCT(DataflowQuery, (), (organization, search, application, state, after, limit))
BOOST_DESCRIBE_STRUCT(Needs, (), (configuration, helpers, dataflows))
BOOST_DESCRIBE_STRUCT(TriggerHolder, (), (dataflow, application, application_kind, head, live))
BOOST_DESCRIBE_STRUCT(HeadsQuery, (), (dataflows))
BOOST_DESCRIBE_STRUCT(Head, (), (organization, dataflow, application, head, live))
BOOST_DESCRIBE_STRUCT(MayPromote, (), (source, target))
BOOST_DESCRIBE_STRUCT(CaseFacts, (), (may_promote, source, target, version, applications, holder))
BOOST_DESCRIBE_STRUCT(AppliedTarget, (), (organization, application, dataflow, approved_version, draft_version))
BOOST_DESCRIBE_STRUCT(Applied, (), (key, fence, payload_hash, actor, source, target, trigger, applied_at))
BOOST_DESCRIBE_STRUCT(Barred, (), (barred))

// Whether members that are missing, or null, keep their defaults: in what is asked.
template <class T>
inline constexpr bool has_defaults = false;
template <>
inline constexpr bool has_defaults<DataflowQuery> = true;

template <Worded Enum>
void tag_invoke(boost::json::value_from_tag, boost::json::value& into, Enum value) {
    into = to_text(value);
}

// The document of a value.
template <class T>
std::string write_document(const T& value) {
    boost::json::monotonic_resource memory;
    return boost::json::serialize(boost::json::value_from(value, &memory));
}

// {"items": […]}
template <class T>
std::string write_list(const std::vector<T>& items) {
    boost::json::monotonic_resource memory;
    const boost::json::object list({{"items", boost::json::value_from(items, &memory)}}, &memory);
    return boost::json::serialize(list);
}

namespace wire {

// Where a value stands in its document: put into words for a fault only.
struct Place {
    const Place* around = nullptr;  // null: it is the document
    std::string_view member = {};
    std::size_t item = 0;  // of a list, where there is no member

    std::string text() const {
        if (around == nullptr) return {};
        const std::string outer = around->text();
        if (member.empty()) return outer + "[" + std::to_string(item) + "]";
        return (outer.empty() ? outer : outer + ".") + std::string(member);
    }
};

[[noreturn]] inline void malformed(const Place& place, std::string_view what) {
    const std::string where = place.text();
    throw std::invalid_argument((where.empty() ? "the document" : "the member \"" + where + "\"") + " " +
                                std::string(what));
}

template <class T>
struct Unwrapped {
    static constexpr bool is_optional = false, is_vector = false;
};
template <class T>
struct Unwrapped<std::optional<T>> {
    static constexpr bool is_optional = true, is_vector = false;
};
template <class T>
struct Unwrapped<std::vector<T>> {
    static constexpr bool is_optional = false, is_vector = true;
};

template <class T>
void read(const boost::json::value& json, T& into, const Place& place) {
    if constexpr (Unwrapped<T>::is_optional) {
        if (!json.is_null()) read(json, into.emplace(), place);
    } else if constexpr (Unwrapped<T>::is_vector) {
        if (!json.is_array()) malformed(place, "is no list");
        for (const boost::json::value& item : json.get_array()) {
            const Place here{&place, {}, into.size()};
            read(item, into.emplace_back(), here);
        }
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!json.is_string()) malformed(place, "is no text");
        into = json.get_string();
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_bool()) malformed(place, "is neither true nor false");
        into = json.get_bool();
    } else if constexpr (std::is_integral_v<T>) {
        boost::json::error_code inexact;
        into = json.to_number<T>(inexact);
        if (inexact) malformed(place, "is no whole number");
    } else if constexpr (std::is_enum_v<T>) {
        if (!json.is_string()) malformed(place, "is no text");
        const auto known = from_text<T>(json.get_string());
        if (!known) malformed(place, "has the unknown value \"" + std::string(json.get_string()) + "\"");
        into = *known;
    } else {
        const boost::json::object* object = json.if_object();
        if (object == nullptr) malformed(place, "is no object");
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
            auto& value = into.*member.pointer;
            const Place here{&place, member.name};
            const boost::json::value* found = object->if_contains(member.name);
            if (found != nullptr && !(has_defaults<T> && found->is_null())) {
                read(*found, value, here);
            } else if (!has_defaults<T> && !Unwrapped<std::remove_cvref_t<decltype(value)>>::is_optional) {
                malformed(here, "is missing");
            }
        });
    }
}

}  // namespace wire

// The value of a document. Throws std::invalid_argument or boost::system::system_error, either of which says what is
// wrong with it and where.
template <class T>
T read_document(std::string_view text) {
    T value;
    boost::json::monotonic_resource memory;
    wire::read(boost::json::parse(boost::json::string_view(text.data(), text.size()), &memory), value, {});
    return value;
}

template <class T>
std::vector<T> read_list(std::string_view text) {
    boost::json::monotonic_resource memory;
    const boost::json::value json = boost::json::parse(boost::json::string_view(text.data(), text.size()), &memory);
    const wire::Place document;
    const wire::Place place{&document, "items"};
    const boost::json::value* items = json.is_object() ? json.get_object().if_contains("items") : nullptr;
    if (items == nullptr) wire::malformed(place, "is missing");
    std::vector<T> read;
    wire::read(*items, read, place);
    return read;
}

}  // namespace neo::sdk
