#!/usr/bin/python3 -B
"""later.py HEADERS FOLDER: writes the headers as a later minor may have them: with one more function at the end of every struct that
may grow, and with the next minor."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging/abi"))
import growth
import headers


def longer(declaration):
    struct = headers.struct(declaration)
    if not struct or not struct.grows:
        return declaration
    struct.members.append(headers.Member("neo_status ( * later ) ( void * context , neo_text what ) NEO_NOEXCEPT"))
    return struct.text


def with_minor(declared, minor):
    return [f"# define NEO_ABI_MINOR {minor}u" if growth.names_of(each) == ["NEO_ABI_MINOR"] else each for each in declared]


def later(all_headers):
    minor = growth.minor_of(all_headers) + 1
    return {header: [longer(each) for each in with_minor(declared, minor)] for header, declared in all_headers.items()}


def write(all_headers, folder):
    for header, declared in all_headers.items():
        path = Path(folder, header)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(headers.text_of(declared), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    write(later(headers.read(sys.argv[1])), sys.argv[2])
