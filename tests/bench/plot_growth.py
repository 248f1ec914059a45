#!/usr/bin/env python3
"""Draws what history_bench measured: milliseconds of a page by the promotions behind it, a panel a backend and build.

Usage: plot_growth.py HISTORY.json PLOT.svg
"""
import html
import json
import math
import re
import sys

WIDTH, HEIGHT = 460, 340  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 60, 12, 34, 40  # of its frame
MOST_NAMED = 8  # lines: those that grew most
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8b4513"]


def panels_of(rows):
    """{(backend, what): {question: [(promotions, ms), …]}}"""
    panels = {}
    for row in rows:
        points = []
        for name, value in row.items():
            size = re.fullmatch(r"(\d+) ms", name)
            if size and value is not None:
                points.append((int(size[1]), value))
        panels.setdefault((row["backend"], row["what"]), {})[row["question"]] = points
    floors = {backend: lines for (backend, what), lines in panels.items() if what == "floor"}
    return {(backend, what): lines | floors.get(backend, {}) for (backend, what), lines in panels.items() if what != "floor"}


def text(x, y, words, size=11, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{html.escape(words)}</text>'


def panel(x0, y0, title, lines, sizes, least, most):
    """A frame with logarithmic axes, and in it a line a question."""
    def x_of(size):
        span = math.log(sizes[-1] / sizes[0]) or 1
        return x0 + LEFT + (WIDTH - LEFT - RIGHT) * math.log(size / sizes[0]) / span

    def y_of(milliseconds):
        span = math.log(most / least)
        return y0 + HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * math.log(milliseconds / least) / span

    out = [text(x0 + LEFT, y0 + 20, title, 13)]
    for size in sizes:
        out.append(f'<line x1="{x_of(size):.1f}" x2="{x_of(size):.1f}" y1="{y_of(least):.1f}" y2="{y_of(most):.1f}" stroke="#ddd"/>')
        out.append(text(x_of(size), y0 + HEIGHT - BOTTOM + 16, f"{size:,}", anchor="middle"))
    for power in range(round(math.log10(least)), round(math.log10(most)) + 1):
        y = y_of(10 ** power)
        out.append(f'<line x1="{x0 + LEFT}" x2="{x0 + WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(text(x0 + LEFT - 6, y + 4, f"{10 ** power:g} ms", anchor="end"))
    grown = sorted(lines, key=lambda name: lines[name][-1][1] / lines[name][0][1], reverse=True)
    for name in reversed(grown):
        named = grown.index(name) < MOST_NAMED
        colour = COLOURS[grown.index(name) % len(COLOURS)] if named else "#bbb"
        points = " ".join(f"{x_of(size):.1f},{y_of(milliseconds):.1f}" for size, milliseconds in lines[name])
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{2 if named else 1}">'
                   f"<title>{html.escape(name)}</title></polyline>")
    for at, name in enumerate(grown[:MOST_NAMED]):
        factor = lines[name][-1][1] / lines[name][0][1]
        out.append(text(x0 + LEFT, y0 + HEIGHT + 12 + 14 * at, f"× {factor:.1f}  {name}", colour=COLOURS[at % len(COLOURS)]))
    return out


def main(json_file, svg_file):
    with open(json_file, encoding="utf-8") as file:
        panels = panels_of(json.load(file)["tables"][0]["rows"])
    points = [point for lines in panels.values() for line in lines.values() for point in line]
    sizes = sorted({size for size, _ in points})
    least = 10 ** math.floor(math.log10(min(ms for _, ms in points)))
    most = 10 ** math.ceil(math.log10(max(ms for _, ms in points)))
    columns = len({what for _, what in panels})
    step = HEIGHT + 14 * MOST_NAMED + 30
    out = []
    for at, ((backend, what), lines) in enumerate(panels.items()):
        out += panel(WIDTH * (at % columns), step * (at // columns), f"{backend}, {what}", lines, sizes, least, most)
    rows = -(-len(panels) // columns)
    with open(svg_file, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * columns} {step * rows}" font-family="sans-serif">\n'
                   f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(out) + "\n</svg>\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
