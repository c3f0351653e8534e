"""Every assessed unit has its two files, and every file is named after what it holds."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from assessment.check.facts import Facts
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_files(facts: Facts) -> Iterator[Finding]:
    """Find files named unlike their unit, units without a file, and files of units that are not assessed."""
    for origin, id, what, name in (
        (facts.year.origin, str(facts.year.period), "年度", "year"),
        (facts.scheme.origin, facts.scheme.id, "方案编号", "id"),
    ):
        stem = PurePosixPath(origin.place.file).stem
        if stem != id:
            message = f"文件名“{stem}”与{what}“{id}”不一致"
            yield Finding(origin.of(name), "misnamed-file", message, "请改文件名或改编号，使两者相同")
    for name, unit in facts.units.items():
        if unit.id != name:
            message = f"文件名“{name}”与单位编号“{unit.id}”不一致"
            yield Finding(unit.origin.of("id"), "misnamed-file", message, "请改文件名或改编号，使两者相同")
    for name, record in facts.records.items():
        if record.unit != name:
            message = f"文件名“{name}”与单位编号“{record.unit}”不一致"
            yield Finding(record.origin.of("unit"), "misnamed-file", message, "请改文件名或改编号，使两者相同")
        elif record.unit not in facts.assessed:
            message = f"“{record.unit}”不是本年度的考评对象"
            hint = did_you_mean(record.unit, facts.assessed_names, "请核对编号，或在方案的分组中列入该单位")
            yield Finding(record.origin.of("unit"), "unknown-unit", message, hint)
        folder = PurePosixPath(record.origin.place.file).parent.name
        if str(record.period) != folder:
            message = f"年度写的是 {record.period}，文件却在 {folder} 年的文件夹里"
            yield Finding(record.origin.of("year"), "wrong-year", message, "请改年度，或把文件移到对应年度的文件夹")
        if record.provenance is not facts.year.provenance:
            message = "数据来源（provenance）与年度文件不一致，示例数据和真实数据不能混用"
            yield Finding(record.origin.of("provenance"), "mixed-provenance", message, "请先清除示例数据")
    for group in facts.scheme.groups:
        for unit_id in group.units:
            if unit_id not in facts.units and unit_id not in facts.base.gaps.units:
                message = f"“{unit_id}”没有单位文件 {facts.base.data.name}/units/{unit_id}.yaml"
                hint = "请照别的单位文件建立，或从分组中删去"
                yield Finding(group.origin.of("units"), "missing-unit", message, hint)
            if unit_id not in facts.records and unit_id not in facts.base.gaps.records:
                path = f"{facts.base.data.name}/scores/{facts.year.period}/{unit_id}.yaml"
                message = f"“{unit_id}”没有年度记录 {path}"
                hint = f"运行 scripts/new-year {facts.year.period} 补上"
                yield Finding(group.origin.of("units"), "missing-record", message, hint)
