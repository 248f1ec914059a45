"""The C headers of the ABI as data: what they declare, without comments and layout of text."""

import re
from dataclasses import dataclass
from pathlib import Path

TEXT_OR_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|/\*.*?\*/|//[^\n]*', re.DOTALL)
# Texts, names of files, a macro with parameters as it is defined, operators, words.
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|<[\w./]+>|(?<=define )\w+\(|&&|\|\||[<>=!]=|->|::|\w+|\S')


def read(folder):
    """Every header below `folder` but those of C++: {path: declarations}."""
    folder = Path(folder)
    paths = sorted(path for path in folder.rglob("*.h") if "cpp" not in path.relative_to(folder).parts)
    if not paths:
        raise SystemExit(f"there are no headers in {folder}")
    return {str(path.relative_to(folder)): declarations(path.read_text(encoding="utf-8")) for path in paths}


def declarations(text):
    """Directives, and declarations with their semicolon, one text each, their tokens apart by one blank."""
    found, tokens = [], []
    for line in TEXT_OR_COMMENT.sub(r"\1 ", text).replace("\\\n", " ").splitlines():
        parts = TOKEN.findall(line)
        if parts and parts[0] == "#":
            found.append(" ".join(parts))
            continue
        for part in parts:
            tokens.append(part)
            whole = tokens.count("{") == tokens.count("}") and part in (";", "}")
            if (whole and part == ";") or tokens == ["extern", '"C"', "{"] or tokens == ["}"]:
                found.append(" ".join(tokens))
                tokens = []
    return found + ([" ".join(tokens)] if tokens else [])


def text_of(headers_declarations):
    """A header that declares this."""
    return "\n".join(headers_declarations) + "\n"


def split(text, separator):
    """The parts of `text` between separators that stand in no parentheses."""
    parts, depth = [""], 0
    for token in text.split():
        depth += (token == "(") - (token == ")")
        if token == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += f" {token}" if parts[-1] else token
    return [part for part in parts if part]


@dataclass
class Member:
    """`neo_status ( * get ) ( void * context ) NEO_NOEXCEPT`, or `int64_t version`."""

    text: str

    @property
    def is_function(self):
        return "( *" in self.text

    @property
    def name(self):
        return re.search(r"\( \* (\w+) \)", self.text)[1] if self.is_function else self.text.split()[-1]

    @property
    def type(self):
        if self.is_function:
            return self.text.replace(f"( * {self.name} )", "( * )", 1)
        return self.text.rsplit(" ", 1)[0]


@dataclass
class Struct:
    name: str
    members: list

    @property
    def grows(self):
        """Whether it says its own length, so that members may come at its end."""
        return any(member.name == "struct_size" for member in self.members)

    @property
    def text(self):
        members = " ".join(f"{member.text} ;" for member in self.members)
        return f"typedef struct {self.name} {{ {members} }} {self.name} ;"


def struct(declaration):
    """The struct that is declared here, or None."""
    match = re.fullmatch(r"typedef struct (\w+) \{ (.*) \} (\w+) ;", declaration)
    return match and Struct(match[3], [Member(text) for text in split(match[2], ";")])


def enumerators(declaration):
    """[(name, value)] of an enum, or None."""
    match = re.fullmatch(r"enum \{ (.*) \} ;", declaration)
    return match and [tuple(part.split(" = ")) for part in split(match[1], ",")]


def definition(declaration):
    """(name, value) of a macro without parameters, or None. The value may be empty."""
    match = re.fullmatch(r"# define (\w+)(?: (.*))?", declaration)
    return match and (match[1], match[2] or "")


def alias(declaration):
    """(name, type) of a typedef that is no struct, or None."""
    match = re.fullmatch(r"typedef (?!struct)(.*) ;", declaration)
    if not match:
        return None
    member = Member(match[1])
    return member.name, member.type
