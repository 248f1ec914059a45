// A small disk in the place of a folder; what the folder held is on it. Needs to be root.
#pragma once

#include <filesystem>
#include <string>

namespace neo::faults {

class SmallDisk {
public:
    // `size` as mount(8) takes it for a tmpfs: "2m".
    SmallDisk(std::filesystem::path folder, const std::string& size);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;

    void fill() const;
    void make_room() const;

private:
    const std::filesystem::path folder_;
};

}  // namespace neo::faults
