"""Numbers that belong to a person are found however they are written, and other numbers are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.personal import PersonalNumber, personal_numbers

# Invented: 11010519491231002 weighs 167 = 15 × 11 + 2, and the check for 2 is X.
IDENTITY = "11010519491231002X"
MOBILE = "13800138000"
# Luhn from the right: 0, 1+1=2, 0, 1×2=2 and so on, made to end in 0 modulo 10 by its last digit.
CARD = "6222021001116245702"


def found(text: str) -> list[tuple[PersonalNumber, int]]:
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
        (CARD, PersonalNumber.BANK_CARD),
        ("6222 0210 0111 6245 702", PersonalNumber.BANK_CARD),
    ],
)
def test_what_belongs_to_a_person_is_found(text: str, number: PersonalNumber) -> None:
    assert [kind for kind, _ in found(text)] == [number]
    assert [kind for kind, _ in found(f"联系人{text}，请回复")] == [number]
    assert [kind for kind, _ in found(f"<p>{text}</p>")] == [number]


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
        "13800138000/7",
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
    assert found(text) == []


def test_a_number_is_told_without_its_middle() -> None:
    (one,) = personal_numbers(f"电话{MOBILE}")
    assert (one.start, one.masked) == (2, "138…00")


@given(st.text(), st.text())
def test_no_text_around_it_makes_it_fail(before: str, after: str) -> None:
    text = f"{before}，{MOBILE}，{after}"
    assert (PersonalNumber.MOBILE, len(before) + 1) in found(text)


@given(st.integers(0, 10**17 - 1))
def test_every_identity_number_has_one_check_digit(number: int) -> None:
    body = f"{number:017}"[:6] + "19491231" + f"{number:017}"[-3:]
    if body[0] == "0":
        return
    checks = [digit for digit in "0123456789X" if found(body + digit)[:1] == [(PersonalNumber.IDENTITY, 0)]]
    assert len(checks) == 1
