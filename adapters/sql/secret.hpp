// Keeps passwords out of what drivers say, and out of memory that was given back.
#pragma once

#include <cstring>
#include <string>

namespace neo::sql {

// Empties `text` and overwrites all the memory that it has.
inline void wipe(std::string& text) noexcept {
    text.resize(text.capacity());
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

// A text that is wiped before its memory is given back.
class Secret {
public:
    Secret() = default;
    Secret(const char* text) : text_(text) {}
    Secret(std::string text) : text_(text) { wipe(text); }
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept { text_.swap(other.text_); }
    Secret& operator=(Secret other) noexcept {
        text_.swap(other.text_);
        return *this;
    }
    ~Secret() { wipe(text_); }

    const std::string& text() const noexcept { return text_; }
    bool empty() const noexcept { return text_.empty(); }

private:
    std::string text_;
};

// `message` without `secret`.
inline std::string without_secret(std::string message, const Secret& secret) {
    if (secret.empty()) return message;
    for (auto at = message.find(secret.text()); at != std::string::npos; at = message.find(secret.text())) {
        message.replace(at, secret.text().size(), "…");
    }
    return message;
}

}  // namespace neo::sql
