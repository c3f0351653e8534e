"""What a person may do: as main says, and never as a branch that the person can write to says."""

from assessment.branches.work_tree import WorkTree
from assessment.dataset.person import OfficePerson, Right
from assessment.errors import RequestError
from assessment.findings import has_errors
from assessment.load.people import FILE, People, people_of
from assessment.repository.objects import contents

_WHAT = {
    Right.READ: "查看",
    Right.RECORD: "填报和交审核",
    Right.REVIEW: "查看别人还没有合并的改动",
    Right.APPROVE: "审定、公布和更正",
}


def people_in_main(tree: WorkTree) -> People:
    """Return the persons that the main branch names.

    Raises:
        RequestError: if it names nobody, or the file there has errors: then nobody may do anything.
        GitError: if the repository is damaged, or a partial clone.
    """
    path = tree.clone.inside(FILE)
    [content] = contents(tree.repository, [f"{tree.main_commit}:{path}"])
    if content is None:
        raise RequestError(f"主分支 {tree.main} 上没有 {path}，谁也不能进来；请管理员写好这个文件并合并到主分支")
    people = people_of(content.decode("utf-8-sig", "replace"), path)
    if has_errors(people.findings):
        raise RequestError(f"主分支 {tree.main} 上的 {people.findings[0]}；改好并合并以前，谁也不能进来")
    return people


def person_of(people: People, id: str) -> OfficePerson:
    """Return the person who has signed in.

    Raises:
        RequestError: if nobody is called so.
    """
    person = people.persons.get(id.lower())
    if person is None:
        raise RequestError(f"登录名“{id}”不在主分支的 {FILE} 里；请管理员加上以后再来")
    return person


def refusal(person: OfficePerson, right: Right) -> str:
    """Return why a person may not do something; nothing where the person may."""
    if person.may(right):
        return ""
    own = "、".join(_WHAT[one] for one in Right if one in person.rights) or "没有权限"
    return f"{person.name}不能{_WHAT[right]}（{FILE} 写明的是：{own}）；要改权限，请管理员改这个文件并合并到主分支"
