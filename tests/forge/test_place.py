"""Which platform a remote is on: by its address, in every way that Git writes one, and by what an office has set."""

import pytest

from assessment.errors import RequestError
from assessment.forge.place import ForgeKind, ForgePlace, forge_place, remote_address

GITHUB, GITEA, GITLAB = ForgeKind.GITHUB, ForgeKind.GITEA, ForgeKind.GITLAB


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://github.com/xian/kaoping.git", ForgePlace(GITHUB, "https://github.com", "xian/kaoping")),
        ("https://zhang:pass@github.com/xian/kaoping", ForgePlace(GITHUB, "https://github.com", "xian/kaoping")),
        ("git@github.com:xian/kaoping.git", ForgePlace(GITHUB, "https://github.com", "xian/kaoping")),
        ("ssh://git@ssh.github.com:443/xian/kaoping.git", ForgePlace(GITHUB, "https://github.com", "xian/kaoping")),
        ("git@GitLab.com:xian/ke/kaoping.git", ForgePlace(GITLAB, "https://gitlab.com", "xian/ke/kaoping")),
        ("https://codeberg.org/xian/kaoping/", ForgePlace(GITEA, "https://codeberg.org", "xian/kaoping")),
        ("https://github.com/%E5%8E%BF/kaoping", ForgePlace(GITHUB, "https://github.com", "县/kaoping")),
    ],
)
def test_by_the_address_alone(url: str, place: ForgePlace) -> None:
    assert forge_place(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "/srv/kaoping.git",
        "../kaoping.git",
        "file:///srv/kaoping.git",
        "https://git.example.gov.cn/xian/kaoping.git",
        "git@git.example.gov.cn:xian/kaoping.git",
        "https://github.com.example.org/xian/kaoping",
        "https://[broken/xian",
        "ext::sh -c x",
        "",
    ],
)
def test_elsewhere_none_is_known(url: str) -> None:
    assert forge_place(url) is None


@pytest.mark.parametrize(
    ("url", "kind", "base", "place"),
    [
        ("https://git.gov.cn/xian/kaoping", "gitea", "", ForgePlace(GITEA, "https://git.gov.cn", "xian/kaoping")),
        ("https://git.gov.cn:8443/x/k", " Forgejo ", "", ForgePlace(GITEA, "https://git.gov.cn:8443", "x/k")),
        ("http://10.1.2.3:3000/x/k.git", "gitea", "", ForgePlace(GITEA, "http://10.1.2.3:3000", "x/k")),
        ("https://git.gov.cn:443/x/k", "gitlab", "", ForgePlace(GITLAB, "https://git.gov.cn", "x/k")),
        ("ssh://git@git.gov.cn:2222/x/k.git", "gitea", "", ForgePlace(GITEA, "https://git.gov.cn", "x/k")),
        ("git@10.1.2.3:x/k.git", "gitea", "http://10.1.2.3:3000/", ForgePlace(GITEA, "http://10.1.2.3:3000", "x/k")),
        ("https://gov.cn/git/x/k", "gitea", "https://gov.cn/git", ForgePlace(GITEA, "https://gov.cn/git", "x/k")),
        ("git@git.gov.cn:x/k", "github", "", ForgePlace(GITHUB, "https://git.gov.cn", "x/k")),
        ("ssh://git@[fd00::1]/x/k", "gitea", "", ForgePlace(GITEA, "https://[fd00::1]", "x/k")),
        ("/srv/x/k.git", "gitea", "http://127.0.0.1:1", ForgePlace(GITEA, "http://127.0.0.1:1", "x/k")),
    ],
)
def test_by_what_the_office_has_set(url: str, kind: str, base: str, place: ForgePlace) -> None:
    assert forge_place(url, kind, base) == place


@pytest.mark.parametrize(
    ("kind", "base", "said"),
    [
        ("gitee", "", "不能是“gitee”"),
        ("gitea", "git.gov.cn", "请写平台首页的地址"),
        ("gitea", "https://zhang:pass@git.gov.cn", "不带用户名"),
        ("gitea", "https://git.gov.cn/?x", "请写平台首页的地址"),
        ("gitea", "file:///srv", "请写平台首页的地址"),
    ],
)
def test_what_is_set_wrongly_is_said(kind: str, base: str, said: str) -> None:
    with pytest.raises(RequestError, match=said) as refusal:
        forge_place("https://git.gov.cn/x/k", kind, base)
    assert "pass" not in str(refusal.value)


def test_where_interfaces_and_forms_are() -> None:
    places = [forge_place(f"https://{host}/x/k") for host in ("github.com", "codeberg.org", "gitlab.com")]
    places.append(forge_place("https://git.gov.cn/x/k", "github"))
    assert [place.interface for place in places if place] == [
        "https://api.github.com",
        "https://codeberg.org/api/v1",
        "https://gitlab.com/api/v4",
        "https://git.gov.cn/api/v3",
    ]
    assert [place.form_address("records/zhang", "main") for place in places[:3] if place] == [
        "https://github.com/x/k/compare/main...records/zhang",
        "https://codeberg.org/x/k/compare/main...records/zhang",
        "https://gitlab.com/x/k/-/merge_requests/new"
        "?merge_request[source_branch]=records/zhang&merge_request[target_branch]=main",
    ]


def test_an_address_holds_no_password() -> None:
    assert "pass" not in repr(remote_address("https://zhang:pass@git.gov.cn/x/k"))
