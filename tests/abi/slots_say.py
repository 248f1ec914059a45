#!/usr/bin/env python3
"""Each function of the C ABI says in its comment what it answers, and since when (Statuses:, Since:).

    slots_say.py INCLUDE_DIRECTORY

A function is a member of a struct that points to one, in any header *.h below the directory.
"""
import pathlib
import re
import sys

STRUCT = re.compile(r"typedef struct (\w+) \{(.*?)\n\} \1;", re.DOTALL)
PART = re.compile(r"(?P<comment>/\*.*?\*/)|\(\*(?P<function>\w+)\)\(|(?P<end>;)", re.DOTALL)
NEEDED = ("Statuses:", "Since:")


def functions_of(struct_body):
    """Name and comment of each function."""
    comment = ""
    for part in PART.finditer(struct_body):
        if part["function"]:
            yield part["function"], comment
        else:
            comment = part["comment"] or ""


def main(directory):
    functions = [
        (f"{header}: {struct}.{function}", comment)
        for header in sorted(pathlib.Path(directory).rglob("*.h"))
        for struct, body in STRUCT.findall(header.read_text(encoding="utf-8"))
        for function, comment in functions_of(body)
    ]
    silent = [f'{name} has no "{word}"' for name, comment in functions for word in NEEDED if word not in comment]
    print(*silent, f"{len(functions)} functions, {len(silent)} words missing", sep="\n")
    return 1 if silent or not functions else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
