"""Makes bad seeds of good ones. A case is known by its number: the same number gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.hostile import ALL, INVISIBLE

ROOT = Path(__file__).parents[2]
MOST_ROUNDS = 4
"""Mutations of one seed, one upon the other."""
LONG = 1_000_000
"""Bytes of a line, about; a seed has up to four times as many."""
TINY = 100_000
"""Blocks."""
HUGE_ONE_IN = 1_000
"""How rare the huge cases are: each takes as long as a hundred others."""

Blocks = list[str]
BlockMutation = Callable[[Blocks, Random], Blocks]
TextMutation = Callable[[str, Random], str]
ByteMutation = Callable[[bytes, Random], bytes]


@cache
def good_seeds() -> tuple[bytes, ...]:
    """The project's own seeds."""
    return tuple(path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt")))


def _shuffle(blocks: Blocks, source: Random) -> Blocks:
    return source.sample(blocks, len(blocks))


def _repeat_block(blocks: Blocks, source: Random) -> Blocks:
    place = source.randrange(len(blocks))
    return blocks[:place] + [blocks[place]] * source.choice((2, 3, 10)) + blocks[place:]


def _drop_blocks(blocks: Blocks, source: Random) -> Blocks:
    return source.sample(blocks, source.randint(1, len(blocks)))


def _cut_block(blocks: Blocks, source: Random) -> Blocks:
    place = source.randrange(len(blocks))
    cut = source.randint(0, len(blocks[place]))
    return [*blocks[:place], blocks[place][:cut], blocks[place][cut:], *blocks[place + 1 :]]


def _mix_pages(blocks: Blocks, source: Random) -> Blocks:
    other = source.choice(good_seeds()).decode().split("\n\n")
    return blocks + source.sample(other, source.randint(1, len(other)))


def _put_block(blocks: Blocks, source: Random) -> Blocks:
    place = source.randint(0, len(blocks))
    return [*blocks[:place], source.choice(ALL), *blocks[place:]]


def _loop_phrase(blocks: Blocks, source: Random) -> Blocks:
    place = source.randrange(len(blocks))
    block = blocks[place]
    start = source.randint(0, len(block))
    phrase = block[start : start + source.randint(1, 60)]
    looped = block[:start] + phrase * source.choice((2, 5, 40)) + block[start:]
    return [*blocks[:place], looped, *blocks[place + 1 :]]


def _on_blocks(mutate: BlockMutation) -> TextMutation:
    return lambda text, source: "\n\n".join(mutate(text.split("\n\n"), source))


def _put_words(text: str, source: Random) -> str:
    for _ in range(source.choice((1, 3, 30))):
        place = source.randint(0, len(text))
        text = text[:place] + source.choice(ALL) + text[place:]
    return text


def _put_invisible(text: str, source: Random) -> str:
    for _ in range(source.choice((1, 10, 100))):
        place = source.randint(0, len(text))
        text = text[:place] + source.choice(source.choice(INVISIBLE)) + text[place:]
    return text


def _swap_characters(text: str, source: Random) -> str:
    chars = list(text)
    for _ in range(source.choice((1, 10, 300))):
        one, other = source.randrange(len(chars)), source.randrange(len(chars))
        chars[one], chars[other] = chars[other], chars[one]
    return "".join(chars)


def _any_characters(text: str, source: Random) -> str:
    chars = list(text)
    for _ in range(source.choice((1, 10, 300))):
        chars[source.randrange(len(chars))] = chr(source.randrange(0xD800) or 1)
    return "".join(chars)


def _change_gaps(text: str, source: Random) -> str:
    gap = source.choice(
        ("\n", "", "\r\n\r\n", "\r", "\n\n\n\n", "\n \t\u3000\n", "\u2028", "\x85", "\f", "\x1d\x1e", " ")
    )
    return text.replace("\n\n", gap)


def _cut_text(text: str, source: Random) -> str:
    start = source.randrange(len(text))
    return text[start : start + source.randint(1, 2_000)]


TEXT_MUTATIONS: tuple[TextMutation, ...] = (
    *map(
        _on_blocks, (_shuffle, _repeat_block, _drop_blocks, _cut_block, _mix_pages, _put_block, _loop_phrase)
    ),
    *(_put_words, _put_invisible, _swap_characters, _any_characters, _change_gaps, _cut_text),
)


def _flip_bytes(data: bytes, source: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(source.choice((1, 5, 50, 500))):
        changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def _put_bytes(data: bytes, source: Random) -> bytes:
    place = source.randint(0, len(data))
    return data[:place] + source.randbytes(source.choice((1, 2, 30))) + data[place:]


def _cut_bytes(data: bytes, source: Random) -> bytes:
    start = source.randrange(len(data))
    return data[:start] + data[start + source.randint(1, 400) :]


def _put_surrogates(data: bytes, source: Random) -> bytes:
    place = source.randint(0, len(data))
    lone = chr(source.randint(0xD800, 0xDFFF)).encode("utf-8", "surrogatepass")
    return data[:place] + lone * source.choice((1, 2, 20)) + data[place:]


def _mix_encodings(data: bytes, source: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    cut = source.randint(0, len(text))
    one, other = source.sample(("utf-8", "gb18030", "big5", "utf-16-le", "shift_jis"), 2)
    return text[:cut].encode(one, "ignore") + text[cut:].encode(other, "ignore")


def _encode_otherwise(data: bytes, source: Random) -> bytes:
    encoding = source.choice(
        ("gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "big5")
    )
    return data.decode("utf-8", "replace").encode(encoding, "ignore")


BYTE_MUTATIONS: tuple[ByteMutation, ...] = (
    *(_flip_bytes, _put_bytes, _cut_bytes, _put_surrogates, _mix_encodings, _encode_otherwise),
)


def long_line(source: Random) -> bytes:
    """One line of a megabyte: of a page's text, or of one thing over and over."""
    page = source.choice(good_seeds()).decode()
    turn = source.choice((page.replace("\n", ""), page[:7].replace("\n", ""), *ALL)).replace("\n", "") or " "
    times = LONG // len(turn.encode()) + 1
    return (page[:200] + turn * times + page[-200:]).encode()


def tiny_blocks(source: Random) -> bytes:
    """A hundred thousand blocks of a few characters."""
    text = source.choice(good_seeds()).decode().replace("\n", "")
    size = source.choice((1, 2, 5))
    return "\n\n".join(
        text[start : start + size] for start in (source.randrange(len(text)) for _ in range(TINY))
    ).encode()


HUGE: Sequence[Callable[[Random], bytes]] = (long_line, tiny_blocks)


def seed_case(number: int) -> bytes:
    """The bad seed of that number."""
    source = Random(f"seed {number}")
    if source.randrange(HUGE_ONE_IN) == 0:
        return source.choice(HUGE)(source)
    text = source.choice(good_seeds()).decode()
    for _ in range(source.randint(0, MOST_ROUNDS)):
        text = source.choice(TEXT_MUTATIONS)(text or "。", source)
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(source.choice((0, 0, 1, 2))):
        data = source.choice(BYTE_MUTATIONS)(data or b".", source)
    return data
