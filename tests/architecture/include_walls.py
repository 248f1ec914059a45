#!/usr/bin/env python3
"""Who may know whom: walks every #include of the sources against the table below (plugin/docs/architecture.md, rooms).

Usage: include_walls.py SOURCE_DIRECTORY
"""
import pathlib
import re
import sys

# A room is a folder or a file; the longest that fits counts. Each may include itself, the standard library, and these.
# Names without a slash at their end are files; "external: " names are what lies outside the project.
ROOMS = {
    "plugin/base": ["external: boost/system", "external: openssl", "external: fmt"],
    "plugin/domain": ["host-sdk/include/neo/host/cpp/model.hpp", "host-sdk/include/neo/host/cpp/json_text.hpp", "external: re2"],
    "plugin/ports": ["plugin/base", "plugin/domain", "host-sdk/include/neo/host/cpp/model.hpp"],
    "plugin/app": ["plugin/base", "plugin/domain", "plugin/ports", "host-sdk/include/neo/host/cpp/lower_case.hpp",
                   "host-sdk/include/neo/host/cpp/json_text.hpp",
                   "external: boost", "external: fmt", "external: prometheus"],
    "plugin/hooks": ["plugin/base", "plugin/domain", "plugin/ports", "plugin/app", "adapters/host", "adapters/sql/config.hpp",
                     "adapters/sql/config_reader.hpp", "host-sdk/include", "external: boost", "external: fmt"],
    "plugin/hooks/operations_hook.cpp": ["plugin/hooks", "plugin/base", "plugin/app", "adapters/store/copy_store.hpp",
                                         "external: boost", "external: fmt"],
    "plugin/hooks/entry.cpp": ["plugin/hooks", "plugin/base", "adapters/store", "host-sdk/include", "external: re2"],
    "adapters/sql": ["plugin/base", "external: boost/json.hpp", "external: fmt", "external: prometheus", "external: soci"],
    "adapters/sqlite": ["plugin/base", "adapters/sql", "external: soci"],
    "adapters/postgresql": ["plugin/base", "adapters/sql", "external: soci", "external: libpq-fe.h", "external: fmt"],
    "adapters/mysql": ["plugin/base", "adapters/sql", "external: soci"],
    "adapters/open_database.cpp": ["adapters/open_database.hpp", "adapters/sqlite", "adapters/postgresql", "adapters/mysql"],
    "adapters/open_database.hpp": ["adapters/sql"],
    "adapters/store": ["plugin/base", "plugin/domain", "plugin/ports", "adapters/sql", "adapters/open_database.hpp",
                       "external: boost/json.hpp"],
    "adapters/memory": ["plugin/base", "plugin/domain", "plugin/ports"],
    "adapters/host": ["plugin/base", "plugin/domain", "plugin/ports", "host-sdk/include"],
    "host-sdk/include": ["external: boost", "external: elf.h"],
    "host-sdk/testing": ["host-sdk/include", "external: boost", "external: fmt", "external: gmock"],
    "host-sdk/check": ["host-sdk/include", "host-sdk/testing/include", "external: boost", "external: fmt", "external: CLI"],
    "host-sdk/cli": ["external: boost/json", "external: boost/json.hpp", "external: fmt", "external: CLI"],
    "host-sdk/cli/server": ["host-sdk/cli", "host-sdk/include/neo/host/cpp/json_text.hpp", "external: boost/json",
                            "external: boost/json.hpp", "external: fmt", "external: curl"],
    "host-sdk/reference-host": ["host-sdk/include", "plugin/base", "adapters/sql", "adapters/open_database.hpp",
                                "external: boost", "external: fmt", "external: prometheus", "external: CLI"],
    "host-sdk/reference-host/http/encoder.cpp": ["host-sdk/reference-host/http", "external: zlib.h", "external: zstd.h"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
ROOTS = ["", "host-sdk/include/", "host-sdk/testing/include/"]
GENERATED = ("_migrations.hpp",)  # by the build, in the room that includes it


def within(path, place):
    return path == place or path.startswith(place + "/")


def room_of(path):
    return max((room for room in ROOMS if within(path, room)), key=len, default=None)


def resolved(root, source, quoted, name):
    """The file of the project that is meant; None: it is external."""
    if quoted and (beside := (source.parent / name).resolve()).is_file():
        return beside.relative_to(root).as_posix()
    for start in ROOTS:
        if (root / start / name).is_file():
            return start + name
    return None


def allowed(room, target, name):
    if target is not None:
        return any(within(target, place) for place in [room, *ROOMS[room]])
    if "/" not in name and "." not in name:
        return True  # the standard library
    if name in ("unistd.h", "dlfcn.h", "fcntl.h", "signal.h", "locale.h", "malloc.h", "stddef.h", "stdint.h", "stdlib.h",
                "time.h") or name.startswith("sys/") or name.endswith(GENERATED):
        return True
    return any(within(name, place.removeprefix("external: ")) for place in ROOMS[room])


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    violations, seen = [], 0
    for folder in ("plugin", "adapters", "host-sdk"):
        for source in sorted((root / folder).rglob("*")):
            if source.suffix not in (".cpp", ".hpp", ".h", ".c") or "node_modules" in source.parts:
                continue
            path = source.relative_to(root).as_posix()
            room = room_of(path)
            if room is None:
                violations.append(f"{path}: lies in no room of the table")
                continue
            for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
                if not (match := INCLUDE.match(line)):
                    continue
                seen += 1
                name = match[1] or match[2]
                target = resolved(root, source, match[1] is not None, name)
                if not allowed(room, target, name):
                    violations.append(f"{path}:{number}: {room} may not know {target or name}")
    print(f"{seen} includes, {len(violations)} where they should not be")
    print("\n".join(violations))
    return 1 if violations or seen == 0 else 0


sys.exit(main())
