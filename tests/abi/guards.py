#!/usr/bin/python3 -B
"""guards.py GUARD FROZEN LIVE: what keeps the ABI from being broken, each by itself. FROZEN is the folder of a release in packaging/abi,
LIVE the include folder of the headers that are judged. Guards:
  names     nothing changed in what the headers declare but what may grow (packaging/abi/growth.py)
  layout_c, layout_cpp   pins.h of the release holds in C11 and in C++20 (layout.h)
  first_sizes   readers demand no more of a table than the release has (cpp/table.hpp, first_sizes.cpp)
  canary    abidiff finds two libraries compatible, made with both headers (canary.c)
Fails with what is broken."""

import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parents[1] / "packaging/abi"))
import growth
import headers


def run(*command):
    """What the command says when it fails, nothing when it succeeds."""
    try:
        done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is not installed: packaging/install-dependencies --tests installs it") from None
    return (done.stdout.strip() or f"{command[0]} fails") if done.returncode else ""


def pins(frozen):
    return f'-DPINS="{Path(frozen, "pins.h").resolve()}"'


def names(frozen, live):
    return "\n".join(growth.changes(headers.read(Path(frozen, "neo/host")), headers.read(Path(live, "neo/host"))))


def layout_c(frozen, live):
    return run("gcc", "-std=c11", "-fsyntax-only", "-I", live, pins(frozen), "-x", "c", here / "layout.h")


def layout_cpp(frozen, live):
    return run("g++", "-std=c++20", "-fsyntax-only", "-I", live, pins(frozen), "-x", "c++", here / "layout.h")


def first_sizes(frozen, live):
    return run("g++", "-std=c++20", "-fsyntax-only", "-I", live, pins(frozen), here / "first_sizes.cpp")


def compile_canary(frozen, include, library):
    return run("gcc", "-std=c11", "-g", "-shared", "-fPIC", "-nostdlib", "-I", include, pins(frozen), "-o", library, here / "canary.c")


def structs(include):
    """{name: declaration} of all headers."""
    declared = [each for header in headers.read(Path(include, "neo/host")).values() for each in header]
    return {headers.struct(each).name: each for each in declared if headers.struct(each)}


def compare_canaries(frozen, live, old, new):
    """Only of structs that grew abidiff overlooks a difference, for it would overlook more than what came at their end."""
    before, after = structs(frozen), structs(live)
    grown = [name for name in before if name in after and before[name] != after[name] and growth.grew(before[name], after[name])]
    overlooked = Path(new).with_suffix(".abignore")
    overlooked.write_text("".join(f"[suppress_type]\nname={name}\nhas_data_member_inserted_at=end\n" for name in grown), encoding="utf-8")
    return run("abidiff", "--suppressions", overlooked, old, new)


def canary(frozen, live):
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "frozen.so"), Path(folder, "live.so")
        return compile_canary(frozen, frozen, old) or compile_canary(frozen, live, new) or compare_canaries(frozen, live, old, new)


if __name__ == "__main__":
    known = {guard.__name__: guard for guard in (names, layout_c, layout_cpp, first_sizes, canary)}
    if len(sys.argv) != 4 or sys.argv[1] not in known:
        raise SystemExit(__doc__)
    broken = known[sys.argv[1]](*sys.argv[2:])
    print(broken or f"{sys.argv[3]} keeps what {sys.argv[2]} promised")
    sys.exit(bool(broken))
