#!/usr/bin/python3 -B
"""unspoken.py HEADERS CONVERSATION: fails with the functions of services and hooks that the frozen plugin and host did not call."""

import re
import sys
from pathlib import Path

import headers


def functions(all_headers):
    """["history/1 get"] of every table."""
    for declared in all_headers.values():
        ids = [value.strip('"') for name, value in filter(None, map(headers.definition, declared)) if re.match("NEO_(SERVICE|HOOK)_", name)]
        for struct in filter(None, map(headers.struct, declared)):
            for id_ in ids:
                if struct.name == f"neo_{id_.replace('-', '_').replace('/', '_')}":
                    yield from (f"{id_} {member.name}" for member in struct.members if member.is_function)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    conversation = Path(sys.argv[2]).read_text(encoding="utf-8")
    unspoken = [each for each in functions(headers.read(sys.argv[1])) if not re.search(rf"^[<>] {re.escape(each)} ", conversation, re.MULTILINE)]
    for each in unspoken:
        print(f"Nobody calls {each}: teach tests/abi/frozen_plugin.c and frozen_host.c to.", file=sys.stderr)
    sys.exit(bool(unspoken))
