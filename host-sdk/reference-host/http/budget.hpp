// Bytes that may be held at the same time: bodies that come in, and large answers that go out.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace neo::host::http {

// Any thread.
class Budget {
public:
    explicit Budget(std::size_t bytes) : left_(bytes) {}
    Budget(const Budget&) = delete;

    // What was taken; it goes back at the end. The budget must outlive it.
    class Share {
    public:
        Share() = default;
        Share(Share&& other) noexcept
            : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
        Share& operator=(Share&& other) noexcept {
            std::swap(budget_, other.budget_);
            std::swap(bytes_, other.bytes_);
            return *this;
        }
        ~Share() { shrink_to(0); }

        // What is more than `bytes` goes back now.
        void shrink_to(std::size_t bytes) noexcept {
            if (budget_ == nullptr || bytes >= bytes_) return;
            budget_->left_ += bytes_ - bytes;
            bytes_ = bytes;
        }

    private:
        friend class Budget;
        Share(Budget& budget, std::size_t bytes) : budget_(&budget), bytes_(bytes) {}

        Budget* budget_ = nullptr;
        std::size_t bytes_ = 0;
    };

    // Unset when less is left.
    std::optional<Share> take(std::size_t bytes) {
        std::size_t left = left_;
        do {
            if (left < bytes) return std::nullopt;
        } while (!left_.compare_exchange_weak(left, left - bytes));
        return Share(*this, bytes);
    }

private:
    std::atomic<std::size_t> left_;
};

}  // namespace neo::host::http
