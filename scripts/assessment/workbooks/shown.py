"""What a spreadsheet shows of a number or a text under a number format, in the forms that hold no date."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from assessment.workbooks.number_format import NumberFormat, Section, SectionKind, Sign, Token

NO_SECTION = "########"
"""What is shown of a number that no section is for, or that is no day in a format of days."""

_WIDTH = 11
"""Characters that the format General has room for."""
_PRECISION = 400
"""Digits to reckon with: the largest number that a cell holds has 309 before the point."""


def section_for(form: NumberFormat, number: Decimal) -> tuple[Section, bool] | None:
    """Return the section that shows a number, and whether the number's minus sign stands before it; None for none."""
    sections = form.numbers
    negative = number < 0
    if all(section.condition is None for section in sections):
        match sections:
            case (only,):
                return only, negative
            case (positive, below):
                return (below, False) if negative else (positive, False)
            case (positive, below, zero, *_):
                return (below, False) if negative else (zero if number == 0 else positive, False)
    for index, section in enumerate(sections):
        if _applies(sections, index, number):
            of_negatives = section.condition is not None and section.condition.is_of_negatives
            return section, negative and not of_negatives
    return None


def _applies(sections: Sequence[Section], index: int, number: Decimal) -> bool:
    """Tell whether a section is for a number, where some section has a condition."""
    condition = sections[index].condition
    if condition is not None:
        return condition.holds(number)
    return index == len(sections) - 1 or (number > 0 if index == 0 else number < 0)


def shown_number(section: Section, number: Decimal, minus: bool) -> str:
    """Return what a section that is no date shows of a number, with or without its minus sign."""
    sign, size = "-" if minus else "", abs(number)
    if section.has_own_numerals:
        return f"{sign}中文或其他文字的数码"
    with localcontext(prec=_PRECISION):
        match section.kind:
            case SectionKind.NUMBER:
                return sign + _pattern(section, size)
            case SectionKind.GENERAL | SectionKind.TEXT:
                return sign + "".join(_general(token, size) for token in section.tokens)
            case _:
                return sign + "".join(token.text for token in section.tokens)


def _general(token: Token, size: Decimal) -> str:
    return general_text(size) if token.sign in (Sign.GENERAL, Sign.TEXT) else token.text


def shown_text(form: NumberFormat, text: str) -> str:
    """Return what a format shows of a text."""
    if form.texts is None:
        return text
    return "".join(text if token.sign is Sign.TEXT else token.text for token in form.texts.tokens)


def general_text(number: Decimal) -> str:
    """Return a number as the format General shows it where the column is wide enough."""
    size, minus = abs(number), "-" if number < 0 else ""
    if not size:
        return "0"
    power = size.adjusted()
    if power >= _WIDTH or power < -9:
        return minus + _brief_power(size)
    if power == _WIDTH - 1:
        return minus + str(size.quantize(Decimal(1), ROUND_HALF_UP))
    if -5 < power < 0:
        return minus + _without_zeros(f"{size:.9f}")
    exact = _without_zeros(f"{size:.12f}")
    if len(exact) <= _WIDTH:
        return minus + exact
    return minus + (_without_zeros(f"{size:.{max(9 - power, 0)}f}") if power >= 0 else _brief_power(size))


def _brief_power(size: Decimal) -> str:
    mantissa, _, power = f"{size:.5E}".partition("E")
    return f"{_without_zeros(mantissa)}E{int(power):+03}"


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _pattern(section: Section, size: Decimal) -> str:
    """Return a number in digits, of which the section says how many and where."""
    size *= Decimal(100) ** section.percents
    tokens = list(section.tokens)
    slash = _slash(tokens)
    if slash is not None:
        return _fraction(tokens, slash, size)
    tokens, grouped, thousands = _commas(tokens)
    size = size.scaleb(-3 * thousands)
    exponent = next((index for index, token in enumerate(tokens) if token.sign is Sign.EXPONENT), None)
    if exponent is None:
        return _plain(tokens, size, grouped)
    return _power(tokens[:exponent], tokens[exponent], tokens[exponent + 1 :], size)


def _commas(tokens: list[Token]) -> tuple[list[Token], bool, int]:
    """Return tokens without commas, whether those between digits part thousands, and how many behind divide by 1000."""
    digits = [index for index, token in enumerate(tokens) if token.sign is Sign.DIGIT]
    point = _point(tokens)
    whole = [index for index in digits if index < point]
    kept: list[Token] = []
    grouped, thousands = False, 0
    for index, token in enumerate(tokens):
        if token.sign is not Sign.COMMA:
            kept.append(token)
        elif whole and whole[0] < index < whole[-1]:
            grouped = True
        elif digits and digits[0] < index:
            thousands += 1
        else:
            kept.append(Token(Sign.LITERAL, token.text))
    return kept, grouped, thousands


def _point(tokens: Sequence[Token]) -> int:
    """Return where the decimal point stands; behind the end where there is none."""
    return next((index for index, token in enumerate(tokens) if token.sign is Sign.POINT), len(tokens))


def _plain(tokens: Sequence[Token], size: Decimal, grouped: bool) -> str:
    point = _point(tokens)
    before, behind = tokens[:point], tokens[point:]
    places = _count(behind)
    rounded = size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    return _whole(before, whole.lstrip("0"), grouped) + _decimals(behind, decimals)


def _count(tokens: Sequence[Token]) -> int:
    return sum(token.sign is Sign.DIGIT for token in tokens)


def _whole(tokens: Sequence[Token], digits: str, grouped: bool) -> str:
    """Return digits in their places, from the last on; the first place takes all that are left."""
    places, count = _count(tokens), 0
    backwards: list[str] = []

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0:
            backwards.append(",")
        backwards.append(digit)
        count += 1

    for token in reversed(tokens):
        if token.sign is not Sign.DIGIT:
            backwards.append(token.text[::-1])
            continue
        places -= 1
        if digits:
            put(digits[-1])
            digits = digits[:-1]
        elif token.text == "0":
            put("0")
        elif token.text == "?":
            backwards.append(" ")
        while not places and digits:
            put(digits[-1])
            digits = digits[:-1]
    lost = digits  # A pattern without a place before the point, such as .00, shows the digits all the same.
    return lost + "".join(backwards)[::-1]


def _decimals(tokens: Sequence[Token], digits: str) -> str:
    backwards: list[str] = []
    place, begun = len(digits), False
    for token in reversed(tokens):
        if token.sign is not Sign.DIGIT:
            backwards.append(token.text)
            continue
        place -= 1
        if begun or digits[place] != "0" or token.text == "0":
            backwards.append(digits[place])
            begun = True
        elif token.text == "?":
            backwards.append(" ")
    return "".join(reversed(backwards))


def _power(mantissa: Sequence[Token], sign: Token, power: Sequence[Token], size: Decimal) -> str:
    """Return a number as a mantissa and a power of ten, which is a multiple of the places before the point."""
    step = max(1, _count(mantissa[: _point(mantissa)]))
    places = _count(mantissa[_point(mantissa) :])
    tens = 0
    if size:
        tens = size.adjusted() // step * step
        if round(size.scaleb(-tens), places) >= 10**step:
            tens += step
    minus = "-" if tens < 0 else "+" if sign.text.endswith("+") else ""
    return f"{_plain(mantissa, size.scaleb(-tens), False)}E{minus}{_whole(power, str(abs(tens)).lstrip('0'), False)}"


def _slash(tokens: Sequence[Token]) -> int | None:
    """Return where the stroke of a fraction stands, or None."""
    for index, token in enumerate(tokens[1:-1], start=1):
        below = tokens[index + 1]
        if token.sign is Sign.SLASH and tokens[index - 1].sign is Sign.DIGIT and (_is_below(below)):
            return index
    return None


def _is_below(token: Token) -> bool:
    """Tell whether a token belongs to a denominator, which may be written out."""
    return token.sign is Sign.DIGIT or (token.sign is Sign.LITERAL and token.text.isascii() and token.text.isdigit())


def _fraction(tokens: Sequence[Token], slash: int, size: Decimal) -> str:
    above = slash
    while above and tokens[above - 1].sign is Sign.DIGIT:
        above -= 1
    end = slash + 1
    while end < len(tokens) and _is_below(tokens[end]):
        end += 1
    below = "".join(token.text for token in tokens[slash + 1 : end])
    has_whole = _count(tokens[:above]) > 0
    exact = Fraction(size)
    whole = exact.numerator // exact.denominator if has_whole else 0
    if below.isdigit() and int(below):
        bottom = int(below)
        top = int((exact - whole) * bottom + Fraction(1, 2))
    else:
        near = (exact - whole).limit_denominator(10 ** len(below) - 1)
        top, bottom = near.numerator, near.denominator
    if has_whole and top == bottom:
        whole, top = whole + 1, 0
    before, grouped, _ = _commas(list(tokens[:above]))
    front = _whole(before, str(whole).lstrip("0"), grouped)
    if has_whole and not top:
        front, part = front if whole else f"{front.rstrip()}0", ""
    else:
        part = f"{top}/{bottom}"
    return front + part + "".join(token.text for token in tokens[end:])
