"""Numbers that belong to a person: found in texts before they can leave the office.

The forms are those of the public standards: the citizen's identity number with its check digit (GB 11643-1999) and the
older one of 15 digits, mobile numbers of the mainland's numbering plan, and bank card numbers with their check digit
(ISO/IEC 7812-1). However they are written, they count as soon as a reader sees them.
"""

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import accumulate
from math import gcd
from urllib.parse import unquote

from assessment.digits import LEAST, Between, DigitGroup, runs, sign_of


class PersonalNumber(Enum):
    """What a number is."""

    IDENTITY = "身份证号码"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"


@dataclass(frozen=True)
class NumberInText:
    """A number in a text."""

    number: PersonalNumber
    start: int
    """Where it begins, counted from 0."""
    masked: str
    """The number with its middle hidden, to be told."""


_MOST = 19
"""Digits of the longest number."""
_LONGEST_EXACT = 200
_NEAR = 40
"""How many characters beside a number are looked at."""

_ADDRESS = re.compile(
    r"https?://[^\s\"'<>，。；、：！？（）《》【】“”]+|data:[\w.+/-]*+;base64,[A-Za-z0-9+/=]{64,}", re.IGNORECASE
)
_EXACT = re.compile(r"-?([0-9]+)/([0-9]+)")
_MOBILE = re.compile("(0086|086|86|0?)(1[3-9][0-9]{9})")
_SHAPE = re.compile("(?:0086|086|86|0?)1[3-9][0-9]{9}|[1-8][0-9]{14}|[1-9][0-9]{16,17}|[3-6][0-9]{15,18}")
"""What the digits of a number look like, before anything is reckoned with them."""
_TIGHT: frozenset[Between | None] = frozenset({Between.NOTHING, Between.DASH, Between.POINT})
_OF_NAMES = string.ascii_letters + string.digits + "_"
_NAMING = re.compile(
    r"\A_*(?:tel|telephone|phone|mobile|mob|cell|fax|sms|m|t|wechat|weixin|wx|wxid|vx|v|qq|number|"
    r"dianhua|dh|shouji|sj|lxdh|lxfs|hm|no|id|card|zh|kh|sfz|sfzh)?_*\Z",
    re.IGNORECASE,
)
"""Words that are written close to a number; by any other letters it is a part of a name."""
_MONEY_BEFORE = re.compile(r"[¥￥$€]\s*\Z")
_SHARE_OR_MONEY_AFTER = re.compile(r"\s{0,3}(?:[%％‰]|[万亿]?元(?![旦月宵件素]))")
_TOTAL_AFTER = re.compile(r"\s*[=＝]")
"""What is added up, as in 138+1234+5678=7050, is no number."""
_TENS = ("X", "×", "Х", "Χ", "✕", "╳", "*")
"""The letter for a check of 10, and the sign and the Cyrillic letter that stand in for it."""

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_EARLY_LENGTH = 15
_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"


def personal_numbers(text: str) -> Iterator[NumberInText]:
    """Yield the numbers in a text that belong to a person, in order.

    A text that is an exact mark and nothing else holds none; where people write, see ``written_numbers``.
    """
    if not is_exact_mark(text):
        yield from written_numbers(text)


def written_numbers(text: str) -> Iterator[NumberInText]:
    """Yield the numbers that belong to a person in a text that people wrote, in order.

    Documents are addressed by long numbers, so that the way to a page holds none but identity numbers, whose check
    digit tells; what is asked of a page (``?tel=…``) is looked through like any text but for card numbers.
    """
    if len(text) < LEAST:
        return
    found = []
    if "://" in text or ";base64," in text:
        found = [one for address in _ADDRESS.finditer(text) for one in _in_address(address[0], address.start())]
        text = without_addresses(text)
    found += [one for run in runs(text) for one in _in_run(text, run)]
    yield from sorted(found, key=lambda one: one.start)


def without_addresses(text: str) -> str:
    """Return a text of the same length with what ends every number in place of addresses and packed data."""
    return _ADDRESS.sub(lambda address: '"' * len(address[0]), text)


def addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a text that hold enough digits for a number."""
    found = (address[0] for address in _ADDRESS.finditer(text))
    return (address for address in found if sum(map(str.isdigit, address)) >= LEAST)


def is_exact_mark(text: str) -> bool:
    """Tell whether a text is an exact mark as a fraction: below 1000, and over a small number or in lowest terms.

    A list of telephone numbers is hardly ever, and never where the last is a person's.
    """
    parts = _EXACT.fullmatch(text)
    if parts is None or len(text) > _LONGEST_EXACT or _kind(parts[2]) is not None:
        return False
    above, below = int(parts[1]), int(parts[2])
    return below > 1 and above < 1000 * below and (below < 1000 or gcd(above, below) == 1)


def _in_address(address: str, start: int) -> Iterator[NumberInText]:
    if address[:5].lower() == "data:":
        return
    way, *queries = re.split("[?#]", address, maxsplit=1)
    for text in (way, *queries):
        kinds = (PersonalNumber.IDENTITY,) if text is way else (PersonalNumber.IDENTITY, PersonalNumber.MOBILE)
        plain = unquote(text)
        for run in runs(plain):
            yield from (NumberInText(one.number, start, one.masked) for one in _in_run(plain, run) if one.number in kinds)


def _in_run(text: str, run: Sequence[DigitGroup]) -> Iterator[NumberInText]:
    """Yield the numbers in groups of digits; those of the fewest groups first where several would share one."""
    decimals = _decimals(run)
    windows = [_Candidate(text, run, first, last) for first, last in _likely(run)]
    taken: set[int] = set()
    for window in sorted(windows, key=lambda one: (one.last - one.first, one.first)):
        places = range(window.first, window.last + 1)
        if taken.isdisjoint(places) and not window.splits(decimals):
            number = _number_in(window)
            if number is not None:
                taken.update(places)
                yield NumberInText(number[0], window.start, f"{number[1][:3]}…{number[1][-2:]}")


def _likely(run: Sequence[DigitGroup]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the groups whose digits together are those of a number."""
    digits = "".join(group.digits for group in run)
    starts = [0, *accumulate(len(group.digits) for group in run)]
    for first in range(len(run)):
        for last in range(first, len(run)):
            together = digits[starts[first] : starts[last + 1]]
            if len(together) > _MOST:
                break
            if _SHAPE.fullmatch(together) and (_kind(together) or _is_identity(f"{together}X")):
                yield first, last


def _decimals(run: Sequence[DigitGroup]) -> frozenset[int]:
    """Return which groups are the parts of a decimal: two with a point between them, and no more points.

    Programs write ``.0`` behind whole numbers, which are no decimals.
    """
    points = {place for place, group in enumerate(run) if group.before is Between.POINT}
    alone = (place for place in points if place - 1 not in points and place + 1 not in points)
    return frozenset(place for point in alone if run[point].digits.strip("0") for place in (point - 1, point))


@dataclass(frozen=True)
class _Candidate:
    """Some groups of a run that could be one number."""

    text: str
    run: Sequence[DigitGroup]
    first: int
    last: int
    """The last group, counted like the first from 0."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.run[self.first].start

    @property
    def end(self) -> int:
        """Where the text goes on after it."""
        return self.run[self.last].end

    @property
    def digits(self) -> str:
        """All of them, without what stands between."""
        return "".join(group.digits for group in self.run[self.first : self.last + 1])

    @property
    def lengths(self) -> tuple[int, ...]:
        """How many digits its groups have."""
        return tuple(len(group.digits) for group in self.run[self.first : self.last + 1])

    @property
    def between(self) -> frozenset[Between | None]:
        """What stands between its groups."""
        return frozenset(group.before for group in self.run[self.first + 1 : self.last + 1])

    @property
    def following(self) -> Between | None:
        """What stands after it; None where the run ends."""
        return self.run[self.last + 1].before if self.last + 1 < len(self.run) else None

    @property
    def tight(self) -> bool:
        """Whether nothing stands between its groups that stands between numbers of their own."""
        return self.between <= _TIGHT

    @property
    def meant_as_one(self) -> bool:
        """Whether its groups can be parts of one number only, however they are cut."""
        if not self.between:
            return True
        signs = _TIGHT if self.tight else self.between
        apart = self.run[self.first].before not in signs and self.following not in signs
        return apart and (self.tight or (len(signs) == 1 and set(self.lengths) == {1}))

    def splits(self, decimals: frozenset[int]) -> bool:
        """Tell whether it holds decimals or parts of them, or is an address of a computer."""
        if decimals.intersection(range(self.first, self.last + 1)):
            cut = Between.POINT in (self.run[self.first].before, self.following)
            return cut or not self.tight or self.lengths != (3, 4, 4)
        return self.between == {Between.POINT} and len(self.lengths) == 4 and max(self.lengths) <= 3

    def in_a_name(self, end: int) -> bool:
        """Tell whether letters touch it, up to a place, that make something else of it."""
        near = self.text[max(0, self.start - _NEAR) : self.start]
        left = near[len(near.rstrip(_OF_NAMES)) :]
        near = self.text[end : end + _NEAR]
        right = near[: len(near) - len(near.lstrip(_OF_NAMES))]
        return any(letter.isalpha() for letter in _NAMING.sub("", left) + _NAMING.sub("", right))

    @property
    def is_amount(self) -> bool:
        """Whether it is written as money, as a share or as a sum."""
        before = self.text[max(0, self.start - _NEAR) : self.start]
        after = _SHARE_OR_MONEY_AFTER.match(self.text, self.end) or (
            "+" in self.text[self.start : self.end] and _TOTAL_AFTER.match(self.text, self.end)
        )
        return bool(_MONEY_BEFORE.search(before) or after)


def _number_in(window: _Candidate) -> tuple[PersonalNumber, str] | None:
    """Return what a window is and its digits without any prefix, or None."""
    digits, lengths = window.digits, window.lengths
    checked = _check_letter(window.text, window.end) if len(digits) == 17 else None
    if checked is not None and _is_identity(digits + "X"):
        return None if window.in_a_name(checked) else (PersonalNumber.IDENTITY, digits + "X")
    number = _kind(digits)
    if number is None or window.in_a_name(window.end):
        return None
    mobile = _MOBILE.fullmatch(digits)
    if number is PersonalNumber.MOBILE and mobile is not None:
        digits = mobile[2]
        lengths = _without(len(mobile[1]), lengths)
    if number is not PersonalNumber.IDENTITY and window.is_amount:
        return None
    return (number, digits) if window.meant_as_one or _usual(number, lengths, window.between) else None


def _usual(number: PersonalNumber, lengths: tuple[int, ...], between: frozenset[Between | None]) -> bool:
    """Tell whether people write such a number in groups of these lengths."""
    if sum(lengths) == _EARLY_LENGTH and number is PersonalNumber.IDENTITY:
        return lengths == (6, 6, 3)
    if number is PersonalNumber.IDENTITY:
        return min(lengths) >= 2 and max(lengths) >= 4 and Between.ODD not in between
    if number is PersonalNumber.BANK_CARD:
        return min(lengths[:-1], default=4) >= 4
    return lengths == (3, 4, 4) or (min(lengths) >= 3 and Between.ODD not in between)


def _without(prefix: int, lengths: tuple[int, ...]) -> tuple[int, ...]:
    """Return the lengths of the groups without the digits of a prefix."""
    first, *others = lengths
    return (first - prefix, *others) if first > prefix else tuple(others)


def _check_letter(text: str, end: int) -> int | None:
    """Return where the letter ends that stands for a check of 10, if it follows."""
    for place in range(end, min(end + _NEAR, len(text))):
        if unicodedata.normalize("NFKC", text[place]).upper() in _TENS:
            return place + 1
        if sign_of(text[place]) in ("#", "a", ","):
            return None
    return None


def _kind(digits: str) -> PersonalNumber | None:
    if _is_identity(digits) or _is_early_identity(digits):
        return PersonalNumber.IDENTITY
    if _MOBILE.fullmatch(digits):
        return PersonalNumber.MOBILE
    if re.fullmatch("[3-6][0-9]{15,18}", digits) and _luhn(digits):
        return PersonalNumber.BANK_CARD
    return None


def _is_identity(digits: str) -> bool:
    if not re.fullmatch("[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9X]", digits) or not _is_day(digits[6:14]):
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip(_IDENTITY_WEIGHTS, digits, strict=False))
    return _IDENTITY_CHECKS[weighed % 11] == digits[17]


def _is_early_identity(digits: str) -> bool:
    """Tell whether digits are an identity number of the form before 1999, which has no check digit."""
    return bool(re.fullmatch(f"{_PROVINCE}[0-9]{{13}}", digits)) and _is_day(f"19{digits[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
