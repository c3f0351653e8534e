"""Numbers that belong to a person: found in texts before they can leave the office.

The forms are those of the public standards: the citizen's identity number with its check digit (GB 11643-1999), mobile
numbers of the mainland's numbering plan, and bank card numbers with their check digit (ISO/IEC 7812-1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class PersonalNumber(Enum):
    """What a number is."""

    IDENTITY = "身份证号码"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"


@dataclass(frozen=True)
class Found:
    """A number in a text."""

    number: PersonalNumber
    start: int
    """Where it begins, counted from 0."""
    masked: str
    """The number with its middle hidden, to be told."""


# Digits in groups, as people write them; letters or decimals around them make something else of them.
_DIGITS = re.compile(r"(?<![0-9A-Za-z_.%=+])(?:\+?86[- ]?)?([0-9](?:[- ]?[0-9]){10,18}[Xx]?)(?![0-9A-Za-z_%]|\.[0-9])")
_ADDRESS = re.compile(r"https?://[^\s\"'<>，。；）]+")
_FRACTION = re.compile(r"-?[0-9]+/[0-9]+")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


def personal_numbers(text: str) -> Iterator[Found]:
    """Yield the numbers in a text that belong to a person, in order; addresses and fractions hold none."""
    if _FRACTION.fullmatch(text):
        return
    plain_text = _ADDRESS.sub(lambda address: " " * len(address[0]), text.translate(_FULL_WIDTH))
    for match in _DIGITS.finditer(plain_text):
        plain = match[1].replace("-", "").replace(" ", "").upper()
        number = _kind(plain)
        if number is not None:
            yield Found(number, match.start(1), f"{plain[:3]}…{plain[-2:]}")


def _kind(digits: str) -> PersonalNumber | None:
    if _is_identity(digits):
        return PersonalNumber.IDENTITY
    if re.fullmatch("1[3-9][0-9]{9}", digits):
        return PersonalNumber.MOBILE
    if re.fullmatch("[3-6][0-9]{15,18}", digits) and _luhn(digits):
        return PersonalNumber.BANK_CARD
    return None


def _is_identity(digits: str) -> bool:
    if not re.fullmatch("[1-9][0-9]{16}[0-9X]", digits):
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip(_IDENTITY_WEIGHTS, digits, strict=False))
    return _IDENTITY_CHECKS[weighed % 11] == digits[17]


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
