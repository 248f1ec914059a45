#!/usr/bin/env python3
"""No form of a request is understood more leniently by neo-host than by a server that may stand in front of it.

Sends every form of forms.py straight to a host, and through HAProxy, nginx and Apache to the same host. It fails when the
host takes what one of them refuses, or answers a second request in it that one of them does not see.

    front_servers.py NEO_HOST PLUGIN_LIBRARY [--verbose]
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import forms

PATIENCE_SECONDS = 2.0
TAKEN = {200, 201, 204, 302, 401, 403, 404, 422}
# What the host takes though a server in front refuses it, and why that harms nobody.
EXCEPTIONS = {
    "target: /%00": "no path and no id holds a control character: it names nothing, which 404 says",
    "target: /healthz%00": "the same",
}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A program with its output in a file, until the end of the test."""

    def __init__(self, name, command, folder):
        self.name = name
        self.log = folder / f"{name}.log"
        program = shutil.which(command[0], path=os.environ.get("PATH", "") + ":/usr/sbin")
        if not program:
            raise SystemExit(f"{command[0]} is not installed: packaging/install-dependencies --tests")
        self.process = subprocess.Popen([program, *command[1:]], cwd=folder, stdout=self.log.open("ab"), stderr=subprocess.STDOUT)

    def wait_for(self, port):
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"{self.name} does not start: {self.log.read_text(errors='replace')}")
                time.sleep(0.05)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def start_host(program, plugin, folder):
    port = free_port()
    (folder / "var").mkdir()
    every = ["neo.view", "neo.edit", "neo.admin", "neo.promote"]
    platform = {
        "organizations": [{"id": "dev", "name": "Dev", "cluster": "eu", "neo_enabled": True, "modules": [],
                           "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]}],
        "users": [{"id": "ana", "name": "Ana", "token": forms.TOKEN.decode(), "grants": [{"organization": "dev", "permissions": every}]}],
        "dataflows": [],
    }
    (folder / "platform.json").write_text(json.dumps(platform))
    config = {
        "listen": {"address": "127.0.0.1", "port": port}, "cluster": "eu", "store": {"backend": "sqlite", "connection": "var/host.db"},
        "platform_file": "platform.json",
        "plugins": [{"library": plugin, "config": {"database": {"backend": "sqlite", "connection": "var/promote.db"}}}],
    }
    (folder / "host.json").write_text(json.dumps(config))
    return port, Server("neo-host", [program, "serve", "--config", str(folder / "host.json")], folder).wait_for(port)


def start_haproxy(folder, host):
    port = free_port()
    (folder / "haproxy.cfg").write_text(f"""
global
  maxconn 400
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
frontend front
  bind 127.0.0.1:{port}
  default_backend neo
backend neo
  server neo 127.0.0.1:{host}
""")
    return port, Server("haproxy", ["haproxy", "-f", str(folder / "haproxy.cfg"), "-db"], folder).wait_for(port)


def start_nginx(folder, host):
    port = free_port()
    paths = "".join(f"  {kind}_temp_path {folder}/nginx-{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log;
{"user root;" if os.geteuid() == 0 else ""}
worker_processes 1;
events {{ worker_connections 400; }}
http {{
  access_log off;
{paths}  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://127.0.0.1:{host}; proxy_http_version 1.1; proxy_set_header Host neo; }}
  }}
}}
""")
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "nginx-errors.log")]
    return port, Server("nginx", command, folder).wait_for(port)


def start_apache(folder, host):
    port = free_port()
    modules = "/usr/lib/apache2/modules"
    load = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "proxy", "proxy_http"))
    (folder / "apache.conf").write_text(f"""ServerRoot {folder}
ServerName neo
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/apache-errors.log
{load}{"User www-data" if os.geteuid() == 0 else ""}
{"Group www-data" if os.geteuid() == 0 else ""}
AllowEncodedSlashes NoDecode
ProxyPass / http://127.0.0.1:{host}/ nocanon
""")
    return port, Server("apache", ["apache2", "-f", str(folder / "apache.conf"), "-DFOREGROUND"], folder).wait_for(port)


def answer_to(port, form):
    """All that comes back until the server closes the connection or says nothing more; nothing from one that is dead."""
    received = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
            try:
                connection.sendall(form)
            except OSError:
                pass  # it has had enough: its answer says why
            while part := connection.recv(65536):
                received += part
    except OSError:
        pass
    return received


def first_status(answer):
    """0: there is none."""
    # What a server says before it knows better is no answer.
    found = re.match(rb"(?:HTTP/1\.[01] 100[^\r]*\r\n(?:[^\r]+\r\n)*\r\n)*HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else 0


def sees_next(answer):
    return b"neo_host_uptime_seconds" in answer


def judge(name, answers):
    """What is wrong with how this form was understood; empty when nothing is."""
    straight = answers["straight"]
    status = first_status(straight)
    if name.startswith("good: "):
        return [f"{where} answers {first_status(answer)}" for where, answer in answers.items() if first_status(answer) not in TAKEN]
    wrong = []
    for where, answer in answers.items():
        there = first_status(answer)
        if status in TAKEN and there not in TAKEN:
            wrong.append(f"the host answers {status}, {where} {there or 'nothing'}")
        elif status < 300 <= there and status in TAKEN:
            wrong.append(f"the host lets in with {status}, behind {where} it answers {there}")
        if sees_next(straight) and not sees_next(answer):
            wrong.append(f"the host sees a second request in it, {where} does not")
    return wrong


def main():
    program, plugin = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])
    verbose = "--verbose" in sys.argv
    every = forms.all_forms()
    servers = []
    with tempfile.TemporaryDirectory(prefix="neo-front-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # Apache's workers are another user
        try:
            host, server = start_host(program, plugin, folder)
            servers.append(server)
            ports = {"straight": host}
            for where, start in (("HAProxy", start_haproxy), ("nginx", start_nginx), ("Apache", start_apache)):
                ports[where], server = start(folder, host)
                servers.append(server)

            def ask(form):
                return {where: answer_to(port, form) for where, port in ports.items()}

            with concurrent.futures.ThreadPoolExecutor(24) as pool:
                answers = dict(zip(every, pool.map(ask, every.values())))
            dead = {server.name: server.log.read_text(errors="replace")[-500:] for server in servers if server.process.poll() is not None}
        finally:
            for server in reversed(servers):
                server.stop()

    wrong = {f"{name} ended": [log] for name, log in dead.items()}
    wrong |= {name: judge(name, answers[name]) for name in every}
    wrong = {name: why for name, why in wrong.items() if why}
    if verbose:
        for name in every:
            print(name[:60].ljust(60), *(f"{where} {first_status(answer)}" for where, answer in answers[name].items()))
    refused = {where: sum(first_status(all_[where]) not in TAKEN for all_ in answers.values()) for where in ports}
    print(f"{len(every)} forms; refused:", ", ".join(f"{where} {number}" for where, number in refused.items()))
    for name, reason in EXCEPTIONS.items():
        print(f"excepted: {name}: {reason}")
        if name not in wrong:
            wrong[name] = ["is an exception, and nothing is wrong with it: take it out of the list"]
        else:
            del wrong[name]
    for name, why in wrong.items():
        print(f"WRONG: {name}: {'; '.join(why)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
