#!/usr/bin/env python3
"""What comments, tests and documents cite is there: rows, documents with their sections, and relative links.

    citations.py DOCUMENTS FILE_OR_DIRECTORY...

DOCUMENTS is the folder below which cited paths such as plugin/docs/protocol.md begin: the source tree, or where the SDK
was installed to. Rows (T5) are looked for in comments and in the names of tests; the document plugin/docs/requirements.md
says which rows there are.
"""
import pathlib
import re
import sys

C_LIKE = {".h", ".hpp", ".c", ".cpp", ".ts", ".tsx", ".mjs", ".css"}
HASHED = {".txt", ".cmake", ".sh", ".in"}
NOT_OURS = {"node_modules", "dist", "build", "coverage", ".git"}

C_LIKE_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*(?:\n\s*//[^\n]*)*", re.DOTALL)
HASHED_COMMENT = re.compile(r"#[^\n]*(?:\n\s*#[^\n]*)*")
ROW = re.compile(r"(?<![\w%&.-])[A-Z]\d(?!\w)")
TEST = re.compile(r"""TEST(?:_[FP])?\(\w+,\s*((?:[A-Z]\d_)+)|['"`]([A-Z]\d(?:(?:, | to | and )[A-Z]\d)*): """)
PATH = re.compile(r"\bplugin/(?:docs|hooks)/[\w./-]+\.(?:md|json)")
SECTION = re.compile(r"(plugin/docs/[\w-]+\.md), (?:\"([^\"]+)\"|(step|decision)s? (\d)(?:(?:, | and | to )(\d))?)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
DEFINED_ROW = re.compile(r"^\| ([A-Z]\d) \|", re.MULTILINE)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def anchor_of(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


class Citations:
    def __init__(self, documents):
        self.documents = documents
        self.rows = set(DEFINED_ROW.findall((documents / "plugin/docs/requirements.md").read_text(encoding="utf-8")))
        self.looked_at = 0
        self.dead = []

    def expect(self, is_there, file, citation):
        self.looked_at += 1
        if not is_there:
            self.dead.append(f"{file}: {citation}")

    def headings(self, file):
        return HEADING.findall(file.read_text(encoding="utf-8"))

    def check_text(self, file, text):
        """A comment, or a whole document, in one line."""
        for path in PATH.findall(text):
            self.expect((self.documents / path).is_file(), file, path)
        for document, title, kind, *numbers in SECTION.findall(text):
            if not (self.documents / document).is_file():
                continue
            headings = self.headings(self.documents / document)
            for wanted in [title] if title else [f"{kind} {number}:" for number in numbers if number]:
                known = any(wanted == h if title else h.lower().startswith(wanted) for h in headings)
                self.expect(known, file, f"{document}, {wanted}")

    def check_source(self, file, text):
        comments = C_LIKE_COMMENT if file.suffix in C_LIKE else HASHED_COMMENT
        for comment in comments.findall(text):
            line = re.sub(r"\s*\n\s*(?:\*|//|#)?\s*", " ", comment)
            self.check_text(file, line)
            for row in ROW.findall(line):
                self.expect(row in self.rows, file, f"row {row}")
        for names in TEST.findall(text):
            for row in re.findall(r"[A-Z]\d", "".join(names)):
                self.expect(row in self.rows, file, f"row {row}")

    def check_document(self, file, text):
        self.check_text(file, re.sub(r"\s*\n\s*", " ", text))
        for link in LINK.findall(re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)):
            if re.match(r"\w+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = file.parent / path if path else file
            is_there = target.exists()
            if is_there and anchor and target.suffix == ".md":
                is_there = anchor in map(anchor_of, self.headings(target))
            self.expect(is_there, file, link)

    def check(self, file):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".md":
            self.check_document(file, text)
        else:
            self.check_source(file, text)


def files_below(start):
    if start.is_file():
        yield start
        return
    for entry in sorted(start.iterdir()):
        if entry.is_dir():
            if entry.name not in NOT_OURS:
                yield from files_below(entry)
        elif entry.suffix in C_LIKE | HASHED | {".md"}:
            yield entry


def main(documents, *starts):
    citations = Citations(pathlib.Path(documents))
    for start in starts:
        for file in files_below(pathlib.Path(start)):
            citations.check(file)
    print(*citations.dead, f"{citations.looked_at} citations, {len(citations.dead)} dead", sep="\n")
    return 1 if citations.dead or not citations.looked_at else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
