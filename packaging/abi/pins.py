#!/usr/bin/python3 -B
"""pins.py HEADERS VERSION: prints a C program that prints pins.h: every member with its offset and type, every size, number and text of
these headers, as macros that tests/abi gives their meaning."""

import re
import sys

import headers


def written(type_):
    """A type as a person writes it."""
    for spaced, tight in ((" *", "*"), ("( ", "("), (" )", ")"), (" ,", ",")):
        type_ = type_.replace(spaced, tight)
    return type_.replace("(*) (", "(*)(").replace("NEO_NOEXCEPT", "PINNED_NOEXCEPT")


def pins_of_struct(struct):
    if struct.grows:
        last = struct.members[-1].name
        padding = f"{struct.name} ends in padding, in which a later member would seem to be there already"
        yield f'_Static_assert(sizeof({struct.name}) == NEO_SIZE_THROUGH({struct.name}, {last}), "{padding}");'
    yield 'puts("");'
    for member in struct.members:
        yield f'printf("MEMBER({struct.name}, {member.name}, %zu, {written(member.type)})\\n", offsetof({struct.name}, {member.name}));'
    yield f'printf("{"GROWING" if struct.grows else "FIXED"}({struct.name}, %zu)\\n", sizeof({struct.name}));'


def pins_of(declaration):
    """Statements of C that print the pins of one declaration."""
    struct, alias, defined = headers.struct(declaration), headers.alias(declaration), headers.definition(declaration)
    if struct:
        yield from pins_of_struct(struct)
    if alias:
        yield f'puts("TYPE({alias[0]}, {written(alias[1])})");'
    if headers.enumerators(declaration):
        yield 'puts("");'
    for name, _ in headers.enumerators(declaration) or []:
        yield f'printf("NUMBER({name}, %lld)\\n", (long long){name});'
    name, value = defined or ("", "")
    if value.startswith('"'):
        text = value.replace('"', '\\"')
        yield f'puts("TEXT({name}, {text})");'
    elif re.match(r"[\dA-Z(]", value) and name != "NEO_ABI_MINOR":
        yield f'printf("NUMBER({name}, %lld)\\n", (long long){name});'


def program(all_headers, version):
    includes = [f"#include <neo/host/{header}>" for header in all_headers]
    yield from ["#include <stdio.h>", *includes, "int main(void) {"]
    yield f'puts("/* The ABI {version}, pinned: see packaging/abi/README.md. Made by packaging/abi/freeze, never edited. */");'
    yield from (f'puts("{line}");' for line in includes)
    for header, declared in all_headers.items():
        yield f'puts("\\n/* {header} */");'
        for declaration in declared:
            yield from pins_of(declaration)
    yield "}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    print("\n".join(program(headers.read(sys.argv[1]), sys.argv[2])))
