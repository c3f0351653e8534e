"""Only the proxy with the secret is believed when it says who asks."""

from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.people.proxy import SignOn, sign_on

SECRET = "a" * 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    file.chmod(0o600)
    return file


def test_the_proxy_says_who_asks(file: Path) -> None:
    known = sign_on(file)
    assert known.person(SECRET, "zhang") == "zhang"
    assert known.person(SECRET, "Zhang@Example.org") == "zhang@example.org"


@pytest.mark.parametrize("given", ["", "a", "a" * 39, "a" * 41, "b" * 40, f"{SECRET}\n", f"{SECRET}, {SECRET}", "口令"])
def test_whoever_has_another_secret_is_nobody(file: Path, given: str) -> None:
    assert sign_on(file).person(given, "zhang") is None


@pytest.mark.parametrize("person", ["", " ", "zhang, li", "../li", ".", "张科员", "zhang\n", "a" * 65, "-x", "a/b"])
def test_what_is_no_name_to_sign_in_with_is_nobody(file: Path, person: str) -> None:
    assert sign_on(file).person(SECRET, person) is None


def test_the_secret_shows_nowhere(file: Path) -> None:
    assert SECRET not in repr(sign_on(file))


@pytest.mark.parametrize("content", ["", "short", "a" * 31, f"{SECRET} {SECRET}", f"{SECRET}\n{SECRET}", "口令" * 20])
def test_a_secret_that_is_none_is_refused(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RequestError, match="至少 32 个字母和数字") as refusal:
        sign_on(file)
    assert content == "" or content not in str(refusal.value).replace(str(file), "")


def test_a_file_that_others_can_read_or_nobody_has(file: Path, tmp_path: Path) -> None:
    file.chmod(0o644)
    with pytest.raises(RequestError, match="别人也能读"):
        sign_on(file)
    with pytest.raises(RequestError, match="读不出来：没有这个文件或文件夹"):
        sign_on(tmp_path / "none")


def test_it_is_compared_in_a_time_that_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, known: bytes) -> bool:
        compared.append((given, known))
        return given == known

    monkeypatch.setattr("hmac.compare_digest", compare)
    assert SignOn(b"secret").is_proxy("guess") is False
    assert compared == [(b"guess", b"secret")]
