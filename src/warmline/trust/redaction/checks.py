"""Checks: whether digits that look like a number of a kind can be one.

Pure arithmetic, by the public rules of whoever gives the numbers out.
"""

import ipaddress
import re
from typing import Final

_CARD_LENGTHS: Final = range(12, 20)
_CARDS: Final = ("2", "3", "4", "5", "6", "1800")
_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_IBAN_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30,
    "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28,
    "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""Of the IBAN registry (SWIFT), by country."""


def digits_of(text: str) -> str:
    """Its digits, of whatever script, as 0 to 9."""
    return "".join(str(int(each)) for each in text if each.isdecimal())


def is_card(text: str) -> bool:
    """Whether it passes the check of ISO/IEC 7812-1 (Luhn) and begins as cards do."""
    digits = digits_of(text)
    if len(digits) not in _CARD_LENGTHS or not digits.startswith(_CARDS) or len(set(digits)) == 1:
        return False
    doubled = (int(each) * 2 for each in digits[-2::-2])
    others = (int(each) for each in digits[-1::-2])
    return (sum(each - 9 if each > 9 else each for each in doubled) + sum(others)) % 10 == 0  # noqa: PLR2004


def may_be_card(text: str) -> bool:
    """Whether it has a card's length, though perhaps a slip in it."""
    return 13 <= len(digits_of(text)) <= 19  # noqa: PLR2004


def iban_length(country: str) -> int | None:
    return _IBAN_LENGTHS.get(country.upper())


def is_iban(text: str) -> bool:
    """Whether length and check digits are right (ISO 13616, MOD 97-10 of ISO 7064)."""
    packed = re.sub(r"[\s-]", "", text).upper()
    if len(packed) != _IBAN_LENGTHS.get(packed[:2]) or not packed.isascii():
        return False
    if not packed.isalnum():
        return False
    return int("".join(str(int(each, 36)) for each in packed[4:] + packed[:4])) % 97 == 1


def is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_us_ssn(text: str) -> bool:
    """Whether its area, group and serial are ones the Social Security Administration gives."""
    digits = digits_of(text)
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"


def is_spanish_id(text: str) -> bool:
    """DNI or NIE: the letter is the number modulo 23."""
    packed = re.sub(r"[\s.-]", "", text).upper()
    number = packed[:-1].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return number.isascii() and number.isdigit() and _DNI_LETTERS[int(number) % 23] == packed[-1]


def is_french_id(text: str) -> bool:
    """NIR: the key is 97 less the number modulo 97; Corsica counts as 19 and 18."""
    packed = re.sub(r"[\s.-]", "", text).upper()
    number = packed[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and int(packed[13:]) == 97 - int(number) % 97


def is_german_tax_id(text: str) -> bool:
    """Steuer-Identifikationsnummer: eleven digits, the last by ISO 7064 MOD 11,10."""
    digits = digits_of(text)
    product = 10
    for each in digits[:10]:
        total = (int(each) + product) % 10 or 10
        product = total * 2 % 11
    return digits[0] != "0" and (11 - product) % 10 == int(digits[10])
