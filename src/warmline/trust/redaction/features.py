"""Features: what the tagger sees of a token and its neighbours, hashed to places in one table.

Each word is looked at once (`_atoms`); pairs and neighbours are mixed from those in numpy.
"""

import unicodedata
import zlib
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Hashes = Collection[int]

BUCKETS: Final = 1 << 18
_LOWER, _SHAPE, _START, _END, _ENDING, _LIST, _CASE = range(7)
_AROUND: Final = 3
_STREETS: Final = frozenset(
    (  # noqa: SIM905 a list of words reads best as words
        "street st str road rd avenue ave av lane ln drive dr boulevard blvd court ct place pl "
        "square terrace way close crescent highway hwy parkway pkwy apt apartment suite unit "
        "flat floor fl box straße strasse weg gasse platz allee ufer ring damm stock whg "
        "hausnummer plz postfach rue chemin impasse allée quai cours appt bâtiment bat étage "
        "cedex bis ter calle avda avenida paseo plaza carrer camino carretera piso puerta "
        "portal bajo escalera via viale piazza corso vicolo rua travessa largo laan straat "
        "gracht plein kade gade vej gata gatan vägen vei veien katu tie ulica ul ulice utca út "
        "tér cad cadde sokak sok mahallesi strada bulevardul شارع طريق عمارة شقة حي الحي بناية "
        "برج طابق منزل ميدان رمز بريدي"
    ).split()
)
_STREET_ENDS: Final = (
    "straße", "strasse", "str", "weg", "gasse", "platz", "allee", "damm", "ufer", "straat", "laan",
    "gracht", "plein", "kade", "dreef", "singel", "gade", "vej", "stræde", "gata", "gatan", "vägen",
    "gränd", "gate", "gaten", "veien", "katu", "kuja", "tie", "polku", "utca", "ova", "ská",
)  # fmt: skip

_TEMPLATES: Final = (
    *(((_LOWER, offset),) for offset in (-2, -1, 0, 1, 2)),
    *(((_SHAPE, offset),) for offset in (-2, -1, 0, 1, 2)),
    *(((_LIST, offset),) for offset in (-2, -1, 0, 1, 2)),
    ((_START, 0),),
    ((_END, 0),),
    ((_ENDING, 0),),
    ((_ENDING, -1),),
    ((_ENDING, 1),),
    ((_LOWER, -1), (_LOWER, 0)),
    ((_LOWER, 0), (_LOWER, 1)),
    ((_LOWER, -2), (_LOWER, -1)),
    ((_LOWER, 1), (_LOWER, 2)),
    ((_LOWER, -1), (_LIST, 0)),
    ((_LOWER, -1), (_SHAPE, 0)),
    ((_LOWER, 1), (_LIST, 0)),
    ((_LOWER, 1), (_SHAPE, 0)),
    ((_LIST, 0), (_SHAPE, 0)),
    ((_LIST, 0), (_CASE, 0)),
    ((_LIST, -1), (_LIST, 0)),
    ((_LIST, 0), (_LIST, 1)),
    ((_LIST, -1), (_LIST, 0), (_LIST, 1)),
    ((_SHAPE, -1), (_SHAPE, 0)),
    ((_SHAPE, 0), (_SHAPE, 1)),
    ((_SHAPE, -1), (_SHAPE, 0), (_SHAPE, 1)),
    ((_SHAPE, 0), (_CASE, 0)),
    ((_LOWER, -3), (_LOWER, -2), (_LOWER, -1)),
    ((_LOWER, -2), (_LOWER, -1), (_LIST, 0)),
    ((_LOWER, -2), (_LIST, -1), (_LIST, 0)),
    ((_LIST, -2), (_LIST, -1), (_LIST, 0)),
    ((_LIST, 0), (_LIST, 1), (_LIST, 2)),
    ((_SHAPE, -2), (_SHAPE, -1), (_SHAPE, 0)),
    ((_SHAPE, 0), (_SHAPE, 1), (_SHAPE, 2)),
)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def hash_of(word: str) -> int:
    return zlib.crc32(_fold(word).encode("utf-8", "surrogatepass"))


def places_of(words: Sequence[str], lists: Sequence[Hashes]) -> Places:
    """For each word the places of its features; `lists` hold hashes of given names and so on."""
    case = _case(words)
    seen: dict[str, tuple[int, ...]] = {}
    rows = [
        seen[word] if word in seen else seen.setdefault(word, _atoms(word, lists)) for word in words
    ]
    padded = np.zeros((len(words) + 2 * _AROUND, 7), dtype=np.uint64)
    if rows:
        padded[_AROUND:-_AROUND, :6] = rows
    padded[:, _CASE] = case
    columns = []
    for number, template in enumerate(_TEMPLATES):
        mixed = np.full(len(words), number + 1, dtype=np.uint64)
        for atom, offset in template:
            column = padded[_AROUND + offset : len(words) + _AROUND + offset, atom]
            mixed = (mixed ^ column) * _MIX
            mixed ^= mixed >> np.uint64(29)
        columns.append((mixed % np.uint64(BUCKETS)).astype(np.int64))
    return np.stack(columns, axis=1)


def _atoms(word: str, lists: Sequence[Hashes]) -> tuple[int, ...]:
    folded = _fold(word)
    hashed = zlib.crc32(folded.encode("utf-8", "surrogatepass"))
    listed = sum(1 << bit for bit, names in enumerate(lists) if hashed in names)
    if folded in _STREETS or (len(folded) > 5 and folded.endswith(_STREET_ENDS)):  # noqa: PLR2004
        listed |= 1 << 7
    return (
        hashed,
        _text_hash(_shape(word)),
        _text_hash(folded[:3]),
        _text_hash(folded[-3:]),
        _text_hash(folded[-2:]) + 7,
        listed + 11,
    )


def _fold(word: str) -> str:
    """In small letters, one code point for a letter with its accent, digits as zeros."""
    lower = unicodedata.normalize("NFC", word.lower()).replace("’", "'")
    return lower if lower.isalpha() else "".join("0" if c.isdecimal() else c for c in lower)


def _shape(word: str) -> str:
    first = word[0]
    if first.isdecimal():
        return f"{min(len(word), 7)}d" if word.isdecimal() else "dx"
    if not first.isalpha():
        return first
    if not (first.isupper() or first.islower()):
        return "o" if len(word) > 1 else "o1"
    return _case_of(word)


def _case_of(word: str) -> str:
    long = "+" if len(word) > 1 else ""
    if word.isupper():
        return f"X{long}"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return f"x{long}"


def _text_hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _case(words: Sequence[str]) -> int:
    """How the whole is written: a name in small letters says more where all else has capitals."""
    begins = [word[0] for word in words if word[0].isalpha()]
    capitals = sum(each.isupper() for each in begins)
    if not capitals:
        return 1
    return 2 if capitals > len(begins) * 0.6 else 3
