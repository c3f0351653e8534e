"""The year file agrees with the scheme."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.year import Disclosure, Stage
from assessment.findings import Finding, Severity
from assessment.nearest import did_you_mean


def check_year_record(facts: Facts) -> Iterator[Finding]:
    """Find a scheme of another year, lists that nobody asked for, and lists and grades that are not there.

    A list that is empty is to be known where marks are reviewed: nobody would be marked under its clause.
    """
    the_year = facts.year
    if facts.scheme.year != the_year.period.year:
        message = f"方案是 {facts.scheme.year} 年的，不能用于 {the_year.period.spaced}"
        yield Finding(the_year.origin.of("scheme"), "wrong-year", message, "请改用本年度的方案")
    for clause, units in the_year.eligible.items():
        known = facts.leaves.get(clause)
        if known is None or not known.eligible_listed:
            message = f"“{clause}”不是按名单适用的条款"
            listed = [part.clause for part in facts.scheme.parts() if part.eligible_listed]
            hint = did_you_mean(clause, listed, "请核对条款编号")
            yield Finding(the_year.origin.of("eligible"), "unknown-clause", message, hint)
        for unit in units:
            if unit not in facts.assessed:
                message = f"名单里的“{unit}”不是本年度的考评对象"
                hint = did_you_mean(unit, facts.assessed_names, "请核对单位编号")
                yield Finding(the_year.origin.of("eligible"), "unknown-unit", message, hint)
    for leaf in facts.scheme.parts():
        clause = leaf.clause
        if leaf.eligible_listed and clause not in the_year.eligible:
            message = f"“{clause}”只适用于部分单位，年度文件里还没有名单"
            yield Finding(
                the_year.origin.of("eligible"), "missing-list", message, "请在 eligible 中列出单位，暂无的写 []"
            )
        elif leaf.eligible_listed and not the_year.eligible[clause] and the_year.stage is Stage.UNDER_REVIEW:
            message = f"“{clause}”只适用于部分单位，名单还是空的：没有一个单位按这一条计分"
            hint = "请在 eligible 中列出单位；确实没有的，不用改"
            yield Finding(the_year.origin.of("eligible"), "empty-list", message, hint, Severity.WARNING)
    if the_year.disclosure is Disclosure.GRADES and not facts.scheme.grades:
        message = "公开程度是“等次”（grades），方案却没有规定等次"
        yield Finding(
            the_year.origin.of("disclosure"),
            "grades-missing",
            message,
            "请在方案的 grades 写明各组的等次线，或改用其他公开程度",
        )
    if the_year.trailing:
        for one in facts.scheme.lists:
            ranked = len(facts.scheme.units_of(one))
            if ranked > 1 and the_year.leading + the_year.trailing > ranked:  # of one unit nobody is the last
                message = f"“{one.name}”只有 {ranked} 个单位，前 {the_year.leading} 名和后 {the_year.trailing} 名有重复"
                yield Finding(the_year.origin.of("trailing"), "names-overlap", message, "请改小 leading 或 trailing")
    numbers = [amendment.number for amendment in the_year.amendments]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Finding(the_year.origin.of("amendments"), "amendment-number", "更正没有按 1、2、3 编号", "请按次序编号")
