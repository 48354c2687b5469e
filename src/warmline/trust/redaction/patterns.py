"""Patterns: personal data that has a form, told from its look-alikes by checks and context.

Every expression is linear in the text: bounded repeats, and no repeat inside a repeat that can
match the same thing twice.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from warmline.trust.redaction import checks
from warmline.trust.redaction.kinds import Kind, Span
from warmline.trust.redaction.phones import phones

_SURE: Final = 0.99
_LIKELY: Final = 0.85
_BEFORE: Final = 40


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`wants` is what must stand shortly before it, where the form alone says too little."""

    kind: Kind
    form: re.Pattern[str]
    confidence: float
    check: Callable[[str], bool] = lambda _: True
    wants: re.Pattern[str] | None = None


_TOP_LEVEL: Final = (
    "com|org|net|edu|gov|mil|int|info|biz|name|io|co|app|dev|ai|me|tv|shop|store|online|site|xyz|"
    "example|test|invalid|localhost|"
    "ac|ae|ar|at|au|be|bg|br|by|ca|ch|ci|cl|cn|cr|cy|cz|de|dk|do|dz|ec|ee|eg|es|eu|fi|fr|gr|hk|hr|"
    "hu|id|ie|il|in|iq|ir|is|it|jo|jp|ke|kr|kw|kz|lb|lt|lu|lv|ly|ma|md|mk|mt|mx|my|ng|nl|no|nz|om|"
    "pe|ph|pk|pl|pt|py|qa|ro|rs|ru|sa|se|sg|si|sk|su|th|tn|tr|tw|ua|uk|us|uy|ve|vn|ws|za"
)
_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_ID_WORDS: Final = re.compile(
    r"\b(?:ssn|social|security|insurance|national|tax|steuer|identifikation|idnr|id|dni|nie|nif|"
    r"s[ée]cu|insee|nir|nino)\b|رقم|هوية",
    re.IGNORECASE,
)

_PATTERNS: Final = (
    _Pattern(
        Kind.EMAIL,
        re.compile(
            r"(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@"
            r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{1,23}(?![\w-])"
        ),
        _SURE,
    ),
    _Pattern(Kind.URL, re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>\"«»]{1,2000}"), _SURE - 0.01),
    _Pattern(
        Kind.URL,
        re.compile(
            r"(?i)(?<![\w@.-])(?:www\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}"
            rf"(?:{_TOP_LEVEL})(?![\w@-]|\.\w)(?:[:/?#][^\s<>\"«»]{{0,2000}})?"
        ),
        _LIKELY,
    ),
    _Pattern(
        Kind.IBAN,
        re.compile(r"(?i)(?<![a-z0-9])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{1,4}){3,9}"),
        _SURE,
        checks.is_iban,
    ),
    _Pattern(
        Kind.CARD,
        re.compile(r"(?<![\d+.,-])\d{4}(?:[ .-]?\d{2,6}){2,4}(?![\d]|[.,-]\d)"),
        0.98,
        checks.is_card,
    ),
    _Pattern(
        Kind.CARD,
        re.compile(r"(?<![\d+.,-])\d{4}(?:[ .-]?\d{2,6}){2,4}(?![\d]|[.,-]\d)"),
        0.95,
        checks.may_be_card,
        re.compile(r"(?i)\b(?:card|visa|mastercard|amex|karte|kreditkarte|tarjeta|carte)\b|بطاقة"),
    ),
    _Pattern(
        Kind.IP,
        re.compile(rf"(?<![\w.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w]|\.\d)"),
        0.97,
        checks.is_ip,
    ),
    _Pattern(
        Kind.IP,
        re.compile(r"(?i)(?<![\w:.])(?=[0-9a-f:]{0,40}:[0-9a-f:]{0,40}:)[0-9a-f:]{2,39}(?![\w:])"),
        0.97,
        lambda text: len(text) > 4 and checks.is_ip(text),  # noqa: PLR2004 “::” is no address
    ),
    _Pattern(
        Kind.ID_NUMBER,
        re.compile(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w]|-\d)"),
        0.95,
        checks.is_us_ssn,
    ),
    _Pattern(
        Kind.ID_NUMBER,
        re.compile(r"(?<![\w-])\d{9}(?![\w]|-\d)"),
        0.95,
        checks.is_us_ssn,
        re.compile(r"(?i)\bssn\b|social security|social sec"),
    ),
    _Pattern(
        Kind.ID_NUMBER,
        re.compile(
            r"(?i)(?<!\w)[a-ceghj-prtw-z][a-ceghj-nprtw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)"
        ),
        0.9,
    ),
    _Pattern(
        Kind.ID_NUMBER,
        re.compile(r"(?i)(?<!\w)(?:\d{8}|\d{2}\.\d{3}\.\d{3}|[xyz]-?\d{7})[- ]?[a-z](?!\w)"),
        0.95,
        checks.is_spanish_id,
    ),
    _Pattern(
        Kind.ID_NUMBER,
        re.compile(r"(?i)(?<!\w)[12] ?\d\d ?[01]\d ?(?:\d\d|2[ab]) ?\d{3} ?\d{3} ?\d\d(?!\w)"),
        0.97,
        checks.is_french_id,
    ),
    _Pattern(
        Kind.ID_NUMBER,
        re.compile(r"(?<!\w)\d{2} ?\d{3} ?\d{3} ?\d{3}(?!\w)"),
        0.95,
        checks.is_german_tax_id,
        _ID_WORDS,
    ),
)


def formed(text: str) -> list[Span]:
    """All that has a form, overlaps among them too."""
    found = [span for pattern in _PATTERNS for span in _matches(text, pattern)]
    return [*found, *phones(text)]


def _matches(text: str, pattern: _Pattern) -> Iterator[Span]:
    place = 0
    while (match := pattern.form.search(text, place)) is not None:
        start = match.start()
        end = next(
            (each for each in _ends(text, match, pattern.kind) if pattern.check(text[start:each])),
            None,
        )
        before = text[max(0, start - _BEFORE) : start]
        if end is None or (pattern.wants is not None and not pattern.wants.search(before)):
            place = _next_start(text, match)
        else:
            yield Span(start, end, pattern.kind, pattern.confidence)
            place = end


def _ends(text: str, match: re.Match[str], kind: Kind) -> Iterator[int]:
    """Where it may end: what stands after a number may look like one more group of it."""
    start, end = match.span()
    match kind:
        case Kind.IBAN:
            yield _end_of_iban(text, start, end)
        case Kind.URL:
            yield start + len(match[0].rstrip(".,;:!?)]}'*_"))
        case Kind.CARD:
            yield from (
                each
                for each in range(end, start, -1)
                if text[each - 1].isdecimal() and not text[each : each + 1].isdecimal()
            )
        case _:
            yield end


def _next_start(text: str, match: re.Match[str]) -> int:
    """Behind the first group of what was refused: the next may begin what was meant."""
    place = match.start() + 1
    while place < match.end() and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    return place


def _end_of_iban(text: str, start: int, end: int) -> int:
    """Where the country's length is reached: words that follow are not part of it."""
    wanted = checks.iban_length(text[start : start + 2])
    seen = 0
    for place in range(start, end):
        seen += text[place].isalnum()
        if seen == wanted:
            return place + 1
    return end
