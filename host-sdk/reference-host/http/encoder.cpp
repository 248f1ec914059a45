#include "encoder.hpp"

#include <cstddef>
#include <stdexcept>
#include <zlib.h>
#include <zstd.h>

namespace neo::host::http {

namespace {

constexpr int level = 1;  // of either library: the next ones take much longer for little

// By so much what is encoded grows at a time: documents come down to less.
std::size_t growth_for(std::string_view text) {
    return text.size() / 8 + 512;
}

class Gzip : public Encoder {
public:
    Gzip() {
        constexpr int gzip_window = 15 + 16;
        constexpr int memory_level = 8;
        if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("an answer cannot be compressed: zlib does not begin");
    }
    Gzip(const Gzip&) = delete;
    ~Gzip() override { deflateEnd(&stream_); }

    std::string take(std::string_view part, bool is_last) override {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
        stream_.avail_in = static_cast<uInt>(part.size());
        std::string out;
        int result = Z_OK;
        do {
            const std::size_t done = out.size();
            out.resize(done + growth_for(part));
            stream_.next_out = reinterpret_cast<Bytef*>(out.data() + done);
            stream_.avail_out = static_cast<uInt>(out.size() - done);
            result = deflate(&stream_, is_last ? Z_FINISH : Z_NO_FLUSH);
            out.resize(out.size() - stream_.avail_out);
        } while (result == Z_OK && (is_last || stream_.avail_out == 0));
        // Between two parts there may be nothing to do.
        if (result != Z_STREAM_END && (is_last || (result != Z_OK && result != Z_BUF_ERROR)))
            throw std::runtime_error("an answer cannot be compressed: zlib gives up");
        return out;
    }

private:
    z_stream stream_{};
};

class Zstandard : public Encoder {
public:
    Zstandard() : context_(ZSTD_createCCtx()) {
        if (!context_) throw std::runtime_error("an answer cannot be compressed: zstd does not begin");
        ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
    }

    std::string take(std::string_view part, bool is_last) override {
        ZSTD_inBuffer in{part.data(), part.size(), 0};
        std::string out;
        std::size_t left = 1;
        while (is_last ? left != 0 : in.pos < in.size) {
            const std::size_t done = out.size();
            out.resize(done + growth_for(part));
            ZSTD_outBuffer to{out.data() + done, out.size() - done, 0};
            left = ZSTD_compressStream2(context_.get(), &to, &in, is_last ? ZSTD_e_end : ZSTD_e_continue);
            if (ZSTD_isError(left) != 0)
                throw std::runtime_error(std::string("an answer cannot be compressed: ") + ZSTD_getErrorName(left));
            out.resize(done + to.pos);
        }
        return out;
    }

private:
    struct FreeContext {
        void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    };
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context_;
};

}  // namespace

std::unique_ptr<Encoder> Encoder::of(Coding coding) {
    if (coding == Coding::gzip) return std::make_unique<Gzip>();
    return std::make_unique<Zstandard>();
}

}  // namespace neo::host::http
