#!/usr/bin/env python3
"""packaging/docs/asvs.md judges each requirement of levels 1 and 2 once, and the tests that it names are there.

    asvs_is_whole.py SOURCE_DIRECTORY
"""
import pathlib
import re
import subprocess
import sys

# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has, numbered from 1.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12,
    "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2}
STATES = {"met", "**not met**", "not applicable"}


def main():
    source = pathlib.Path(sys.argv[1])
    expected = [f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)]
    judged, wrong, named = {}, [], set()
    for line in (source / "packaging/docs/asvs.md").read_text(encoding="utf-8").splitlines():
        if not re.match(r"\| \d", line):
            continue
        numbers, state, why = (cell.strip() for cell in line.strip("|").split("|"))
        if state not in STATES or not why:
            wrong.append(f"{numbers}: {state}, {why}")
        for number in numbers.split(", "):
            judged[number] = judged.get(number, 0) + 1
        named |= set(re.findall(r"`([A-Z]\w{14,})`", why))
    wrong += [f"{number}: is judged {judged.get(number, 0)} times" for number in expected if judged.get(number) != 1]
    wrong += [f"{number}: is no requirement of level 1 or 2" for number in judged if number not in expected]
    tests = subprocess.run(["git", "grep", "--no-index", "-hoE", r"TEST(_[FP])?\(\w+, \w+", "--", "tests"], cwd=source, check=True,
                           capture_output=True, text=True).stdout
    there = {line.rsplit(" ", 1)[1] for line in tests.splitlines()}
    wrong += [f"there is no test {name}" for name in sorted(named - there)]
    print(f"{len(judged)} requirements, {len(named)} tests named")
    print("\n".join(wrong))
    return 1 if wrong or not named else 0


sys.exit(main())
