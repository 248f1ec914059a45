#include "body_reader.hpp"

#include "grammar.hpp"

#include <algorithm>
#include <charconv>

namespace neo::host::http {

namespace {

constexpr std::size_t longest_line = 4096;
constexpr std::size_t most_trailer_bytes = 8192;

std::string_view without_token(std::string_view text) {
    text.remove_prefix(
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_token_character) - text.begin()));
    return text;
}

// Behind the opening quote; empty when none closes it.
std::string_view without_quoted(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') return text.substr(at);
        if (text[at] == '\\') ++at;
    }
    return {};
}

// RFC 9112, 7.1.1, without white space between.
bool are_extensions(std::string_view text) {
    if (!is_field_value(text)) return false;
    while (!text.empty()) {
        if (text.front() != ';') return false;
        text.remove_prefix(1);
        const std::string_view behind_name = without_token(text);
        if (behind_name.size() == text.size()) return false;
        text = behind_name;
        if (!text.starts_with('=')) continue;
        text.remove_prefix(1);
        if (text.starts_with('"')) {
            text = without_quoted(text.substr(1));
            if (text.empty()) return false;
            text.remove_prefix(1);
        } else {
            const std::string_view behind_value = without_token(text);
            if (behind_value.size() == text.size()) return false;
            text = behind_value;
        }
    }
    return true;
}

bool is_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && is_token(line.substr(0, colon)) && is_field_value(line.substr(colon + 1));
}

}  // namespace

BodyReader::BodyReader(const Head& head, std::size_t limit_bytes)
    : is_chunked_(head.is_chunked),
      limit_bytes_(limit_bytes),
      part_(head.is_chunked ? Part::size_line : Part::data),
      left_(head.content_length) {
    if (left_ > limit_bytes_)
        progress_ = Progress::too_large;
    else
        body_.reserve(static_cast<std::size_t>(left_));
}

std::size_t BodyReader::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (progress_ == Progress::more && taken < bytes.size()) {
        const std::string_view rest = bytes.substr(taken);
        taken += part_ == Part::data ? take_data(rest) : take_line(rest);
    }
    return taken;
}

std::size_t BodyReader::take_data(std::string_view bytes) {
    const std::string_view data =
        bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
    body_.append(data);
    left_ -= data.size();
    if (left_ == 0) {
        if (is_chunked_)
            part_ = Part::data_end;
        else
            progress_ = Progress::whole;
    }
    return data.size();
}

std::size_t BodyReader::take_line(std::string_view bytes) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
    line_.append(piece);
    if (line_.size() > longest_line) {
        progress_ = Progress::broken;
    } else if (end != std::string_view::npos) {
        const std::string line = std::move(line_);
        line_.clear();
        if (line.ends_with("\r\n"))
            end_line(std::string_view(line).substr(0, line.size() - 2));
        else
            progress_ = Progress::broken;
    }
    return piece.size();
}

void BodyReader::end_line(std::string_view line) {
    switch (part_) {
        case Part::data:
            break;
        case Part::data_end:
            if (line.empty())
                part_ = Part::size_line;
            else
                progress_ = Progress::broken;
            break;
        case Part::size_line:
            read_size(line);
            break;
        case Part::trailer_line:
            trailer_bytes_ += line.size();
            if (line.empty())
                progress_ = Progress::whole;
            else if (!is_field(line) || trailer_bytes_ > most_trailer_bytes)
                progress_ = Progress::broken;
            break;
    }
}

void BodyReader::read_size(std::string_view line) {
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), left_, 16);
    const auto digits = static_cast<std::size_t>(end - line.data());
    if (error != std::errc{} || !are_extensions(line.substr(digits)))
        progress_ = Progress::broken;
    else if (left_ > limit_bytes_ - body_.size())
        progress_ = Progress::too_large;
    else
        part_ = left_ == 0 ? Part::trailer_line : Part::data;
}

}  // namespace neo::host::http
