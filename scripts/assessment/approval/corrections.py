"""What an amendment corrects: every value that is not what the newest act fixed, with its old value from Git."""

from collections.abc import Iterator

from assessment.approval.difference import differences
from assessment.approval.earlier import earlier
from assessment.approval.fixed import inputs
from assessment.approval.sealed import sealed
from assessment.approval.words import kind_of, place_words
from assessment.dataset.approval import Fixed
from assessment.dataset.scheme import Scheme
from assessment.dataset.year import Change
from assessment.errors import RequestError
from assessment.year.year import Year

BY_PUBLISHING = ("stage", "disclosure", "leading", "trailing", "published")
"""Fields of the year file that an act of publishing sets."""


def corrections(year: Year, last: Fixed) -> tuple[Change, ...]:
    """Return the changes since an act.

    Raises:
        RequestError: if an old value cannot be found, or the change is none that an amendment can make.
    """
    return tuple(_corrections(year, last))


def _corrections(year: Year, last: Fixed) -> Iterator[Change]:
    dataset = year.whole
    names = component_names(dataset.scheme)
    now = inputs(dataset.year, dataset.scheme, year.documents)
    if f"schemes/{dataset.year.scheme}.yaml" not in last.inputs:
        raise RequestError("审定以后不能换用另一个方案文件，请在原来的方案文件上更正")
    for path in now:
        was, document = last.inputs.get(path), year.documents[path]
        if was is None or was == now[path] or document is None:
            continue
        before = earlier(year.data, path, year.period, was)
        if before is None:
            raise RequestError(
                f"Git 里找不到 {year.data / path} 审定时的内容，不能写出原值，没有更正；"
                "请确认审定后已经提交，浅克隆的请先运行 git fetch --unshallow"
            )
        after = sealed(path, document, year.period)
        for difference in differences(before.data, after.data):
            _refuse_own(path, difference.at[0])
            what = place_words(kind_of(path), difference.at, names)
            yield Change(path, difference.at, what, difference.was, difference.now)


def component_names(scheme: Scheme) -> dict[str, str]:
    """Return what the ids that stand in paths are called; waves, whose ids recur, go by their whole paths."""
    waves = {f"marks/{part}/waves/{wave}": name for (part, wave), name in scheme.wave_names.items()}
    return {component.id: component.name for component in scheme.components} | waves


def _refuse_own(path: str, field: str) -> None:
    """Refuse changes of what commands alone write."""
    if not path.startswith("years/"):
        return
    if field in BY_PUBLISHING:
        raise RequestError(f"{field} 不能手工修改：请改回原值，用 scripts/approve --publish 公布或调整公开程度")
    if field == "amendments":
        raise RequestError("以前的更正不能修改：请改回原样，再作为新的更正记录")
