#!/usr/bin/env python3
"""Is this export of a bandeng ledger whole? Python's standard library only: no network, no database, nothing written.

    python3 verify.py FILE [--key FINGERPRINT] [--receipt CHAIN:N:HASH]...

FILE has a header line, one line for each act, and a last line with each chain's head and count and a signature. Each
line is the one canonical form (RFC 8785) of its JSON and ends with a newline. An act's hash is the hash of its line; it
stands in the next act of the same chain (`prev`) or, for the newest, in the last line (`head`). Exit code: 0 whole;
1 not whole, naming the first line that was edited, dropped, inserted, re-ordered or cut off; 2 no file, or no header.
"""

# fmt: off
from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from struct import pack, unpack
from typing import Any, BinaryIO

FORMAT, GENESIS, LIMIT = "bandeng-ledger/1", "0" * 64, 1 << 24  # no line is longer than LIMIT bytes
Rule = Callable[[Any], object]
Point = tuple[int, int, int, int]

class Found(Exception):
    """The first line that is wrong: "line NUMBER: WORD: why we say so"."""

# 1. The canonical form (RFC 8785): keys sorted by UTF-16 code units, no spaces, one way to write each text and number.
def shortest(x: float) -> str:
    """A number as ECMAScript writes it (RFC 8785, 3.2.2.3)."""
    sign, numerals, exponent = Decimal(repr(x)).as_tuple()
    if x == 0 or not isinstance(exponent, int):
        return "0" if x == 0 else "infinite"
    digits, dot = "".join(map(str, numerals)).rstrip("0"), len(numerals) + exponent  # dot: digits before the point
    if 0 < dot <= 21:
        shown = digits[:dot].ljust(dot, "0") + ("." + digits[dot:] if digits[dot:] else "")
    elif -6 < dot <= 0:
        shown = "0." + "0" * -dot + digits
    else:
        shown = digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{dot - 1:+d}"
    return "-" * sign + shown

def number(token: str) -> float:
    if shortest(float(token)) != token:
        raise ValueError("holds a number that is not in canonical form")
    return float(token) if set(token) & set(".e") else int(token)

def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(made := dict(pairs)) != len(pairs):
        raise ValueError("holds a key twice")
    return made

decode = json.JSONDecoder(object_pairs_hook=unique, parse_int=number, parse_float=number, parse_constant=number).decode
scalar = json.JSONEncoder(ensure_ascii=False).encode  # texts, integers, true, false, null: as RFC 8785 writes them

def canonical(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join([scalar(key) + ":" + canonical(value[key]) for key in keys]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([canonical(item) for item in value]) + "]"
    return shortest(value) if isinstance(value, float) else scalar(value)

# 2. What each kind of line holds. A rule answers whether a value is as it must be.
def text(form: str = "(?s:.+)") -> Rule:
    fits = re.compile(form).fullmatch
    return lambda value: isinstance(value, str) and fits(value)

def mapping(key: Rule, item: Rule) -> Rule:
    return lambda value: isinstance(value, dict) and all(key(name) and item(value[name]) for name in value)

def flaw(value: Any, rules: dict[str, Rule]) -> str:
    if not isinstance(value, dict):
        return "is no object"
    if odd := sorted(set(value) ^ set(rules)):
        return f"field {odd[0][:40]!a} is " + ("unknown" if odd[0] in value else "missing")
    return next((f"field {name!a} is malformed" for name in rules if not rules[name](value[name])), "")

some, sha, chain_key = text(), text("[0-9a-f]{64}"), text("[!-~]{1,100}")
moment = text(r"(?a:\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{6}Z)")
HEADER = {"format": text(FORMAT), "hash": text("sha256|sm3"), "public_key": sha, "site": some, "time": moment}
ENTRY: dict[str, Rule] = dict.fromkeys(["actor", "once", "subject"], lambda value: value is None or some(value))
ENTRY |= dict.fromkeys(["n", "v"], lambda value: type(value) is int and 0 < value < 2**53)
ENTRY |= {"at": moment, "chain": chain_key, "detail": lambda value: isinstance(value, dict), "prev": sha,
          "private": mapping(some, sha), "verb": some}
HEAD = {"count": ENTRY["n"], "head": sha}
LAST = {"header": sha, "heads": mapping(chain_key, lambda it: not flaw(it, HEAD)), "signature": text("[0-9a-f]{128}")}

def read(line: bytes, rules: dict[str, Rule] | None = None) -> dict[str, Any]:
    """What stands in a line that is exactly as it must be written; ValueError says what is wrong with it."""
    try:
        value: Any = decode(line.decode())
        if canonical(value).encode() + b"\n" != line:
            raise ValueError("is not in canonical form (RFC 8785)")
    except (json.JSONDecodeError, UnicodeError, RecursionError) as wrong:
        raise ValueError("is not JSON in UTF-8" if line.strip() else "is blank") from wrong
    if why := flaw(value, rules or (LAST if isinstance(value, dict) and "heads" in value else ENTRY)):
        raise ValueError(why)
    return dict(value)

# 3. The hash, with an SM3 (GB/T 32905-2016) of our own for a Python whose hashlib lacks it.
def digest(data: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, data).hexdigest() if algorithm in hashlib.algorithms_available else sm3(data)

def sm3(data: bytes) -> str:
    def turn(x: int, by: int) -> int:
        return (x << by % 32 | (x & 0xFFFFFFFF) >> 32 - by % 32) & 0xFFFFFFFF
    state = unpack(">8I", bytes.fromhex("7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e"))
    data += b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(data), 64):
        w = list(unpack(">16I", data[start : start + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15)
            w.append(x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            ss = turn(turn(a, 12) + e + turn(0x7A879D8A if j > 15 else 0x79CC4519, j), 7)
            ff, gg = (a & b | a & c | b & c, e & f | ~e & g) if j > 15 else (a ^ b ^ c, e ^ f ^ g)
            one, two = ff + d + (ss ^ turn(a, 12)) + (w[j] ^ w[j + 4]), gg + h + ss + w[j] & 0xFFFFFFFF
            a, b, c, d = one & 0xFFFFFFFF, a, turn(b, 9), c
            e, f, g, h = two ^ turn(two, 9) ^ turn(two, 17), e, turn(f, 19), g
        state = tuple(map(int.__xor__, state, (a, b, c, d, e, f, g, h)))
    return pack(">8I", *state).hex()

# 4. The signature Ed25519 (RFC 8032, 5.1). A point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, NEUTRAL = -121665 * pow(121666, P - 2, P) % P, (0, 1, 1, 0)

def point(data: bytes) -> Point | None:
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (x := x if x % 2 == sign else P - x), y, 1, x * y % P

def add(p: Point, q: Point) -> Point:
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0]), 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(factor: int, p: Point) -> Point:
    even = times(factor // 2, add(p, p)) if factor else NEUTRAL
    return add(even, p) if factor % 2 else even

def same(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 == (p[1] * q[2] - q[1] * p[2]) % P

def fits(key: bytes, message: bytes, signature: bytes) -> bool:
    base, a, r = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")), point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if not (base and a and r) or s >= Q or same(times(8, a), NEUTRAL):  # no point, S too big, key of small order
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little")
    return same(times(s, base), add(r, times(h % Q, a)))

# 5. The file.
class Export:
    """One export. Memory grows with the number of chains and the `once` of one chain, not with the file."""

    def __init__(self, file: BinaryIO, key: str = "", receipts: Sequence[tuple[str, ...]] = ()) -> None:
        self.file, self.receipts = file, receipts
        self.heads: dict[str, dict[str, Any]] = {}  # each chain's head and count as we find them
        self.ends: dict[str, int] = {}  # the line after each chain's newest act
        self.header, self.tail = self.read_header(key), self.read_tail()

    def lines(self) -> Iterator[tuple[int, bytes]]:
        self.file.seek(self.start)
        return enumerate(iter(lambda: self.file.readline(LIMIT), b""), 2)

    def read_header(self, key: str) -> dict[str, Any]:
        first = self.file.readline(LIMIT)
        bare = first.strip(b"\xef\xbb\xbf\r\n ")
        if bare[:1] + bare[-1:] != b"{}" or not re.search(rb'"format"\s*:\s*"bandeng-ledger/1"', bare):
            raise OSError(f"the first line is no header of {FORMAT}")
        try:
            header = read(first, HEADER)
        except ValueError as wrong:
            word = "edited" if first.endswith(b"\n") else "cut off"
            raise Found(f"line 1: {word}: the header {wrong}") from wrong
        self.start, self.hash, self.public_key = len(first), digest(first[:-1], header["hash"]), header["public_key"]
        self.fingerprint = hashlib.sha256(bytes.fromhex(self.public_key)).hexdigest()
        if not self.fingerprint.startswith(key):
            raise Found(f"line 1: edited: the fingerprint of its key is {self.fingerprint}")
        return header

    def read_tail(self) -> dict[str, Any] | None:
        self.file.seek(max(0, self.file.seek(0, 2) - LIMIT))
        try:
            return read(self.file.read().rsplit(b"\n", 2)[-2] + b"\n", LAST)
        except (ValueError, IndexError):
            return None

    def sealed(self, last: dict[str, Any]) -> bool:
        message = canonical({"header": self.hash, "heads": last["heads"]}).encode()
        return fits(bytes.fromhex(self.public_key), message, bytes.fromhex(last["signature"]))

    def named(self, own: str) -> bool:  # a line whose hash any other line names is a true one
        return own != "" and any(own.encode() in line for _, line in self.lines())

    def found(self, at: int, own: str, why: str) -> Found:
        """Say in a word what happened, from how many lines there are and how many the last line counts."""
        told = 1 + sum(head["count"] for head in self.tail["heads"].values()) if self.tail else 0
        more = sum(1 for _ in self.lines()) - told if told else 0
        kept = "re-ordered" if self.named(own) else "edited"
        return Found(f"line {at}: {'inserted' if more > 0 else 'dropped' if more < 0 else kept}: {why}")

    def walk(self, trusted: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        """Check every act; return the last line and its number. `trusted`: the heads, when the signature fits them."""
        plan = ((name, i) for name, head in (trusted or {}).items() for i in range(1, head["count"] + 1))
        at, chain, n, prev, seen = 1, "", 0, GENESIS, {""}
        for at, line in self.lines():
            if not line.endswith(b"\n"):
                raise Found(f"line {at}: cut off: the file ends in the middle of it, or it is over {LIMIT} bytes long")
            own = digest(line[:-1], self.header["hash"])
            try:
                value = read(line)
            except ValueError as wrong:
                raise self.found(at, "", f"the line {wrong}") from wrong
            if "heads" in value:
                return at, value
            (old, past), (chain, n) = (chain, n), (value["chain"], value["n"])
            follows, act = (chain, 1) if chain > old else (old, past + 1), f"act {n} of chain {chain}"
            if (chain, n) != (follows if trusted is None else next(plan, None)):
                forged = chain == old and n <= past and self.named(own) and not self.named(prev)
                raise self.found(at - (past + 1 - n) * forged, own, f"{act} does not belong here")
            prev, seen = (GENESIS, {""}) if n == 1 else (prev, seen)
            if value["prev"] != prev:
                first, known = (at - 1, prev) if n > 1 and self.named(own) else (at, own)
                raise self.found(first, known, f"{act} does not link to the one before it")
            self.heads[chain], self.ends[chain], prev = {"count": n, "head": own}, at + 1, own
            if trusted is not None and n == trusted[chain]["count"] and own != trusted[chain]["head"]:
                raise self.found(at, own, f"{act} is not the head that the last line names")
            if any((chain, str(n)) == shown[:2] and not own.startswith(shown[2]) for shown in self.receipts):
                raise Found(f"line {at}: edited: a receipt shows another hash for {act}")
            if value["once"] in seen:
                raise Found(f"line {at}: inserted: {act} repeats the `once` of an earlier one")
            seen.add(value["once"] or "")
        raise Found(f"line {at + 1}: cut off: the file ends before its last line")

    def whole(self) -> str:
        """A sentence to print; raises Found for the first line that is wrong."""
        tail, elsewhere = self.tail, Found("line 1: edited: the last line was signed for another header")
        trusted = tail["heads"] if tail and self.sealed(tail) else None
        stray = tail is not None and trusted is None and tail["header"] != self.hash
        try:
            at, last = self.walk(trusted)
        except Found as found:
            raise elsewhere if stray else found from None
        if last["heads"] != self.heads:
            why = "its heads and counts are not those of the lines above"
            raise Found(f"line {at}: edited: {why}") if trusted is None else self.found(at, "", why)
        if stray:
            raise elsewhere
        if last["header"] != self.hash or not self.sealed(last):
            raise Found(f"line {at}: edited: its signature does not fit it and the key in line 1")
        if sum(1 for _ in self.lines()) >= at:
            raise Found(f"line {at + 1}: inserted: it stands after the last line")
        for chain, n, _ in self.receipts:
            if int(n) > self.heads.get(chain, {"count": 0})["count"]:
                raise Found(f"line {self.ends.get(chain, at)}: dropped: a receipt shows act {n} of chain {chain}")
        return f"whole: {at - 2} acts in {len(self.heads)} chains, signed with the key {self.fingerprint}"

# 6. The command.
def key(value: str) -> str:
    if not re.fullmatch("[0-9a-f]{32,64}", value := re.sub("[: ]", "", value.lower())):
        raise argparse.ArgumentTypeError("a fingerprint has 32 to 64 hexadecimal digits")
    return value

def receipt(value: str) -> tuple[str, ...]:
    if not (parts := re.fullmatch("([!-~]{1,100}):([1-9][0-9]{0,15}):([0-9a-fA-F]{12,64})", value)):
        raise argparse.ArgumentTypeError("a receipt is CHAIN:N:HASH, the hash with 12 to 64 hexadecimal digits")
    return parts[1], parts[2], parts[3].lower()

def add_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("file", metavar="FILE", help="the export")
    parser.add_argument("--key", type=key, metavar="FINGERPRINT", help="the key that must have signed it")
    parser.add_argument("--receipt", type=receipt, action="append", default=[], metavar="CHAIN:N:HASH", help="an act")
    return parser

def run(args: argparse.Namespace) -> int:
    try:
        with open(args.file, "rb") as file:
            print(Export(file, args.key or "", args.receipt).whole())
    except (Found, OSError) as no:
        print(no, file=sys.stdout if isinstance(no, Found) else sys.stderr)
        return 1 if isinstance(no, Found) else 2
    return 0

def main(argv: Sequence[str] | None = None) -> int:
    return run(add_arguments(argparse.ArgumentParser(description="Check an export of a ledger.")).parse_args(argv))

if __name__ == "__main__":
    sys.exit(main())
