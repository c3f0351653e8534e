"""What number formats show: known answers for every rule of their grammar."""

from decimal import Decimal

import pytest

from assessment.workbooks.number_format import SectionKind, parse_format
from assessment.workbooks.shown import NO_SECTION, general_text, section_for, shown_number, shown_text

SHOWN = [
    # Digits: 0 always, # only where there is one, ? a space instead.
    ("0", "85.5", "86"),
    ("0.0", "85", "85.0"),
    ("000", "7", "007"),
    ("#", "0", ""),
    ("#.##", "0.5", ".5"),
    ("0.##", "8", "8."),
    ("?0", "7", " 7"),
    ("0.0?", "8.5", "8.5 "),
    (".00", "12.3", "12.30"),
    ("0-00", "123", "1-23"),
    ("000-00", "1234567", "12345-67"),
    # Half goes up, by the decimals that are written and not by their nearest binary number.
    ("0.0", "0.25", "0.3"),
    ("0.00", "1.005", "1.01"),
    ("0.00", "-1.005", "-1.01"),
    # Thousands: a comma between digits parts them, one behind divides.
    ("#,##0", "1234567", "1,234,567"),
    ("#,##0.00", "0", "0.00"),
    ("0,000", "1", "0,001"),
    ("0,", "85500", "86"),
    ("0.0,", "85500", "85.5"),
    ("0.00,,", "85500000", "85.50"),
    # A percent sign multiplies, wherever it stands; one in quotes or escaped does not.
    ("0%", "0.855", "86%"),
    ("0.0%", "0.855", "85.5%"),
    ("%0.0", "0.855", "%85.5"),
    ("0%%", "0.5", "5000%%"),
    ('0.0"%"', "0.9", "0.9%"),
    (r"0.0\%", "85.5", "85.5%"),
    ('0.0"分（占5%）"', "0.9", "0.9分（占5%）"),
    # Literals: quoted, escaped, and those that need neither; room and filling.
    ('"得"0', "5", "得5"),
    (r"\a0\;", "5", "a5;"),
    ("0分", "5", "5分"),
    ("¥0.00", "5", "¥5.00"),
    ("0_)", "5", "5 "),
    ("*-0", "5", "5"),
    ('0"没有收尾', "5", "5没有收尾"),
    ('0"a;b"', "5", "5a;b"),
    # Brackets: colours show nothing, a currency its sign.
    ("[Red]0", "5", "5"),
    ("[红色]0", "5", "5"),
    ("[Color 12]0", "5", "5"),
    ("[$-804]0", "5", "5"),
    ("[$€-407]0", "5", "€5"),
    # Sections: for numbers above, below and of 0.
    ("0;0", "-5", "5"),
    ("0.0;-0.0;;@", "0", ""),
    ("0.0;-0.0;;@", "-5", "-5.0"),
    (";;;", "88", ""),
    (';;"无"', "0", "无"),
    ("0", "-5", "-5"),
    ("0_);(0)", "-5", "(5)"),
    ('"是";"否";"零"', "-1", "否"),
    # Conditions.
    ("[<=1]0%;0.0", "0.85", "85%"),
    ("[<=1]0%;0.0", "85", "85.0"),
    ('[>=90]"优";[>=80]"良";0.0', "95", "优"),
    ('[>=90]"优";[>=80]"良";0.0', "80", "良"),
    ('[>=90]"优";[>=80]"良";0.0', "79.5", "79.5"),
    ('[=0]"";0.0', "0", ""),
    ('[<>0]0;"零"', "0", "零"),
    ("[<0]0;0.0", "-5", "5"),
    ("[<5]0;0.0", "-5", "-5"),
    ("[>5]0", "3", NO_SECTION),
    # Powers of ten and fractions.
    ("0.00E+00", "85.5", "8.55E+01"),
    ("0.00E-00", "0.00855", "8.55E-03"),
    ("0.00E-00", "855", "8.55E02"),
    ("##0.0E+0", "12345", "12.3E+3"),
    ("# ?/?", "8.5", "8 1/2"),
    ("# ?/?", "8", "8 "),
    ("?/?", "1.5", "3/2"),
    ("# ?/8", "8.5", "8 4/8"),
    ("#,##0 ?/?", "1234.5", "1,234 1/2"),
    ("# ??/??", "0.99999", "1 "),
    # General, alone, with a text, and as what a format of texts shows of a number.
    ("General", "85.5", "85.5"),
    ('General"分"', "-85.5", "-85.5分"),
    ("G/通用格式", "85.5", "85.5"),
    ("@", "85.5", "85.5"),
    ('@"镇"', "5", "5"),
    # Digits of another script.
    ("[DBNum1]0", "85", "中文或其他文字的数码"),
    ("[DBNum2][$-804]General", "85", "中文或其他文字的数码"),
]


def shown(code: str, number: str) -> str:
    found = section_for(parse_format(code), Decimal(number))
    return NO_SECTION if found is None else shown_number(found[0], Decimal(number), found[1])


@pytest.mark.parametrize(("code", "number", "text"), SHOWN)
def test_what_is_shown(code: str, number: str, text: str) -> None:
    assert shown(code, number) == text


@pytest.mark.parametrize(
    "code",
    [
        "yyyy-mm-dd",
        "m月d日",
        "h:mm",
        "[h]:mm:ss",
        "mm:ss.0",
        "上午/下午h",
        "e年",
        "aaaa",
        "[$-804]yyyy年",
        "hh AM/PM",
        "ggge",
    ],
)
def test_formats_of_dates(code: str) -> None:
    [section] = parse_format(code).numbers
    assert section.kind is SectionKind.DATE


@pytest.mark.parametrize("code", ['0"日"', r"0\d", "0_d", '"月"0', "[Red]0", "0E+0", "[$d-804]0", "0*y"])
def test_formats_with_letters_that_are_no_dates(code: str) -> None:
    [section] = parse_format(code).numbers
    assert section.kind is SectionKind.NUMBER


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("General", "甲"),
        ("0.0", "甲"),
        ("0;0;0", "甲"),
        (";;;", ""),
        (";;;@", "甲"),
        ("@", "甲"),
        ('@"镇"', "甲镇"),
        ('0;0;0;"—"', "—"),
        ('0;"("@")"', "(甲)"),
    ],
)
def test_what_is_shown_of_texts(code: str, text: str) -> None:
    assert shown_text(parse_format(code), "甲") == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("88", "88"),
        ("28.3", "28.3"),
        ("0.333333333333333", "0.333333333"),
        ("87.4053333333333", "87.40533333"),
        ("-12345678.9876", "-12345678.99"),
        ("12345678901", "12345678901"),
        ("12345678901.5", "12345678902"),
        ("123456789012", "1.23457E+11"),
        ("0.00001", "0.00001"),
        ("0.0000123456", "1.23456E-05"),
        ("5.55E-17", "5.55E-17"),
    ],
)
def test_general(number: str, text: str) -> None:
    assert general_text(Decimal(number)) == text


@pytest.mark.parametrize(
    "code", ["", ";", ";;;;;;", "[", "[>", '"', "\\", "_", "*", "0" * 300, "/", "?/", "/?", "E+", "0E+", "%" * 200]
)
def test_no_format_is_too_odd(code: str) -> None:
    for number in ("0", "85.5", "-85.5", "1E-15", "123456789012345"):
        assert isinstance(shown(code, number), str)
