#!/usr/bin/env python3
"""What packaging/sbom writes of a build has the form of CycloneDX 1.5, and names what NOTICE and the lock file name.

    sbom_is_sound.py SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

SHA = {"SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128}
COMPONENT = {"type", "bom-ref", "name", "version", "scope", "purl", "properties", "licenses", "hashes", "components"}
PURL = re.compile(r"^pkg:(deb/debian|npm(/%40[\w.-]+)?)/[\w.%-]+@[\w.~%-]+(\?arch=\w+)?$")


def faults_of_component(component):
    where = component.get("name", "?")
    if not component.keys() <= COMPONENT:
        yield f"{where}: unknown members {component.keys() - COMPONENT}"
    if component.get("type") not in ("application", "library", "file") or not component.get("name"):
        yield f"{where}: no type or name"
    if component["type"] == "library" and not (component.get("version") and PURL.match(component.get("purl", ""))):
        yield f"{where}: no version or package URL: {component.get('purl')}"
    if component.get("scope", "required") not in ("required", "optional", "excluded"):
        yield f"{where}: scope {component['scope']}"
    for given in component.get("hashes", []):
        if not re.fullmatch(r"[0-9a-f]{%d}" % SHA.get(given["alg"], 0), given["content"]):
            yield f"{where}: no {given['alg']}"
    for licence in component.get("licenses", []):
        if len(licence) != 1 or not (licence.get("expression") or licence["license"].get("id") or licence["license"].get("name")):
            yield f"{where}: licence {licence}"
    for inner in component.get("components", []):
        yield from faults_of_component(inner)


def faults_of(bom):
    if (bom["bomFormat"], bom["specVersion"], bom["version"]) != ("CycloneDX", "1.5", 1):
        yield "not CycloneDX 1.5"
    if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bom["serialNumber"]):
        yield "no serial number"
    product = bom["metadata"]["component"]
    everything = [product, *product["components"], *bom["components"]]
    references = [component["bom-ref"] for component in everything]
    yield from (f"{one}: is there twice" for one in set(references) if references.count(one) > 1)
    for component in [product, *bom["components"]]:
        yield from faults_of_component(component)
    for dependency in bom["dependencies"]:
        yield from (f"{one}: is nothing" for one in [dependency["ref"], *dependency["dependsOn"]] if one not in references)


def named_in(notice, heading):
    part = notice.split("\n" + heading)[1].split("\n\n\n")[0].split("\n\n")[-1]
    return [line.split() for line in part.splitlines()]


def missing_from(bom, notice, lock):
    """What ships and is not there."""
    versions = {}
    for component in bom["components"]:
        versions.setdefault((component["purl"].split("/")[0], component["name"]), []).append(component["version"])
    for row in named_in(notice, "Beside the plugin"):
        installed = subprocess.run(["dpkg-query", "--show", "--showformat=${Version}", row[-1]], check=True,
                                   capture_output=True, text=True).stdout
        if installed not in versions.get(("pkg:deb", row[-1]), []):
            yield f"{row[-1]} {installed}"
    for place, package in lock["packages"].items():
        name = package.get("name", place.split("node_modules/")[-1])
        if place and package["version"] not in versions.get(("pkg:npm", name), []):
            yield f"{name} {package['version']}"
    in_portal = {component["name"] for component in bom["components"] if component.get("scope") == "required"}
    yield from {row[0] for row in named_in(notice, "Inside the plugin")} ^ in_portal
    if ("pkg:deb", "libcli11-dev") not in versions:
        yield "what is compiled in"


def main():
    source, build = map(pathlib.Path, sys.argv[1:])
    notice = (source / "NOTICE").read_text(encoding="utf-8")
    lock = json.loads((source / "plugin/portal/package-lock.json").read_text(encoding="utf-8"))
    written = subprocess.run([source / "packaging/sbom", build], check=True, capture_output=True, text=True).stdout
    bom = json.loads(written)
    wrong = [*faults_of(bom), *missing_from(bom, notice, lock)]

    # Neither check is blind.
    broken = copy.deepcopy(bom)
    broken["components"].append(broken["components"][0] | {"type": "libary"})
    if len(list(faults_of(broken))) < 2:
        wrong.append("a component of no type that is there twice is taken")
    if not list(missing_from(bom | {"components": bom["components"][1:]}, notice, lock)):
        wrong.append("a library that lacks is not missed")
    print(f"{len(bom['components'])} components")
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
