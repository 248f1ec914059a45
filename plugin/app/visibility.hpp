// The one exit for data (A3, A5, A6, A7): whatever tells of an organization passes here and is cut down to what the
// caller may see of it. Documents are written of what is Shown, and nothing else makes one.
//
// Of an organization a caller sees, by his permissions there:
//   view                    everything
//   promote, edit or admin  names, applications, dataflows, versions with state and trigger; no contents
//   any other               its name, type and cluster
//   none                    its id, where he wrote it or may see the other side of a mapping or promotion
#pragma once

#include "caller.hpp"

#include <plugin/ports/history.hpp>

#include <string>
#include <utility>
#include <vector>

namespace neo::app {

struct MappingView;
struct Preflight;
struct Target;
struct VersionView;

template <class T>
class Shown {
public:
    const T& operator*() const noexcept { return value_; }
    const T* operator->() const noexcept { return &value_; }

private:
    friend class Visibility;
    explicit Shown(T value) : value_(std::move(value)) {}
    T value_;
};

// Borrows the caller. Any thread.
class Visibility {
public:
    explicit Visibility(const Caller& caller) noexcept : caller_(caller) {}

    Shown<ports::Promotion> show(ports::Promotion promotion) const;
    std::vector<Shown<ports::Promotion>> show(std::vector<ports::Promotion> promotions) const;
    Shown<VersionView> show(VersionView version) const;
    Shown<Target> show(Target target) const;
    Shown<MappingView> show(MappingView mapping) const;
    Shown<Preflight> show(Preflight preflight) const;

    // Of a promotion between these two. Of a failure that speaks of an organization that the caller may not see, only
    // the code and that organization are left.
    std::vector<domain::Failure> show(std::vector<domain::Failure> failures, const std::string& source,
                                      const std::string& target) const;

    // Of a promotion to this target. Of one that speaks of an organization that the caller may not see, only the code
    // and that organization are left.
    std::vector<domain::Warning> show(std::vector<domain::Warning> warnings, const std::string& target) const;

    // To who was let promote in both organizations a moment ago: nothing of a promotion is hidden from him.
    static Shown<ports::Promotion> to_the_actor(ports::Promotion promotion) {
        return Shown<ports::Promotion>(std::move(promotion));
    }

private:
    const Caller& caller_;
};

}  // namespace neo::app
