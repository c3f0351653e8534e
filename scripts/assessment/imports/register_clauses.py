"""The items and rules of a scheme that entries of a register fall under, and what finds them."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.dataset.part import Method, Part, Rule
from assessment.dataset.scheme import Scheme
from assessment.imports.fold import Names
from assessment.imports.roster import item_names


@dataclass(frozen=True)
class Clauses:
    """The items and rules that entries can fall under, and what finds them."""

    items: Mapping[str, tuple[Part, Part]]
    names: Names
    rules: Names

    @classmethod
    def of(cls, scheme: Scheme) -> "Clauses":
        """Return those of a scheme."""
        components = tuple(one for one in scheme.components if one.takes(Method.DEDUCTIONS, Method.ACCRUAL))
        leaves = [(one, leaf) for one in components for leaf in one.leaves() if rules_of(leaf)]
        rules = Names((rule.id, leaf.clause) for _, leaf in leaves for rule in rules_of(leaf))
        return cls({leaf.clause: (one, leaf) for one, leaf in leaves}, item_names(components), rules)

    def find(self, text: str) -> tuple[Part, Part] | None:
        """Return the item that a text names, by clause, by name, or by one of its rules."""
        return self.items.get(self.names.find(text) or self.rules.find(text) or "")


def rules_of(item: Part) -> list[Rule]:
    """Return the rules of an item that entries can fall under."""
    return [rule for rule in item.rules if not rule.automatic_unless]
