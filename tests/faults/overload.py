#!/usr/bin/env python3
"""What clients can use up of a host, against what is allowed: memory by who is not logged in, memory by large documents, and
whether its health is told while connections are used up. Prints the figures; fails where one is over.

    overload.py NEO_HOST PLUGIN_LIBRARY
"""

import collections
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

MIB = 1024 * 1024
TOKEN = "token-of-ana-0123456789"
DRAFT = "/api/v1/organizations/dev/dataflows/large/versions/1"
failures = []


def check(what, figure, most, unit="MiB"):
    well = figure <= most
    print(f"{what}: {figure:.1f} {unit}, at most {most} {unit}{'' if well else '   OVER'}", flush=True)
    if not well:
        failures.append(what)


class Host:
    def __init__(self, program, plugin, folder, descriptors=None):
        folder.mkdir()
        (folder / "var").mkdir()
        platform = {
            "organizations": [{"id": "dev", "name": "Dev", "cluster": "eu", "neo_enabled": True, "modules": [],
                               "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]}],
            "users": [{"id": "ana", "name": "Ana", "token": TOKEN,
                       "grants": [{"organization": "dev", "permissions": ["neo.view", "neo.edit"]}]}],
            "dataflows": [{"organization": "dev", "id": "large", "name": "Large", "application": "crm",
                           "versions": [{"version": 1, "state": "draft", "trigger": {"url": "/large", "method": "POST"}, "blocks": [],
                                         "connections": []}]}],
        }
        (folder / "platform.json").write_text(json.dumps(platform))
        config = {
            "listen": {"address": "127.0.0.1", "port": 0}, "cluster": "eu", "store": {"backend": "sqlite", "connection": "var/host.db"},
            "platform_file": "platform.json",
            "plugins": [{"library": plugin, "config": {"database": {"backend": "sqlite", "connection": "var/promote.db"}}}],
        }
        (folder / "host.json").write_text(json.dumps(config))
        self.log = folder / "log"

        def limit():
            if descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        command = [program, "serve", "--config", str(folder / "host.json")]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log.open("wb"), preexec_fn=limit, text=True)
        line = self.process.stdout.readline()
        if "listening on" not in line:
            raise SystemExit(f"the host does not start: {self.log.read_text()}")
        self.port = int(line.rsplit(":", 1)[1])
        for _ in range(200):  # what it needs once
            ask(self.port, request("GET", "/healthz"))
            ask(self.port, request("GET", "/api/v1/organizations/dev"))

    def memory(self, key="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith(key)).split()[1]) / 1024

    def peak_from_now(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def peak(self):
        return self.memory("VmHWM")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            failures.append("the host's end")
            print(self.log.read_text()[-2000:])


def request(method, path, headers="", body=b""):
    head = f"{method} {path} HTTP/1.1\r\nHost: neo\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n{headers}"
    return (head + (f"Content-Length: {len(body)}\r\n" if body else "") + "\r\n").encode() + body


def ask(port, bytes_, patience=120):
    """Status and head of the answer; 0 when there is none."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
            try:
                connection.sendall(bytes_)
            except OSError:
                pass  # it has had enough: its answer says why
            answer = b""
            while part := connection.recv(65536):
                answer += part
    except OSError:
        return 0, b""
    head = answer.split(b"\r\n\r\n")[0]
    return int(head.split(b" ")[1]) if head else 0, head


def health(port, tries=50):
    """Milliseconds of each try; a bad answer counts as a minute."""
    taken = []
    for _ in range(tries):
        start = time.monotonic()
        status, _ = ask(port, request("GET", "/healthz"), patience=10)
        taken.append((time.monotonic() - start) * 1000 if status == 200 else 60_000)
    return sorted(taken)


def strangers(host, number=200, seconds=8):
    """Connections that are not logged in and send what they like, again and again."""
    session = b"POST /api/v1/session HTTP/1.1\r\nHost: neo\r\n"
    plugin = b"POST /extensions/neo/api/v1/promotions HTTP/1.1\r\nHost: neo\r\n"
    draft = f"PUT {DRAFT} HTTP/1.1\r\nHost: neo\r\n".encode()
    large = b"Content-Length: 9437184\r\n\r\n"
    zeros = b"[" + b"0," * 4_000_000
    shapes = [
        session + large + zeros,
        session + b"Transfer-Encoding: chunked\r\n\r\n" + b"1000\r\n" + b"x" * 4096 + b"\r\n" + b"1000\r\n" + b"x" * 4096 + b"\r\n",
        session + b"Content-Length: 4096\r\n\r\n[" + b"0," * 2047 + b"0",
        session + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n[\r\n" * 2000,
        session + b"X-A: " + b"a" * 65_000,
        session + b"a: b\r\n" * 10_000,
        b"GET /" + b"x" * 65_000,
        plugin + large + zeros,
        plugin + b"Transfer-Encoding: chunked\r\n\r\n" + b"100000\r\n" + zeros[:MIB] + b"\r\n",
        draft + large + zeros,
        b"GET /extensions/neo/ui/ HTTP/1.1\r\nHost: neo\r\n\r\n" * 500,
        b"\x16\x03\x01" * 20_000,
    ]
    end = time.monotonic() + seconds

    def one(index):
        turn = index
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", host.port), timeout=1) as connection:
                    connection.sendall(shapes[turn % len(shapes)])
                    while connection.recv(4096):
                        pass
            except OSError:
                pass
            turn += 1

    threads = [threading.Thread(target=one, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def large_document(fill):
    blocks = fill(8 * MIB - 4096)
    return b'{"blocks":' + blocks + b',"connections":[]}'


def usual_blocks(size):
    block = {"type": "script", "name": "x", "config": {"code": "y" * 1000}}
    text = ",".join(json.dumps(block | {"id": f"b{index}"}) for index in range(size // 1100))
    return f"[{text}]".encode()


def many_values(size):
    return b'[{"id":"b","type":"script","name":"x","config":{"n":[' + b"0," * (size // 2 - 64) + b"0]}}]"


def documents(host, body, number=64):
    """What became of so many at once, and the longest that the health took meanwhile."""
    statuses = collections.Counter()

    def one():
        status, head = ask(host.port, request("PUT", DRAFT, "Content-Type: application/json\r\n", body))
        if status == 503 and b"retry-after" not in head.lower():
            failures.append("503 without Retry-After")
        statuses[status] += 1

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    slowest = 0.0
    while any(thread.is_alive() for thread in threads):
        slowest = max(slowest, health(host.port, 1)[0])
        time.sleep(0.05)
    return statuses, slowest


def main():
    program, plugin = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    with tempfile.TemporaryDirectory(prefix="neo-overload-") as name:
        folder = pathlib.Path(name)

        host = Host(program, plugin, folder / "strangers")
        idle = host.memory()
        host.peak_from_now()
        strangers(host)
        check(f"200 connections that are not logged in, over the {idle:.1f} MiB of an idle host", host.peak() - idle, 64)
        host.stop()

        for what, fill in (("usual blocks", usual_blocks), ("many small values", many_values)):
            host = Host(program, plugin, folder / what.replace(" ", "-"))
            idle = host.memory()
            body = large_document(fill)
            host.peak_from_now()
            statuses, slowest = documents(host, body)
            print(f"64 documents of {len(body)} bytes, {what}: {dict(statuses)}; the health took {slowest:.0f} ms at most", flush=True)
            if statuses[200] == 0 or set(statuses) - {200, 503}:
                failures.append("documents are taken or told to wait")
            check(f"peak of them ({idle:.1f} MiB before)", host.peak(), 400)
            since = time.monotonic()
            while host.memory() > 1.5 * idle and time.monotonic() - since < 10:
                time.sleep(0.2)
            check(f"resident {time.monotonic() - since:.1f} s after them", host.memory(), round(1.5 * idle, 1))
            host.stop()

        for number, descriptors in ((1000, None), (250, 128)):
            host = Host(program, plugin, folder / f"idle-{number}", descriptors)
            idle = [socket.create_connection(("127.0.0.1", host.port), timeout=5) for _ in range(number)]
            taken = health(host.port)
            among = f"{number} idle connections" + (f" and {descriptors} descriptors" if descriptors else "")
            print(f"health among {among}: median {taken[len(taken) // 2]:.1f} ms, slowest {taken[-1]:.1f} ms (wanted: 50 ms)", flush=True)
            check(f"health among {among}", taken[len(taken) // 2], 1000, "ms")
            if taken[-1] >= 60_000:
                failures.append("health is always told")
            # Without the security log's, which are objects.
            lines = sum(not line.startswith("{") for line in host.log.read_text().splitlines())
            check(f"lines of the log among {among}", lines, 12, "lines")
            for connection in idle:
                connection.close()
            host.stop()

    print("over or wrong: " + ", ".join(failures) if failures else "all within")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
