"""Scans of invented papers: small files that are what they say, to any size wanted."""

from __future__ import annotations

import random
import struct


def jpeg(size: int = 1200, seed: int = 0) -> bytes:
    """A JPEG by its structure: one frame, one scan of noise without an FF in it."""
    noise = random.Random(seed).randbytes(size).replace(b"\xff", b"\x00")
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 16, 16, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00"
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    rest = size - len(head) - len(frame) - len(scan) - 2
    return head + frame + scan + noise[: max(0, rest)] + b"\xff\xd9"


def pdf(pages: int = 2, filling: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF with a table of what is inside, and `filling` in a stream."""
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (pages, kids),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(filling), filling),
        *(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>" for _ in range(pages)),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)
