"""The files of a year that has no marks yet, ready for real ones, with lines that show how to record each thing."""

from collections.abc import Mapping

from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.edit.guide import guide
from assessment.edit.layout import Flow, yaml_text
from assessment.period import Period


def empty_files(
    period: Period, scheme: Scheme, units: Mapping[str, Unit], round_fields: Mapping[str, object] | None = None
) -> dict[str, str]:
    """Return the text of every file of a year or round without marks, by path below the data folder.

    Args:
        round_fields: of a round: its name and the round before, as they stand in its file.
    """
    assessed = [unit for group in scheme.groups for unit in group.units]
    files = {f"scores/{period}/{unit}.yaml": empty_record_text(period, scheme, units[unit]) for unit in assessed}
    return files | {f"years/{period}.yaml": empty_year_text(period, scheme, round_fields)}


def empty_year_text(period: Period, scheme: Scheme, round_fields: Mapping[str, object] | None = None) -> str:
    """Return the year file of a year or round whose marks are being collected."""
    listed = [item.clause for _, item in scheme.items() if item.eligible_listed]
    fields: dict[str, object] = {
        "year": period.written,
        **({"round": dict(round_fields)} if round_fields else {}),
        "scheme": scheme.id,
        "provenance": "real",
        "stage": "collecting",
        "disclosure": "none",
    }
    if listed:
        fields["eligible"] = {clause: Flow([]) for clause in listed}
    comments = {"eligible": "只适用于部分单位的条款：在方括号内列出单位编号，用逗号隔开"}
    return yaml_text(fields, ("yaml-language-server: $schema=../../schemas/year.json",), comments)


def empty_record_text(period: Period, scheme: Scheme, unit: Unit) -> str:
    """Return the file of a unit about which nothing is recorded."""
    head = (
        "yaml-language-server: $schema=../../../schemas/score.json",
        f"{unit.name}{period.title}考评记录；尚无成绩的不填，不要填 0",
    )
    text = yaml_text({"unit": unit.id, "year": period.written, "provenance": "real"}, head)
    examples = guide(scheme, unit.id)
    return f"{text}\n{examples}" if examples else text
