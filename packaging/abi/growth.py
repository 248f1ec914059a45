#!/usr/bin/python3 -B
"""growth.py FROZEN LIVE: fails unless the live headers are the frozen ones, comments and blanks aside, or have a higher minor and only
grew: members at the end of structs that say their length, enumerators with new numbers, new macros, types, headers. Names are compared
too: two arguments of one type that change places are seen here and nowhere else."""

import difflib
import re
import sys

import headers


def names_of(declaration):
    """The names that it gives to something."""
    struct, alias = headers.struct(declaration), headers.alias(declaration)
    macro = re.match(r"# define (\w+)", declaration)
    if struct:
        return [struct.name]
    if alias:
        return [alias[0]]
    return [macro[1]] if macro else [name for name, _ in headers.enumerators(declaration) or []]


def number(text):
    """What an enumerator or a macro is set to; None if that is no plain number."""
    match = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)u?", text)
    return int(match[1], 0) if match else None


def minor_of(all_headers):
    defined = dict(filter(None, map(headers.definition, all_headers["abi.h"])))
    minor = number(defined.get("NEO_ABI_MINOR", ""))
    if minor is None:
        raise SystemExit("abi.h does not define NEO_ABI_MINOR as a number like 0u")
    return minor


def grew(old, new):
    """Whether `new` is `old`, grown as the rules allow."""
    before, after = headers.struct(old), headers.struct(new)
    if before and after:
        return before.name == after.name and before.grows and after.members[: len(before.members)] == before.members
    before, after = headers.enumerators(old), headers.enumerators(new)
    if before and after:
        numbers = [number(value) for _, value in after]
        return after[: len(before)] == before and None not in numbers and len(set(numbers)) == len(numbers)
    before, after = headers.definition(old), headers.definition(new)
    return bool(before and after) and before[0] == after[0] == "NEO_ABI_MINOR"


def may_be_new(declaration, taken):
    """Whether this may come to what was declared before without changing it."""
    names = names_of(declaration)
    if not names:
        return re.match(r"# include <", declaration) is not None
    return all(name.lower().startswith("neo_") and name not in taken for name in names)


def changes(frozen, live):
    """What the live headers may not do to the frozen ones, each a sentence."""
    found = [f"{header}: the header is gone" for header in frozen if header not in live]
    grown = [f"{header}: the header" for header in live if header not in frozen]
    taken = {name for declared in frozen.values() for each in declared for name in names_of(each)}
    for header in sorted(set(frozen) & set(live)):
        old, new = frozen[header], live[header]
        for kind, at, end, new_at, new_end in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
            arrived = [] if kind == "equal" else new[new_at:new_end]
            for declaration in [] if kind == "equal" else old[at:end]:
                successor = next((each for each in arrived if grew(declaration, each)), None)
                if successor is None:
                    found.append(f"{header}: was changed, moved or taken away: {declaration}")
                else:
                    arrived.remove(successor)
                    grown += [f"{header}: {name}" for name in names_of(declaration) if name != "NEO_ABI_MINOR"]
            found += [f"{header}: is more than an addition: {each}" for each in arrived if not may_be_new(each, taken)]
            grown += [f"{header}: {each}" for each in arrived if may_be_new(each, taken)]
    before, after = minor_of(frozen), minor_of(live)
    if after < before:
        found.append(f"NEO_ABI_MINOR went back from {before} to {after}")
    if after == before:
        found += [f"{each} is new or longer: raise NEO_ABI_MINOR" for each in grown]
    return found


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    broken = changes(headers.read(sys.argv[1]), headers.read(sys.argv[2]))
    print("\n".join(broken) or "nothing changed but what may grow")
    sys.exit(bool(broken))
