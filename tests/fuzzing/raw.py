"""Change bytes without knowing what they mean: what a bad disk, editor or transfer does."""

from __future__ import annotations

from random import Random

PIECES = (b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n", b"\x1b[31m", b"\xc2\x9b",
          b"\xe2\x80\xae",
          b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"'", b'"', b'"""', b"[", b"]", b"[[", b"{" * 5000, b"[" * 5000, b"=",
          b" = ", b"#", b",", b"-", b"\\", b"\\u0000", b"9" * 5000, b"e400", b"nan", b"inf", b"0x", b"1979-13-45",
          b"a.b.c",
          b"a." * 3000)  # fmt: skip


def mutated_bytes(content: bytes, random: Random) -> bytes:
    """Content with one to four changes anywhere."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4))):
        place = random.randrange(len(changed) + 1)
        length = random.choice((1, 1, 2, 8, 100, len(changed)))
        match random.randrange(8):
            case 0:
                changed[place:place] = random.choice(PIECES)
            case 1:
                changed[place : place + length] = random.choice(PIECES)
            case 2:
                del changed[place : place + length]
            case 3:
                del changed[place:]
            case 4:
                changed[place:place] = changed[place : place + length] * random.choice((1, 2, 30))
            case 5:
                changed[place : place + length] = random.randbytes(min(length, 100))
            case 6 if changed:
                changed[place % len(changed)] ^= 1 << random.randrange(8)
            case _:
                lines = bytes(changed).split(b"\n")
                random.shuffle(lines) if random.random() < 0.1 else lines.insert(
                    random.randrange(len(lines) + 1), random.choice(lines)
                )
                changed = bytearray(b"\n".join(lines))
    return bytes(changed)
