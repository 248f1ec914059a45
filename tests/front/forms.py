"""Forms of requests, to the byte: good ones, odd ones, and those by which one server is made to understand what another does not."""

import re

TOKEN = b"token-of-ana-0123456789"
PREFLIGHT = b"/extensions/neo/api/v1/promotions/preflight"
NEXT = b"GET /metrics HTTP/1.1\r\nHost: neo\r\nConnection: close\r\n\r\n"
BODY = b"{}"


def get(line=b"GET /healthz HTTP/1.1", headers=b"Host: neo\r\n"):
    return line + b"\r\n" + headers + b"Connection: close\r\n\r\n"


def post(framing, body, rest=b"", version=b"1.1"):
    return (
        b"POST " + PREFLIGHT + b" HTTP/" + version + b"\r\nHost: neo\r\nContent-Type: application/json\r\n"
        b"Authorization: Bearer " + TOKEN + b"\r\n" + framing + b"Connection: close\r\n\r\n" + body + rest
    )


def chunks(body):
    return post(b"Transfer-Encoding: chunked\r\n", body)


def named(texts):
    return {re.sub(rb"[^ -~]", lambda c: b"\\x%02x" % c[0][0], text).decode(): text for text in texts}


# Every server must take these: otherwise nothing is compared.
GOOD = {
    "GET": get(),
    "GET of HTTP/1.0": b"GET /healthz HTTP/1.0\r\n\r\n",
    "GET with a query": get(b"GET /healthz?a=%41&b HTTP/1.1"),
    "GET with a port in Host": get(headers=b"Host: neo:80\r\n"),
    "GET with odd but good names": get(headers=b"Host: neo\r\n!#$%&'*+-.^`|~: 1\r\n"),
    "GET with an empty header": get(headers=b"Host: neo\r\nX-A:\r\n"),
    "GET with high bytes in a header": get(headers=b"Host: neo\r\nX-A: caf\xc3\xa9\r\n"),
    "POST with a length": post(b"Content-Length: 2\r\n", BODY),
    "POST in a chunk": chunks(b"2\r\n{}\r\n0\r\n\r\n"),
    "POST in two chunks": chunks(b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"),
    "chunk size with zeros before it": chunks(b"0002\r\n{}\r\n0\r\n\r\n"),
    "chunk extension": chunks(b"2;a=b\r\n{}\r\n0\r\n\r\n"),
    "trailer": chunks(b"2\r\n{}\r\n0\r\nX-A: 1\r\n\r\n"),
}

METHODS = named([b"get", b"Get", b"gEt", b"GETT", b"G", b"BREW", b"PURGE", b"DEBUG", b"G(T", b"G\x80T", b"G\x00T", b"", b"G/T", b"TRACE", b"PRI"])
VERSIONS = named([b"HTTP/0.9", b"HTTP/1.2", b"HTTP/1.10", b"HTTP/01.1", b"HTTP/1.01", b"HTTP/2.0", b"HTTP/3", b"HTTP/1", b"http/1.1", b"Http/1.1",
                  b"HTTP /1.1", b"HTTP/ 1.1", b"HTTP/1.1x", b"HTTP/-1.1", b"HTTPS/1.1", b"FTP/1.1", b"HTTP/1,1", b"HTTP/1.1 x", b""])
LINES = named([b"GET  /healthz HTTP/1.1", b"GET /healthz  HTTP/1.1", b" GET /healthz HTTP/1.1", b"GET /healthz HTTP/1.1 ", b"GET\t/healthz\tHTTP/1.1",
               b"GET /healthz\tHTTP/1.1", b"GET /healthz", b"GET", b"GET /heal thz HTTP/1.1", b"\r\nGET /healthz HTTP/1.1", b"\nGET /healthz HTTP/1.1",
               b"GET\x0b/healthz HTTP/1.1", b"GET /healthz\x0cHTTP/1.1", b"GET /healthz HTTP/1.1\r"])
TARGETS = named([b"healthz", b"*", b"neo:80", b"http://neo/healthz", b"http://other/healthz", b"https://neo/healthz", b"//healthz", b"/healthz#x", b"/healthz#",
                 b"/healthz?#x", b"/%68ealthz", b"/%", b"/%4", b"/%zz", b"/%00", b"/healthz%00", b"/healthz%0a", b"/%ff", b"/%2e%2e/healthz", b"/../healthz",
                 b"/x/../healthz", b"/./healthz", b"/x/%2e%2e/healthz", b"/\\healthz", b"/healthz\x00", b"/healthz\x01", b"/healthz\x7f", b"/healthz\x80",
                 b"/caf\xc3\xa9", b"/healthz?\x01", b"/healthz?caf\xc3\xa9", b"?x", b"", b"/healthz;x", b"/extensions/neo/%61pi/v1/me", b"/extensions%2Fneo/api/v1/me",
                 b"/healthz?a=\x7f", b"/healthz?\x00"])
HOSTS = {
    "none": b"",
    "two": b"Host: neo\r\nHost: neo\r\n",
    "two different ones": b"Host: neo\r\nHost: other\r\n",
    "two in other case": b"Host: neo\r\nhOST: neo\r\n",
} | {
    name: b"Host: " + host + b"\r\n"
    for name, host in named([b"", b"neo, other", b"neo other", b"neo/x", b"neo@other", b"neo\\other", b"neo?x", b"neo#x", b":80", b"neo:x", b"neo:80:80",
                             b"[::1", b"[x]", b"neo\x80", b"neo\x01", b"neo\x00", b"neo:-1", b"neo\tx", b"n%65o", b"<neo>"]).items()
}
HEADERS = {
    name: b"Host: neo\r\n" + lines
    for name, lines in (named([b"X-A : 1\r\n", b"X-A\t: 1\r\n", b" X-A: 1\r\n", b"X A: 1\r\n", b": 1\r\n", b"X-A\r\n", b"X-A 1\r\n", b"X(: 1\r\n", b"X\x80: 1\r\n", b"X\x00: 1\r\n",
                               b"X\x01: 1\r\n", b"\"X\": 1\r\n", b"X-A: 1\x00\r\n", b"X-A: 1\x01\r\n", b"X-A: 1\x08\r\n", b"X-A: 1\x7f\r\n", b"X-A: 1\r2\r\n", b"X-A: 1\r\r\n",
                               b"X-A: 1\n", b"X-A: 1\n\r\n", b"X-A: 1\r\n 2\r\n", b"X-A: 1\r\n\t2\r\n", b"X-A:\r\n 2\r\n", b"X-A: 1\r\n \r\n", b"X-A: 1\x0b2\r\n", b"X-A: 1\x1b[0m\r\n",
                               b"Host : other\r\n", b"Host\r\n", b"X-A: 1\r\n Host: other\r\n", b"X/A: 1\r\n", b"X@A: 1\r\n", b"[X]: 1\r\n", b"{X}: 1\r\n", b"X,A: 1\r\n", b"X;A: 1\r\n",
                               b"Expect: 100-continues\r\n", b"Expect: x\r\n", b"Expect: 100-continue, x\r\n"])
                        | {"101 headers more": b"X-A: 1\r\n" * 101, "1,000 headers more": b"X-A: 1\r\n" * 1000, "a header of 100 KB": b"X-A: " + b"a" * 100_000 + b"\r\n"}).items()
}
LENGTHS = named([b"", b" ", b"+2", b"-2", b"-0", b"0x2", b"2 ", b"2 0", b"2,2", b"2, 2", b"2,", b",2", b"2;", b"2.0", b"2e0", b"2a", b"a", b"\"2\"", b"\x002", b"2\x00", b"2\x0b",
                 b"18446744073709551618", b"9223372036854775808", b"99999999999999999999999999", b"4294967298", b"\xef\xbc\x92", b"2\r\n ", b"\r\n 2"])
CODINGS = named([b"", b" ", b"xchunked", b"chunkedx", b"chunk", b"identity", b"gzip", b"deflate", b"compress", b"chunked, identity", b"identity, chunked", b"gzip, chunked",
                 b"chunked, gzip", b"chunked, chunked", b"chunked,", b",chunked", b", chunked", b"chunked ,", b"chunked;q=1", b"chunked;", b"\"chunked\"", b"'chunked'", b"chunk\xc3\xa9d",
                 b"chunked\x00", b"\x00chunked", b"chunked\x0b", b"\x0bchunked", b"chunked\x01", b"chunked x", b"x chunked", b"\r\n chunked", b"chunked\r\n x", b"Chunked",
                 b"CHUNKED", b"\x85chunked", b"chunked\xa0"])
FRAMINGS = {
    "length and coding": b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
    "coding and length": b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
    "coding and a wrong length": b"Transfer-Encoding: chunked\r\nContent-Length: x\r\n",
    "unknown coding and length": b"Transfer-Encoding: x\r\nContent-Length: 2\r\n",
    "two lengths": b"Content-Length: 2\r\nContent-Length: 2\r\n",
    "two different lengths": b"Content-Length: 2\r\nContent-Length: 3\r\n",
    "two lengths in other case": b"Content-Length: 2\r\ncontent-length: 3\r\n",
    "two codings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "identity, then chunked": b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
    "chunked, then identity": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    "space before the colon of a length": b"Content-Length : 2\r\n",
    "space before the colon of a coding": b"Transfer-Encoding : chunked\r\n",
    "space before a coding": b" Transfer-Encoding: chunked\r\n",
    "coding after a bare CR": b"X-A: 1\rTransfer-Encoding: chunked\r\n",
    "coding after a bare LF": b"X-A: 1\nTransfer-Encoding: chunked\r\n",
    "coding with a control character in its name": b"Transfer-Encoding\x01: chunked\r\n",
    "length with a control character in its name": b"Content-Length\x00: 2\r\n",
}
CHUNKS = {
    "size 0x2": b"0x2\r\n{}\r\n0\r\n\r\n",
    "size +2": b"+2\r\n{}\r\n0\r\n\r\n",
    "size -2": b"-2\r\n{}\r\n0\r\n\r\n",
    "no size": b"\r\n{}\r\n0\r\n\r\n",
    "size g": b"g\r\n{}\r\n0\r\n\r\n",
    "space before the size": b" 2\r\n{}\r\n0\r\n\r\n",
    "tab before the size": b"\t2\r\n{}\r\n0\r\n\r\n",
    "space behind the size": b"2 \r\n{}\r\n0\r\n\r\n",
    "tab behind the size": b"2\t\r\n{}\r\n0\r\n\r\n",
    "text behind the size": b"2 x\r\n{}\r\n0\r\n\r\n",
    "comma behind the size": b"2,\r\n{}\r\n0\r\n\r\n",
    "size with an underscore": b"0_2\r\n{}\r\n0\r\n\r\n",
    "size with a NUL": b"2\x00\r\n{}\r\n0\r\n\r\n",
    "size beyond 64 bits": b"10000000000000002\r\n{}\r\n0\r\n\r\n",
    "size of 64 bits": b"ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    "size beyond 32 bits": b"100000002\r\n{}\r\n0\r\n\r\n",
    "size of 40 digits": b"0" * 39 + b"2\r\n{}\r\n0\r\n\r\n",
    "size line ended by LF": b"2\n{}\r\n0\r\n\r\n",
    "size line ended by CR": b"2\r{}\r\n0\r\n\r\n",
    "size line ended by CR CR LF": b"2\r\r\n{}\r\n0\r\n\r\n",
    "data ended by LF": b"2\r\n{}\n0\r\n\r\n",
    "data ended by nothing": b"2\r\n{}0\r\n\r\n",
    "data ended by text": b"2\r\n{}xx0\r\n\r\n",
    "data longer than its size": b"1\r\n{}\r\n0\r\n\r\n",
    "data shorter than its size": b"3\r\n{}\r\n0\r\n\r\n",
    "last chunk ended by LF": b"2\r\n{}\r\n0\n\n",
    "last chunk ended by LF and CR LF": b"2\r\n{}\r\n0\n\r\n",
    "last chunk without an empty line": b"2\r\n{}\r\n0\r\n",
    "last chunk of many zeros": b"2\r\n{}\r\n000\r\n\r\n",
    "last chunk with an extension": b"2\r\n{}\r\n0;a\r\n\r\n",
    "no last chunk": b"2\r\n{}\r\n",
    "extension without a name": b"2;\r\n{}\r\n0\r\n\r\n",
    "extension with a bare LF": b"2;a\nb\r\n{}\r\n0\r\n\r\n",
    "extension with a bare CR": b"2;a\rb\r\n{}\r\n0\r\n\r\n",
    "extension with a NUL": b"2;a\x00\r\n{}\r\n0\r\n\r\n",
    "extension with a control character": b"2;a=\x01\r\n{}\r\n0\r\n\r\n",
    "extension in quotes": b'2;a="b c"\r\n{}\r\n0\r\n\r\n',
    "extension with an open quote": b'2;a="b\r\n{}\r\n0\r\n\r\n',
    "extension of 100 KB": b"2;a=" + b"b" * 100_000 + b"\r\n{}\r\n0\r\n\r\n",
    "trailer without a colon": b"2\r\n{}\r\n0\r\nX-A\r\n\r\n",
    "trailer without a name": b"2\r\n{}\r\n0\r\n: 1\r\n\r\n",
    "trailer with a space before its colon": b"2\r\n{}\r\n0\r\nX-A : 1\r\n\r\n",
    "trailer that is folded": b"2\r\n{}\r\n0\r\nX-A: 1\r\n 2\r\n\r\n",
    "trailer with a control character": b"2\r\n{}\r\n0\r\nX-A: \x01\r\n\r\n",
    "trailer ended by LF": b"2\r\n{}\r\n0\r\nX-A: 1\n\r\n",
    "trailer Content-Length": b"2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n",
    "trailer Transfer-Encoding": b"2\r\n{}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
    "trailer Host": b"2\r\n{}\r\n0\r\nHost: other\r\n\r\n",
    "trailers of 100 KB": b"2\r\n{}\r\n0\r\n" + b"X-A: " + b"a" * 100_000 + b"\r\n\r\n",
}
ME = b"GET /extensions/neo/api/v1/me HTTP/1.1\r\nHost: neo\r\nConnection: close\r\n"
GOOD_TOKEN = b"Authorization: Bearer " + TOKEN + b"\r\n"
BAD_TOKEN = b"Authorization: Bearer wrong\r\n"
CALLERS = {
    "a token in a trailer": ME + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + GOOD_TOKEN + b"\r\n",
    "a token in a trailer after data": ME + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n" + GOOD_TOKEN + b"\r\n",
    "a token in a trailer that was announced": ME + b"Trailer: Authorization\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + GOOD_TOKEN + b"\r\n",
    "a good and a wrong token": ME + GOOD_TOKEN + BAD_TOKEN + b"\r\n",
    "a wrong and a good token": ME + BAD_TOKEN + GOOD_TOKEN + b"\r\n",
    "a token in a folded header": ME + b"Authorization: Bearer\r\n " + TOKEN + b"\r\n\r\n",
    "a token below a name with a space": ME + b"Authorization : Bearer " + TOKEN + b"\r\n\r\n",
    "a token with a NUL behind it": ME + b"Authorization: Bearer " + TOKEN + b"\x00\r\n\r\n",
    "a token in a header of a request within": post(b"Content-Length: 2\r\nTransfer-Encoding: identity\r\n", BODY, NEXT),
}


def all_forms():
    forms = {"good: " + name: form for name, form in GOOD.items()}
    groups = {
        "method": {name: get(method + b" /healthz HTTP/1.1") for name, method in METHODS.items()},
        "version": {name: get(b"GET /healthz " + version) for name, version in VERSIONS.items()},
        "line": {name: get(line) for name, line in LINES.items()},
        "target": {name: get(b"GET " + target + b" HTTP/1.1") for name, target in TARGETS.items()},
        "host": {name: get(headers=host) for name, host in HOSTS.items()},
        "two hosts of HTTP/1.0": {"": get(b"GET /healthz HTTP/1.0", b"Host: neo\r\nHost: other\r\n")},
        "header": {name: get(headers=headers) for name, headers in HEADERS.items()},
        "length": {name: post(b"Content-Length: " + length + b"\r\n", BODY, NEXT) for name, length in LENGTHS.items()},
        "coding": {name: post(b"Transfer-Encoding: " + coding + b"\r\n", b"2\r\n{}\r\n0\r\n\r\n", NEXT) for name, coding in CODINGS.items()},
        "coding without data": {name: post(b"Transfer-Encoding: " + coding + b"\r\n", b"", NEXT) for name, coding in CODINGS.items()},
        "framing": {name: post(framing, b"0\r\n\r\n", NEXT) for name, framing in FRAMINGS.items()},
        "framing of HTTP/1.0": {"chunked": post(b"Transfer-Encoding: chunked\r\n", b"2\r\n{}\r\n0\r\n\r\n", NEXT, b"1.0")},
        "chunk": {name: chunks(body) for name, body in CHUNKS.items()},
        "caller": CALLERS,
    }
    for group, members in groups.items():
        forms |= {f"{group}: {name}": form for name, form in members.items()}
    return forms
