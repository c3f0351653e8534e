"""Numbers that belong to a person are found however they are written, and other numbers are left alone."""

import sys
import unicodedata
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.exact import exact_text
from assessment.personal import PersonalNumber, personal_numbers, written_numbers
from tests.work import steps

# Invented: 11010519491231002 weighs 167 = 15 × 11 + 2, and the check for 2 is X.
IDENTITY = "11010519491231002X"
MOBILE = "13800138000"
# Luhn from the right: 0, 1+1=2, 0, 1×2=2 and so on, made to end in 0 modulo 10 by its last digit.
CARD = "6222021001116245702"


def numbers_in(text: str) -> list[tuple[PersonalNumber, int]]:
    return [(one.number, one.start) for one in personal_numbers(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (IDENTITY, PersonalNumber.IDENTITY),
        (IDENTITY.lower(), PersonalNumber.IDENTITY),
        ("１１０１０５１９４９１２３１００２Ｘ", PersonalNumber.IDENTITY),
        ("110105 19491231 002X", PersonalNumber.IDENTITY),
        (MOBILE, PersonalNumber.MOBILE),
        ("138-0013-8000", PersonalNumber.MOBILE),
        ("138 0013 8000", PersonalNumber.MOBILE),
        ("+86 13800138000", PersonalNumber.MOBILE),
        ("0564-1234567/13800138000", PersonalNumber.MOBILE),
        ("/13800138000/", PersonalNumber.MOBILE),
        ("13800138000/7", PersonalNumber.MOBILE),
        ("13800138000.0", PersonalNumber.MOBILE),
        ("13800138000.00", PersonalNumber.MOBILE),
        *((f"{naming}13800138000", PersonalNumber.MOBILE) for naming in ("wx", "V", "WeiXin", "dh", "Tel", "m", "wxid_")),
        *((f"13800138000{after}", PersonalNumber.MOBILE) for after in ("wx", "元宵节", "元月5日", "元件")),
        *((f"11010519491231002{check}", PersonalNumber.IDENTITY) for check in ("×", "*", "✕", "Χ")),
        (CARD, PersonalNumber.BANK_CARD),
        ("6222 0210 0111 6245 702", PersonalNumber.BANK_CARD),
    ],
)
def test_what_belongs_to_a_person_is_found(text: str, number: PersonalNumber) -> None:
    assert [kind for kind, _ in numbers_in(text)] == [number]
    assert [kind for kind, _ in numbers_in(f"联系人{text}，请回复")] == [number]
    assert [kind for kind, _ in numbers_in(f"<p>{text}</p>")] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the check digit is X
        "11010519491331002X",  # no such month
        "12800138000",  # no such mobile number
        "6222021001116245703",  # the check digit is 2
        "0564-1234567",
        "2019-05-12 2019-06-30",
        "406237/4500",
        "0.13800138000",
        "13800138000.5",
        f"a{MOBILE}",
        f"{MOBILE}b",
        "18c7ef6eab30e0b702a2d31f8e5719757604512b5ec421a99a8fb72a42a9a629",
        f"https://example.org/{MOBILE}",
        "皖政办〔2019〕12345678901号",
        "12345678901234567890",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert numbers_in(text) == []


USUAL = {
    PersonalNumber.MOBILE: (MOBILE, [(11,), (3, 4, 4), (4, 3, 4), (3, 8), (7, 4)]),
    PersonalNumber.IDENTITY: (IDENTITY, [(18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 2, 2, 4), (17, 1)]),
    PersonalNumber.BANK_CARD: (CARD, [(19,), (4, 4, 4, 4, 3), (6, 13)]),
}
"""Each kind, and the groups in which people write it."""


def written(text: str) -> list[PersonalNumber]:
    """Return what is found where people write, and nothing is an exact mark."""
    return [one.number for one in written_numbers(text)]


def cut(number: str, lengths: tuple[int, ...], between: str) -> str:
    """Return a number in groups of these lengths, with something between them."""
    ends = [0, *accumulate(lengths)]
    return between.join(number[start:end] for start, end in pairwise(ends))


GROUPED = [
    (number, kind, lengths)
    for kind, (number, groups) in USUAL.items()
    for lengths in groups
    if kind is not PersonalNumber.IDENTITY or len(lengths) > 1
]
SPACES_AND_DASHES = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) in ("Zs", "Zl", "Zp", "Pd")
]
UNSEEN = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) in ("Cf", "Mn", "Me") or character in "\u115f\u1160\u3164\uffa0\x00\ue000"
]


@pytest.mark.parametrize(("number", "kind", "lengths"), GROUPED)
def test_no_space_dash_or_sign_between_groups_hides_a_number(
    number: str, kind: PersonalNumber, lengths: tuple[int, ...]
) -> None:
    signs = [
        *SPACES_AND_DASHES,
        "·",
        "•",
        "・",
        "\n",
        "\r\n",
        "\t",
        "  ",
        " - ",
        "--",
        "/",
        "\\",
        "_",
        "(",
        ")",
        "）（",
        ":",
    ]
    assert [sign for sign in signs if kind not in written(cut(number, lengths, sign))] == []


@pytest.mark.parametrize("number", [MOBILE, IDENTITY, CARD])
def test_nothing_unseen_between_digits_hides_a_number(number: str) -> None:
    assert [unseen for unseen in UNSEEN if len(numbers_in(unseen.join(number))) != 1] == []


@pytest.mark.parametrize(
    "between", [".", "。", "．", ",", "，", "*", "|", "~", "～", "!", "…", "·.", " , ", "'", "’", ";", "；", "; "]
)
def test_signs_that_stand_between_numbers_too_do_not_hide_the_usual_groups_of_a_mobile_number(between: str) -> None:
    assert [kind for kind, _ in numbers_in(f"电话{cut(MOBILE, (3, 4, 4), between)}。")] == [PersonalNumber.MOBILE]


@pytest.mark.parametrize("between", ["-", "—", "·", " ", "\u00a0", ".", "\u2009", "/"])
@pytest.mark.parametrize("number", [MOBILE, IDENTITY, CARD])
def test_single_digits_are_read_together(number: str, between: str) -> None:
    assert len(numbers_in(between.join(number))) == 1


def digits_of_all_scripts() -> list[str]:
    """Return every set of ten characters for 0 to 9 in a row, those for 1 to 9 that follow a 0, and the Chinese ones."""
    rows = [
        "".join(chr(code + value) for value in range(10))
        for code in range(sys.maxunicode - 9)
        if all(unicodedata.digit(chr(code + value), -1) == value for value in range(10))
    ]
    return [
        *rows,
        "⓪①②③④⑤⑥⑦⑧⑨",
        "⁰¹²³⁴⁵⁶⁷⁸⁹",
        "🄋➀➁➂➃➄➅➆➇➈",
        "〇一二三四五六七八九",
        "○一二三四五六七八九",
        "零壹贰叁肆伍陆柒捌玖",
    ]


@pytest.mark.parametrize("number", [MOBILE, IDENTITY, CARD])
def test_digits_of_every_script_are_digits(number: str) -> None:
    rows = digits_of_all_scripts()
    assert len(rows) > 60
    dressed = [number.translate(dict(zip(map(ord, "0123456789"), row, strict=True))) for row in rows]
    assert [text for text in dressed if len(numbers_in(text)) != 1] == []


def test_digits_in_boxes_are_digits() -> None:
    assert len(numbers_in("".join(f"{digit}\ufe0f\u20e3" for digit in MOBILE))) == 1


@pytest.mark.parametrize("check", ["X", "x", "Ｘ", "×", "Х", "Ⅹ", " X", "-X", "\u200bX"])
def test_the_check_of_ten_is_seen_however_it_is_written(check: str) -> None:
    assert [kind for kind, _ in numbers_in(f"号码{IDENTITY[:-1]}{check}，")] == [PersonalNumber.IDENTITY]


@pytest.mark.parametrize(
    "prefix",
    [
        "0086",
        "86",
        "+86",
        "+86-",
        "(86)",
        "（+86）",
        "0086 ",
        "0",
        "tel:",
        "Tel",
        "电话",
        "＋８６ ",
        "5/",
        "0563-7012345/",
        "=",
    ],
)
@pytest.mark.parametrize("lengths", [(11,), (3, 4, 4)])
def test_no_prefix_hides_a_mobile_number(prefix: str, lengths: tuple[int, ...]) -> None:
    [one] = written_numbers(f"{prefix}{cut(MOBILE, lengths, '-')}")
    assert (one.number, one.masked) == (PersonalNumber.MOBILE, "138…00")


@pytest.mark.parametrize("mark", ["/", "、", " ", "，", ",", ";", "；", "\n", "-", "或", "|", " / ", "_"])
@pytest.mark.parametrize("lengths", [(11,), (3, 4, 4)])
def test_each_of_several_numbers_is_found(mark: str, lengths: tuple[int, ...]) -> None:
    numbers = [cut(number, lengths, "-") for number in (MOBILE, "13912345679", "19988887777")]
    assert [kind for kind, _ in numbers_in(mark.join(numbers))] == [PersonalNumber.MOBILE] * 3


def test_the_identity_number_from_before_1999_is_one_too() -> None:
    for text in ("110105491231002", "110105 491231 002"):
        assert [kind for kind, _ in numbers_in(f"号码{text}")] == [PersonalNumber.IDENTITY]
    for text in ("110105491331002", "190105491231002", "1101054912310021", "11010549123 1002"):
        assert numbers_in(f"号码{text}") == []


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("https://example.org/content/13800138000.html", []),
        (f"https://example.org/{CARD}", []),
        (f"https://example.org/{IDENTITY}.html", [PersonalNumber.IDENTITY]),
        ("https://example.org/a?id=1&tel=13800138000", [PersonalNumber.MOBILE]),
        ("https://example.org/a?tel=%31%338-0013-8000", [PersonalNumber.MOBILE]),
        ("https://example.org/a#13800138000", [PersonalNumber.MOBILE]),
        (f"https://example.org/a?id={CARD}", []),
        ("data:image/png;base64," + "A" * 60 + "/13800138000/" + "A" * 60, []),
    ],
)
def test_addresses_hold_numbers_of_documents_and_what_is_asked_of_them_may_be_of_persons(
    address: str, kinds: list[PersonalNumber]
) -> None:
    assert [kind for kind, _ in numbers_in(f"见{address}。")] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "13,800,138,000元",
        "13800138000元",
        "￥13800138000",
        "¥ 13800138000",
        "13800138000万元",
        "13800138000%",
        "0563-7021234",
        "3418210001 2019-05-12",
        "1.2.3.4.5.6.7.8.9.10.11",
        "139.196.138.100",
        "978-7-5000-1234-5",
        "13 95 88 92 100",
        "13、95、88、92、100",
        "138、1234、5678",
        "138+1234+5678=6950",
        "18:30:05 2019-05-12 13:45",
        "20190512134500",
        "1557648000123",
        "138.13800138",
        "13.80-13.85 13.90 138.00",
        "t20190512_13812345678.html",
        "11341821003267123X",
        "550e8400-e29b-41d4-a716-446655440000",
        "2019/05/12 13:45:10.123456",
    ],
)
def test_what_offices_write_every_day_is_left_alone(text: str) -> None:
    assert numbers_in(text) == numbers_in(f"共计 {text}，已核对") == []


@given(st.fractions(-1000, 1000, max_denominator=10**7), st.fractions(-1000, 1000, max_denominator=10**4))
def test_no_exact_mark_is_taken_for_a_person(value: Fraction, other: Fraction) -> None:
    assert numbers_in(exact_text(value)) == numbers_in(exact_text(other)) == []


@given(
    st.decimals(0, 10**6, places=6), st.decimals(0, 10**6, places=6), st.sampled_from([" ", "-", "/", "~", "＋", "、"])
)
def test_no_decimal_is_taken_for_a_person(one: object, other: object, between: str) -> None:
    assert numbers_in(f"{one}{between}{other}") == []


def test_two_telephones_are_no_fraction() -> None:
    assert [kind for kind, _ in numbers_in("5/13812345678")] == [PersonalNumber.MOBILE]
    assert len(numbers_in("13812345678/13912345678")) == 2
    assert len(numbers_in("13812345679/7021234")) == 1
    assert [one.number for one in written_numbers("13800138000/441")] == [PersonalNumber.MOBILE]


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "13800138000 ", "138-", "1.", "１\u200b", "http://1", "&#1", "1<b>", "1_", "a1"]
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    def work(times: int) -> int:
        return steps(lambda: list(written_numbers(piece * times)))

    work(1000)  # what is made on first use and kept is not counted
    assert work(4000) < 5 * work(1000)


def test_a_number_is_told_without_its_middle() -> None:
    (one,) = personal_numbers(f"电话{MOBILE}")
    assert (one.start, one.masked) == (2, "138…00")


@given(st.text(), st.text())
def test_no_text_around_it_makes_it_fail(before: str, after: str) -> None:
    text = f"{before}，{MOBILE}，{after}"
    assert (PersonalNumber.MOBILE, len(before) + 1) in numbers_in(text)


@given(st.integers(0, 10**17 - 1))
def test_every_identity_number_has_one_check_digit(number: int) -> None:
    body = f"{number:017}"[:6] + "19491231" + f"{number:017}"[-3:]
    if body[0] == "0":
        return
    checks = [digit for digit in "0123456789X" if numbers_in(body + digit)[:1] == [(PersonalNumber.IDENTITY, 0)]]
    assert len(checks) == 1


@pytest.mark.parametrize("sign", ["+", "=", "@", "&", "→", "×", "*", ",", "#", "!", "?", "<", ">", "^", "$"])
def test_no_single_sign_between_the_usual_groups_hides_a_mobile_number(sign: str) -> None:
    assert written(cut(MOBILE, (3, 4, 4), sign)) == [PersonalNumber.MOBILE]


@pytest.mark.parametrize("piece", ["1 3 8 ", "1-3-8-", "1 ", "138 ", "１３８ "])
def test_a_long_run_of_digits_takes_as_much_for_each(piece: str) -> None:
    few, many = (steps(lambda text=piece * count: [*written_numbers(text)]) for count in (200, 800))  # type: ignore[misc]
    assert many < 4.5 * few
    assert many < 450 * 800 * len(piece), "a character takes no more than some hundred calls"
