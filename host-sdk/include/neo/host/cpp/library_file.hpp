// Looks at a library file before the dynamic linker maps it: a file that was cut short (a copy that broke off, a full
// disk) would end the process with SIGBUS instead of failing to load. 64-bit Linux. Header-only, no state; any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <elf.h>
#include <filesystem>
#include <fstream>

namespace neo::sdk {

// Whether the file ends before what its own program headers say is to be mapped. False for a file that is no 64-bit ELF
// file at all: the dynamic linker refuses that by itself.
inline bool is_cut_short(const std::filesystem::path& library) {
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(library, failed);
    std::ifstream file(library, std::ios::binary);
    Elf64_Ehdr header{};
    if (failed || !file.read(reinterpret_cast<char*>(&header), sizeof header)) return false;
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64) return false;
    file.seekg(static_cast<std::streamoff>(header.e_phoff));
    for (int index = 0; index < header.e_phnum; ++index) {
        Elf64_Phdr segment{};
        if (!file.read(reinterpret_cast<char*>(&segment), sizeof segment)) return true;
        if (segment.p_type == PT_LOAD && segment.p_offset + segment.p_filesz > size) return true;
    }
    return false;
}

}  // namespace neo::sdk
