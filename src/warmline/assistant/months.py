"""The names of months and weekdays, plain, as each language has them."""

from functools import cache

from babel import Locale

from warmline.assistant.phrases import plain


@cache
def months_of(language: str) -> dict[str, int]:
    names = Locale(language).months["format"]
    found = {plain(name): number for number, name in names["wide"].items()}
    short = {plain(name).rstrip("."): number for number, name in names["abbreviated"].items()}
    return {**{name: number for name, number in short.items() if len(name) > 2}, **found}  # noqa: PLR2004 - “ma” is no month


@cache
def weekdays_of(language: str) -> dict[str, int]:
    return {plain(name): number for number, name in Locale(language).days["format"]["wide"].items()}
