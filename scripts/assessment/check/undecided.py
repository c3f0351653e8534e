"""A scheme that was copied or drafted is decided part by part, and whole before anything is reviewed by it."""

from collections.abc import Iterator

from assessment.approval.corrections import component_names
from assessment.approval.words import place_words
from assessment.check.facts import Facts
from assessment.dataset.year import Stage
from assessment.findings import Finding, Severity
from assessment.load.scheme import Guide


def check_undecided(facts: Facts) -> Iterator[Finding]:
    """Find what the scheme lists as 待定: to be known while marks are collected, a fault from the review on."""
    document = facts.base.documents.get(f"schemes/{facts.year.scheme}.yaml")
    if document is None:
        return
    severity = Severity.WARNING if facts.year.stage is Stage.COLLECTING else Severity.ERROR
    guide = Guide(document.data)
    for index, at in enumerate(facts.scheme.undecided):
        path = guide.led_to(at)
        if path is None or path not in document.places:
            message = f"待定事项“{at}”在方案中找不到"
            yield Finding(document.place(("undecided", index)), "unknown-undecided", message, "请核对位置，或删去这一行")
            continue
        what = place_words("scheme", tuple(at.split("/")), component_names(facts.scheme))
        hint = f"照印发的文件改定后，从 undecided 中删去 {at} 这一行"
        yield Finding(document.place(path), "undecided", f"“{what}”还是待定", hint, severity)
