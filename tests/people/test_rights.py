"""Who may do what: as main says it, for every right, and nobody else."""

from pathlib import Path

import pytest

from assessment.dataset.person import OfficePerson, Right
from assessment.errors import RequestError
from assessment.load.json_schema import schema_of
from assessment.load.people import load_people, people_of
from assessment.people.rights import people_in_main, person_of, refusal
from tests.branches.office import ZHANG, Clerk, Offices
from tests.load.small import Small

FILE = "people.yaml"
TEXT = """\
people:
  zhang: {name: 张科员, email: zhang@example.org, rights: [record]}
  li@example.org: {name: 李主任, email: li@example.org, rights: [review, approve]}
  wang: {name: 王科员, email: wang@example.org, rights: []}
"""


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return Offices(tmp_path)


def put_into_main(offices: Offices, text: str) -> None:
    offices.county.write(FILE, text)
    offices.county.commit()
    offices.county.git("push", "--quiet", str(offices.shared), "main")


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("own", Right)
def test_every_right_is_its_own_and_whoever_has_one_may_read(own: Right, right: Right) -> None:
    person = OfficePerson("zhang", "张科员", "z@example.org", frozenset({own}))
    assert person.may(right) is (own is right or right is Right.READ)
    assert (refusal(person, right) == "") is person.may(right)


def test_a_refusal_says_what_the_person_may_and_what_to_do() -> None:
    persons = people_of(TEXT, FILE).persons
    assert refusal(persons["zhang"], Right.APPROVE) == (
        "张科员不能审定、公布和更正（people.yaml 写明的是：填报和交审核）；要改权限，请管理员改这个文件并合并到主分支"
    )
    assert "（people.yaml 写明的是：没有权限）" in refusal(persons["wang"], Right.READ)
    assert persons["li@example.org"].rights == {Right.REVIEW, Right.APPROVE}


def test_rights_are_read_from_main_and_never_from_ones_own_branch(offices: Offices) -> None:
    put_into_main(offices, TEXT)
    zhang = offices.clerk("zhang", ZHANG)
    zhang.write(FILE, TEXT.replace("[record]", "[record, approve]"))
    zhang.git("branch", "--force", "main")
    tree = zhang.now()
    assert load_people(zhang.data).persons["zhang"].may(Right.APPROVE)
    assert not person_of(people_in_main(tree), "Zhang").may(Right.APPROVE)


def test_where_main_names_nobody_nobody_comes_in(offices: Offices) -> None:
    zhang = offices.clerk("zhang", ZHANG)
    with pytest.raises(RequestError, match=r"主分支 main 上没有 data/people\.yaml，谁也不能进来"):
        people_in_main(zhang.begin())
    put_into_main(offices, TEXT.replace("[record]", "[record, everything]"))
    zhang.git("fetch", "--quiet")
    with pytest.raises(RequestError, match=r"data/people\.yaml:2:\d+: not-a-choice: .*谁也不能进来$"):
        people_in_main(zhang.now())
    put_into_main(offices, TEXT)
    zhang.git("fetch", "--quiet")
    with pytest.raises(RequestError, match=r"登录名“zhao”不在主分支的 people\.yaml 里"):
        person_of(people_in_main(zhang.now()), "zhao")


def test_the_file_is_data_of_its_own_and_checked_with_the_rest(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.write(FILE, TEXT)
    assert small.messages() == []
    small.write(FILE, "people:\n  Zhang: {name: 张科员, email: 张, rights: [record]}\n  li: {name: 李}\n")
    assert [line.partition("（")[0] for line in small.messages()] == [
        "people.yaml:2:3: wrong-form: “登录名”的写法不对：“Zhang”",
        "people.yaml:2:29: wrong-form: “邮箱”的写法不对：“张”",
        "people.yaml:3:7: missing-key: “人员”缺少 email",
        "people.yaml:3:7: missing-key: “人员”缺少 rights",
    ]
    assert load_people(small.data).persons == {}


def test_nothing_of_it_is_ever_public() -> None:
    fields = schema_of("people", ("people", "zhang"))["properties"]
    assert isinstance(fields, dict)
    assert {schema_of("people", ("people", "zhang", name))["x-seen-from"] for name in fields} == {"never"}


def test_a_data_folder_without_the_file_has_nobody(tmp_path: Path) -> None:
    assert load_people(Clerk(tmp_path, ZHANG).data).persons == {}
