"""The items and rules of a scheme that entries of a register fall under, and what finds them."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from assessment.dataset.method import Method
from assessment.dataset.part import Part, Rule
from assessment.dataset.scheme import Scheme
from assessment.folding import folded
from assessment.imports.fold import Names, forms
from assessment.imports.roster import item_names
from assessment.nearest import nearest
from assessment.numerals import with_figures

_NumbersAndWords = tuple[tuple[str, ...], str]


@dataclass(frozen=True)
class Clauses:
    """The items and rules that entries can fall under, and what finds them."""

    items: Mapping[str, tuple[Part, Part]]
    names: Names
    rules: Names
    numbered: Mapping[_NumbersAndWords, Set[str]]
    """The clauses that are called so in one way or another, by the numbers and words of that."""
    _looked_up: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, scheme: Scheme) -> "Clauses":
        """Return those of a scheme."""
        components = tuple(one for one in scheme.components if one.takes(Method.DEDUCTIONS, Method.ACCRUAL))
        leaves = [(one, leaf) for one in components for leaf in one.leaves() if rules_of(leaf)]
        rules = Names((rule.id, leaf.clause) for _, leaf in leaves for rule in rules_of(leaf))
        numbered: dict[_NumbersAndWords, set[str]] = {}
        for one, leaf in leaves:
            for way in _ways(one, leaf):
                numbered.setdefault(way, set()).add(leaf.clause)
        return cls({leaf.clause: (one, leaf) for one, leaf in leaves}, item_names(components), rules, numbered)

    def find(self, text: str) -> tuple[Part, Part] | None:
        """Return the item that a text names, by clause, by name, or by one of its rules."""
        if text not in self._looked_up:
            self._looked_up[text] = self.names.find(text) or self.rules.find(text) or self._numbered(text) or ""
        return self.items.get(self._looked_up[text])

    def near(self, text: str) -> str | None:
        """Return the name of the item that a text most likely means, or None."""
        named = {item.name: clause for clause, (_, item) in self.items.items()}
        return nearest(text, named)

    def _numbered(self, text: str) -> str | None:
        """Return the clause whose numbers a text has in another form, such as 附件二第四条 or 附件2-4; None for none."""
        for form in forms(text):
            found = self.numbered.get(_numbers_and_words(form), ())
            if len(found) == 1:
                return next(iter(found))
        return None


def _ways(component: Part, item: Part) -> list[_NumbersAndWords]:
    """Return the numbers and words by which an item may be called: with its clause, its annex, or its component."""
    annex, _, number = item.clause.rpartition("第")
    called = (item.clause, f"{item.clause}{item.name}", f"{annex}{item.name}", f"{component.name}第{number}")
    return [_numbers_and_words(folded(name)) for name in called]


def _numbers_and_words(text: str) -> _NumbersAndWords:
    plain = with_figures(text)
    return tuple(re.findall(r"\d+", plain)), re.sub(r"[\W\d_第项条款点]", "", plain)


def rules_of(item: Part) -> list[Rule]:
    """Return the rules of an item that entries can fall under."""
    return [rule for rule in item.rules if not rule.automatic_unless]
