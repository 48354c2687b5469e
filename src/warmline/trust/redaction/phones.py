"""Phone numbers: digits in groups, which so many other numbers are too.

A number counts by its form (a plus, a code in brackets, groups as numbers are written) or by the
words before it; an order, an amount, a date or a year does not.
"""

import re
from collections.abc import Iterator
from typing import Final

from warmline.trust.redaction.checks import digits_of
from warmline.trust.redaction.kinds import Kind, Span

_BEFORE: Final = 40
_FEWEST, _MOST = 7, 15

_FORM: Final = re.compile(
    r"(?<![\w.,/€$£#-])(?:\+|00)?\(?\d{1,5}\)?"
    r"(?:[ .\-/]{1,3}\(?\d{1,8}\)?|\(\d{1,5}\)|(?<=\))\d{1,8}){1,6}"
    r"(?:\s?(?:x|ext\.?|extension|durchwahl|poste)\s?\.?\d{1,6})?(?![\w]|[.,/-]\d|\s?[%€$£])",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"(?<![\w.,/€$£#+-])(?:\+|00)?\d{7,15}(?![\w]|[.,/-]\d|\s?[%€$£])")
_SAYS_PHONE: Final = re.compile(
    r"(?:\b(?:phone|telephone|tele?|ph|mobile?|mob|cell(?:phone)?|call(?:s|ed|ing)?|ring|dial|"
    r"text|sms|fax|"
    r"whats ?app|reach|contact|number|landline|hotline|handy(?:nummer)?|telefon\w{0,8}|festnetz|"
    r"rückruf\w{0,8}|rufnummer|anrufen|erreich\w{0,6}|tel[eé]fono|m[oó]vil|celular|llam\w{1,6}|"
    r"t[eé]l[eé]phone|portable|appel\w{0,4}|joindre|num[eé]ro|nummer|rappel\w{0,3})\b|هاتف|جوال|موبايل|"
    r"رقمي|رقم|اتصل|تلفون|واتس)[^\d\n]{0,40}$",
    re.IGNORECASE,
)
_SAYS_OTHER: Final = re.compile(
    r"(?:\b(?:order|invoice|ticket|case|reference|ref|tracking|parcel|account|acct|customer|"
    r"contract|meter|serial|booking|reservation|sku|imei|isbn|vin|policy|card|iban|ssn|passport|"
    r"licen[cs]e|postcode|zip|bill|transaction|swift|bestell\w{0,8}|auftrag\w{0,8}|rechnung\w{0,8}|"
    r"kunden\w{0,8}|vertrag\w{0,8}|konto\w{0,8}|zähler\w{0,8}|sendung\w{0,8}|pedido|factura|"
    r"contrato|cuenta|cliente|commande|facture|contrat|compte|client|colis|suivi|compteur)\b|"
    r"طلب|فاتورة|حساب|عقد|شحنة)(?! ?(?:phone|tel\w*|mobile?|cell))[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-./ ][01]?\d[-./ ][0-3]?\d(?:[ T].*)?|[0-3]?\d[-./ ][0-3]?\d[-./ ](?:19|20)\d\d"
    r"(?:[ T].*)?|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d"
)
_GROUPED: Final = re.compile(
    r"(?:1[ .\-])?\(?[2-9]\d\d\)?[ .\-/]{0,2}[2-9]?\d{2,3}[ .\-]\d{4}(?:\D.*)?"  # North America
    r"|\(0?\d{1,5}\)[ .\-/]{0,2}\d.*"  # a code in brackets
    r"|0\d{1,5}[ .\-/]{1,2}\d.*"  # a trunk zero, then groups
    r"|0\d{8,11}"
    r"|[2-9]\d{2}[.\-]\d{3}[.\-]\d{3,4}"
    r"|[2-9]\d\d[2-9]\d{6}"
    r"|\d{2}(?:[ .\-]\d{2}){3,4}"
    r"|[1-9]\d{2}[ ]\d{2}[ ]\d{2}[ ]\d{2}"  # Spain
    r"|\d{3}[ .\-]\d{2}[ .\-]\d{3}"  # Norway
    r"|\d{2,4}(?:[ .\-]\d{3,4}){2}"
    r"|\d{4}[ \-]\d{4}"
    r"|[2-9]\d{2}-\d{4}"
)


def phones(text: str) -> Iterator[Span]:
    """Phone numbers, each with how sure its form and the words before it make it."""
    for form in (_FORM, _ALONE):
        for match in form.finditer(text):
            confidence = _confidence(
                match[0], text[max(0, match.start() - _BEFORE) : match.start()]
            )
            if confidence:
                yield Span(match.start(), match.end(), Kind.PHONE, confidence)


def _confidence(number: str, before: str) -> float:
    main = re.split(r"[a-z]", number, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    digits = digits_of(main)
    if not _FEWEST <= len(digits) <= _MOST or _DATE.fullmatch(main) or len(set(digits)) == 1:
        return 0.0
    if main.startswith("+"):
        return 0.96
    if _SAYS_OTHER.search(before):
        return 0.0
    if _SAYS_PHONE.search(before):
        return 0.94
    if main.startswith("00") or _GROUPED.fullmatch(main):
        return 0.8
    return 0.0
