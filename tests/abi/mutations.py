#!/usr/bin/python3 -B
"""mutations.py [--all] FROZEN LIVE: breaks the headers of a release in every way that is known here, one place at a time, and asks the
guards of guards.py. Prints who saw what, as the table in packaging/abi/README.md has it. Fails when a broken header passes, when a guard
misses what it is there for, or when one refuses what is allowed. FROZEN is the folder of a release in packaging/abi, LIVE the include
folder whose cpp/table.hpp is broken. Takes some places of each kind, spread over all headers; with --all every place."""

import os
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import guards  # also makes packaging/abi importable
import growth
import headers
import later

OTHER_TYPE = {
    "int64_t": "int32_t", "uint64_t": "int64_t", "int32_t": "int64_t", "uint32_t": "uint64_t", "uint16_t": "uint32_t", "size_t": "uint32_t",
    "neo_text": "const char *", "neo_sink": "neo_sink *", "neo_http_responder": "neo_http_responder *",
    "void *": "const void *", "const void *": "void *", "const char *": "char *", "int32_t *": "int64_t *", "void * *": "void *",
}  # fmt: skip


def other_type(type_):
    """A type that takes its place: narrower, wider, by pointer, or without const."""
    if type_ in OTHER_TYPE:
        return OTHER_TYPE[type_]
    return type_.removeprefix("const ") if type_.startswith("const ") else f"const {type_} *"


def function(member):
    """[result, name, arguments, noexcept] of a function member."""
    result, name, arguments, noexcept = re.fullmatch(r"(.*) \( \* (\w+) \) \( (.*) \)( NEO_NOEXCEPT)?", member.text).groups()
    return [result, name, headers.split(arguments, ","), noexcept or ""]


def member_of(result, name, arguments, noexcept):
    return headers.Member(f"{result} ( * {name} ) ( {' , '.join(arguments)} ){noexcept}")


def swapped(items, at):
    return items[:at] + [items[at + 1], items[at]] + items[at + 2 :]


# Each way of breaking takes what it breaks and yields it broken, at one place after the other.


def removed(items):
    for at in range(len(items)):
        yield items[:at] + items[at + 1 :]


def neighbours_swapped(items):
    for at in range(len(items) - 1):
        yield swapped(items, at)


def inserted(members):
    for at in range(len(members)):
        yield members[:at] + [headers.Member("int64_t inserted")] + members[at:]


def retyped(members):
    for at, member in enumerate(members):
        if not member.is_function:
            yield members[:at] + [headers.Member(f"{other_type(member.type)} {member.name}")] + members[at + 1 :]


def to_double(members):
    for at, member in enumerate(members):
        if member.type in ("int64_t", "uint64_t"):
            yield members[:at] + [headers.Member(f"double {member.name}")] + members[at + 1 :]


def in_functions(change):
    """`change` gets [result, name, arguments, noexcept] and yields broken ones."""

    def change_members(members):
        for at, member in enumerate(members):
            for broken in change(*function(member)) if member.is_function else ():
                yield members[:at] + [member_of(*broken)] + members[at + 1 :]

    return change_members


@in_functions
def argument_added(result, name, arguments, noexcept):
    yield result, name, [*arguments, "int32_t added"], noexcept


@in_functions
def argument_removed(result, name, arguments, noexcept):
    for left in removed(arguments):
        yield result, name, left or ["void"], noexcept


@in_functions
def argument_retyped(result, name, arguments, noexcept):
    for at, argument in enumerate(arguments):
        type_, _, argument_name = argument.rpartition(" ")
        yield result, name, [*arguments[:at], f"{other_type(type_)} {argument_name}", *arguments[at + 1 :]], noexcept


def arguments_swapped(of_one_type):
    @in_functions
    def change(result, name, arguments, noexcept):
        types = [argument.rpartition(" ")[0] for argument in arguments]
        for at in range(len(arguments) - 1):
            if (types[at] == types[at + 1]) == of_one_type:
                yield result, name, swapped(arguments, at), noexcept

    return change


@in_functions
def result_changed(result, name, arguments, noexcept):
    for other in {"neo_status": ("int64_t", "void"), "void": ("neo_status",)}.get(result, ("void *",)):
        yield other, name, arguments, noexcept


@in_functions
def noexcept_dropped(result, name, arguments, noexcept):
    if noexcept:
        yield result, name, arguments, ""


def appended_to_fixed(declaration):
    struct = headers.struct(declaration)
    if struct and not struct.grows:
        yield [headers.Struct(struct.name, [*struct.members, headers.Member("void * appended")]).text]


def packed(declaration):
    if headers.struct(declaration):
        yield ["# pragma pack ( 2 )", declaration, "# pragma pack ( )"]


def renumbered(items):
    for at, (name, value) in enumerate(items):
        yield items[:at] + [(name, str(int(value) + 100))] + items[at + 1 :]


def numbers_swapped(items):
    for at in range(len(items) - 1):
        (one, first), (other, second) = items[at], items[at + 1]
        yield items[:at] + [(one, second), (other, first)] + items[at + 2 :]


def number_taken(items):
    yield [*items, ("NEO_NEW", items[-1][1])]


def text_edited(name, value):
    if value.startswith('"'):
        yield f'# define {name} {value[:-1]}s"'


def value_edited(name, value):
    if re.match(r"[\dA-Z(]", value):
        yield f"# define {name} ( {value} + 1 )"
    if name == "NEO_NOEXCEPT" and value:
        yield f"# define {name}"


def macro_removed(name, value):
    if value:
        yield ""


def alias_changed(declaration):
    name, type_ = headers.alias(declaration) or ("", "")
    if "( *" in type_:
        yield [declaration.replace("( void )", "( int32_t )")]
        yield [declaration.replace("const ", "", 1)]
    elif name:
        yield [f"typedef {other_type(type_)} {name} ;"]


def comparison_changed(declaration):
    if declaration.startswith("# define NEO_HAS"):
        yield [declaration.replace(">=", ">")]
    if declaration.startswith("# define NEO_SIZE_THROUGH"):
        yield [declaration.replace("+", "-")]


def linkage_dropped(declaration):
    if declaration in ('extern "C" {', "}"):
        yield []


def name_redefined(declaration):
    if declaration.startswith("# include") or headers.struct(declaration):
        yield [declaration, "# define int32_t int16_t"]
    for name, _ in headers.enumerators(declaration) or []:
        yield [declaration, f"# define {name} 77"]


def type_hidden(declaration):
    if headers.struct(declaration):
        yield ["# if 0", declaration, "# endif"]


# And each is applied at every place of all headers.


def everywhere(change):
    """`change` takes a declaration and yields the declarations that take its place."""

    def apply(given):
        for header, declared in given.items():
            for at, declaration in enumerate(declared):
                for broken in change(declaration):
                    yield {**given, header: [*declared[:at], *broken, *declared[at + 1 :]]}

    return apply


def in_members(change):
    def change_declaration(declaration):
        struct = headers.struct(declaration)
        for members in change(struct.members) if struct else ():
            yield [headers.Struct(struct.name, members).text]

    return everywhere(change_declaration)


def in_enumerators(change):
    def change_declaration(declaration):
        for items in change(headers.enumerators(declaration)) if headers.enumerators(declaration) else ():
            yield [f"enum {{ {' , '.join(f'{name} = {value}' for name, value in items)} }} ;"]

    return everywhere(change_declaration)


def in_macros(change):
    def change_declaration(declaration):
        defined = headers.definition(declaration)
        for broken in change(*defined) if defined and defined[0] != "NEO_ABI_MINOR" else ():
            yield [broken]

    return everywhere(change_declaration)


def appended(given):
    """A member at the end of one struct that may grow."""

    def change(declaration):
        if later.longer(declaration) != declaration:
            yield [later.longer(declaration)]

    return everywhere(change)(given)


def header_removed(given):
    for header in given:
        if header != "abi.h":
            yield {other: declared for other, declared in given.items() if other != header}


def one_header(given):
    """A header that brings an id, a table and a number."""
    return {**given, "hook/new.h": ["# include <neo/host/abi.h>", '# define NEO_HOOK_NEW_1 "new/1"', "enum { NEO_NEW = 1 } ;",
                                   "typedef struct neo_new_1 { uint32_t struct_size ; } neo_new_1 ;"]}  # fmt: skip


def raised(change):
    """The same with a higher minor."""

    def apply(given):
        for changed in change(given):
            yield {header: later.with_minor(declared, growth.minor_of(given) + 1) for header, declared in changed.items()}

    return apply


def status_added(items):
    yield [*items, ("NEO_ADDED", str(max(int(value) for _, value in items) + 1))]


def tables(given):
    """Of which cpp/table.hpp may demand what came later."""
    for declared in given.values():
        yield from (struct.name for struct in filter(None, map(headers.struct, declared)) if re.search(r"_\d+$", struct.name))


GUARDS = ["names", "layout_c", "layout_cpp", "canary", "first_sizes"]
ALL = {"names", "layout_c", "layout_cpp", "canary"}
WITHOUT_CANARY = ALL - {"canary"}  # abidiff does not see what is no type, and takes for harmless const, and pointers that change places
# What is done: (how, the guards that must see it at every place). The minor is raised as well, so that what may grow may.
BROKEN = {
    "member removed": (in_members(removed), ALL),
    "member inserted": (in_members(inserted), ALL),
    "two members swapped": (in_members(neighbours_swapped), ALL),
    "member of another type": (in_members(retyped), WITHOUT_CANARY),
    "integer member to double": (in_members(to_double), ALL),
    "struct packed": (everywhere(packed), {"names"}),
    "struct taken away": (everywhere(type_hidden), ALL),
    "struct without a length grows": (everywhere(appended_to_fixed), ALL),
    "argument added": (in_members(argument_added), ALL),
    "argument removed": (in_members(argument_removed), ALL),
    "argument of another type": (in_members(argument_retyped), WITHOUT_CANARY),
    "two arguments swapped": (in_members(arguments_swapped(of_one_type=False)), WITHOUT_CANARY),
    "two arguments of one type swapped": (in_members(arguments_swapped(of_one_type=True)), {"names"}),
    "result of another type": (in_members(result_changed), WITHOUT_CANARY),
    "noexcept dropped": (in_members(noexcept_dropped), {"names", "layout_cpp"}),
    "id, permission, symbol edited": (in_macros(text_edited), WITHOUT_CANARY),
    "number or size edited, noexcept emptied": (in_macros(value_edited), {"names", "layout_cpp"}),
    "macro removed": (in_macros(macro_removed), {"names"}),
    "macro of lengths changed": (everywhere(comparison_changed), {"names"}),
    "status renumbered": (in_enumerators(renumbered), WITHOUT_CANARY),
    "two statuses swapped": (in_enumerators(numbers_swapped), WITHOUT_CANARY),
    "status removed": (in_enumerators(removed), WITHOUT_CANARY),
    "new status, old number": (in_enumerators(number_taken), {"names"}),
    "type's other name changed": (everywhere(alias_changed), WITHOUT_CANARY),
    "C linkage dropped": (everywhere(linkage_dropped), {"names"}),
    "name redefined": (everywhere(name_redefined), {"names"}),
    "header removed": (header_removed, ALL),
}
BROKEN_WITH_THE_SAME_MINOR = {
    "member appended, same minor": (appended, {"names"}),
    "new header, same minor": (lambda given: [one_header(given)], {"names"}),
    "more demanded of a table": (tables, {"first_sizes"}),
}
ALLOWED = {
    "nothing, written otherwise": lambda given: [given],
    "comment changed": lambda given: [{header: ["/* In other words. */", *declared] for header, declared in given.items()}],
    "member appended, minor raised": raised(appended),
    "members appended everywhere": lambda given: [later.later(given)],
    "members appended, none demanded": lambda given: ["no table"],
    "status added, minor raised": raised(in_enumerators(status_added)),
    "header added, minor raised": raised(lambda given: [one_header(given)]),
}


class Judge:
    """Asks every guard about headers. Any thread."""

    def __init__(self, frozen, live, folder):
        self.frozen, self.live, self.folder = frozen, Path(live, "neo/host"), folder
        self.canary = folder / "frozen.so"
        if broken := guards.compile_canary(frozen, frozen, self.canary):
            raise SystemExit(broken)

    def __call__(self, changed):
        """The names of the guards that see something broken: in headers, or where the table of this name is demanded as a later minor has it."""
        with tempfile.TemporaryDirectory(dir=self.folder) as include:
            if isinstance(changed, str):
                return self.demand(changed, include)
            later.write(changed, Path(include, "neo/host"))
            library = Path(include, "canary.so")
            found = {name for name in ("names", "layout_c", "layout_cpp") if getattr(guards, name)(self.frozen, include)}
            if guards.compile_canary(self.frozen, include, library) or guards.compare_canaries(self.frozen, include, self.canary, library):
                found.add("canary")
            return found

    def demand(self, table, include):
        later.write(later.later(headers.read(self.live)), Path(include, "neo/host"))
        header = Path(include, "neo/host/cpp/table.hpp")
        header.parent.mkdir()
        text = (self.live / "cpp/table.hpp").read_text(encoding="utf-8")
        header.write_text(re.sub(rf"(\({table}, NEO_\w+, )\w+", r"\1later", text), encoding="utf-8")
        return {"first_sizes"} if guards.first_sizes(self.frozen, include) else set()


def spread(changed, most):
    """Not more than `most` of them, from all over."""
    changed = list(changed)
    return changed[:: -(-len(changed) // most)] if changed else []


def difference(original, changed):
    """Where it was broken, for a person."""
    if isinstance(changed, str):
        return changed
    known = {part for declared in original.values() for each in declared for part in each.split(" ; ")}
    parts = (part for declared in changed.values() for each in declared for part in each.split(" ; "))
    return next((part for part in parts if part not in known), "something was taken away or moved")


def main(frozen, live, most):
    original = headers.read(Path(frozen, "neo/host"))
    cases = [(what, how, None) for what, how in ALLOWED.items()]
    cases += [(what, raised(how), expected) for what, (how, expected) in BROKEN.items()]
    cases += [(what, how, expected) for what, (how, expected) in BROKEN_WITH_THE_SAME_MINOR.items()]
    failed, total = [], 0
    print(f"| | places | {' | '.join(GUARDS)} |")
    print("|---|" + "--:|" * (1 + len(GUARDS)))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as threads:
        judge = Judge(frozen, live, Path(folder))
        for what, how, expected in cases:
            places = spread(how(original), most)
            results = list(threads.map(judge, places))
            counts = (sum(guard in seen for seen in results) for guard in GUARDS)
            print(f"| {what} | {len(results)} | {' | '.join(str(count or '') for count in counts)} |", flush=True)
            total += len(results)
            if not places:
                failed.append(f"{what}: there is no place for it")
            for changed, seen in zip(places, results):
                if expected is None and seen:
                    failed.append(f"{what}: refused by {', '.join(sorted(seen))}: {difference(original, changed)}")
                if expected and expected - seen:
                    failed.append(f"{what}: not seen by {', '.join(sorted(expected - seen))}: {difference(original, changed)}")
    print(f"\n{total} changed headers, {len(failed)} failures", *failed, sep="\n")
    return bool(failed)


if __name__ == "__main__":
    most = 1_000_000 if "--all" in sys.argv else 12
    folders = [argument for argument in sys.argv[1:] if argument != "--all"]
    if len(folders) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(*folders, most))
