"""The files of a year that has no marks yet, ready for real ones, with lines that show how to record a deduction."""

from collections.abc import Iterator, Mapping

from assessment.dataset.scheme import Component, Item, Method, Scheme
from assessment.dataset.unit import Unit
from assessment.edit.layout import Flow, yaml_text

GUIDE = "# 记录一次扣分时，去掉下面各行开头的“# ”，换成实际内容；同一单位的下一条接在后面，编号 e02、d02："
"""What stands above the lines that show how to record."""


def empty_files(scheme: Scheme, units: Mapping[str, Unit]) -> dict[str, str]:
    """Return the text of every file of a year without marks, by path below the data folder."""
    assessed = [unit for group in scheme.groups for unit in group.units]
    files = {f"scores/{scheme.year}/{unit}.yaml": empty_record_text(scheme, units[unit]) for unit in assessed}
    return files | {f"years/{scheme.year}.yaml": empty_year_text(scheme)}


def empty_year_text(scheme: Scheme) -> str:
    """Return the year file of a year whose marks are being collected."""
    listed = [item.clause for component in scheme.components for item in component.walk() if item.eligible_listed]
    fields: dict[str, object] = {
        "year": scheme.year,
        "scheme": scheme.id,
        "provenance": "real",
        "stage": "collecting",
        "disclosure": "none",
    }
    if listed:
        fields["eligible"] = {clause: Flow([]) for clause in listed}
    comments = {"eligible": "只适用于部分单位的条款：在方括号内列出单位编号，用逗号隔开"}
    return yaml_text(fields, ("yaml-language-server: $schema=../../schemas/year.json",), comments)


def empty_record_text(scheme: Scheme, unit: Unit) -> str:
    """Return the file of a unit about which nothing is recorded."""
    head = (
        "yaml-language-server: $schema=../../../schemas/score.json",
        f"{unit.name}{scheme.year}年度考评记录；尚无成绩的不填，不要填 0",
    )
    text = yaml_text({"unit": unit.id, "year": scheme.year, "provenance": "real"}, head)
    lines = [f"# {line}" for line in _guide(scheme)]
    return text if not lines else text + "\n".join(["", GUIDE, *lines]) + "\n"


def _guide(scheme: Scheme) -> Iterator[str]:
    found = next(_simple(scheme), None)
    if found is None:
        return
    component, item = found
    day = component.window.first
    fields = {
        "evidence": [
            {
                "id": "e01",
                "title": "证据名称",
                "kind": "网页",
                "source": "证据来自哪里",
                "captured": day,
                "url": "https://example.org/",
            }
        ],
        "deductions": [
            {
                "id": "d01",
                "clause": item.clause,
                "date": day,
                "count": 1,
                "reason": "为什么扣分，一两句话说清楚",
                "evidence": Flow(["e01"]),
                "recorder": "由谁记录，不会公开",
            }
        ],
    }
    yield from yaml_text(fields).splitlines()


def _simple(scheme: Scheme) -> Iterator[tuple[Component, Item]]:
    """Yield the items that take deductions without a level or a choice of rule."""
    for component in scheme.components:
        if component.method is Method.DEDUCTIONS:
            for item in component.walk():
                if len(item.rules) == 1 and not isinstance(item.rules[0].points, Mapping):
                    yield component, item
