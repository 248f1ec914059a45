#include "small_disk.hpp"

#include <fstream>
#include <stdexcept>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace neo::faults {

namespace {

void give(const std::filesystem::path& file, const struct stat& owner) {
    if (::chown(file.c_str(), owner.st_uid, owner.st_gid) != 0)
        throw std::runtime_error("cannot give " + file.string() + " to the owner of its folder");
}

}  // namespace

SmallDisk::SmallDisk(std::filesystem::path folder, const std::string& size) : folder_(std::move(folder)) {
    struct stat owner {};
    ::stat(folder_.c_str(), &owner);
    const auto aside = folder_.string() + ".aside";
    std::filesystem::copy(folder_, aside, std::filesystem::copy_options::recursive);
    if (::mount("none", folder_.c_str(), "tmpfs", 0, ("size=" + size).c_str()) != 0)
        throw std::runtime_error("cannot mount a small disk: run this test as root");
    std::filesystem::copy(aside, folder_, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(aside);
    give(folder_, owner);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
        give(entry.path(), owner);
}

SmallDisk::~SmallDisk() {
    ::umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
    std::ofstream out(folder_ / "filler", std::ios::binary);
    for (const std::string block(4096, 'x'); out << block << std::flush;) {
    }
}

void SmallDisk::make_room() const {
    std::filesystem::remove(folder_ / "filler");
}

}  // namespace neo::faults
