"""What a scheme, a year and a unit's own record offer for the fields of that record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.part import Part, Rule
from assessment.forms.field import FieldChoice
from assessment.forms.offers import Offer
from assessment.forms.part_words import choice_of, number, points_words
from assessment.load.shapes import list_of, mapping_of

_CITED = "勾选作为依据的，可以几份；还没有登记的，先在单位名称旁边的“证据文件”登记。"
ENTRIES = {"deductions": Method.DEDUCTIONS, "bonus": Method.ACCRUAL}
"""The lists of dated entries, and what the parts that they fall under are reckoned by."""


@dataclass(frozen=True)
class RecordOffers:
    """Tells what is offered for the fields of one form of a unit's record."""

    dataset: Dataset
    unit: str
    record: Mapping[str, object]
    """The record as written."""
    base: tuple[str, ...]
    """The steps from the top of the record to the form."""

    def __call__(self, steps: tuple[str, ...], around: Mapping[str, object]) -> Offer:
        """Return what is offered for a field, as ``Offers`` has it."""
        match (*self.base, *steps):
            case (*_, "evidence") if steps or len(self.base) > 1:
                pieces = tuple(self._evidence())
                return Offer(choices=pieces, words=_CITED, note="" if pieces else "这个单位还没有登记证据，请先登记")
            case ("evidence", _, "files"):
                return Offer(is_hidden=True)
            case (("deductions" | "bonus") as section, _, field):
                return self._entry(section, field, around)
            case ("not_applicable", _, "clause"):
                return Offer(choices=tuple(map(self._choice, self.may_be_absent())))
            case ("marks", component, *inner) if (part := self.part(component)) is not None:
                return self._mark(part, tuple(inner))
            case ("ballots", component, _, *inner) if (part := self.part(component)) is not None:
                return self._ballot(part, tuple(inner))
            case ("objections", _, "about"):
                return Offer(choices=tuple(self.objectionable()))
            case ("self_marks", clause, *inner):
                return self._self_mark(clause, tuple(inner), around)
            case _:
                return Offer()

    @property
    def marked_as(self) -> str:
        """What the unit is marked as."""
        return self.dataset.scheme.marked_as(self.unit)

    def part(self, key: str) -> Part | None:
        """Return a part of the scheme by its key, else by its clause."""
        parts = [*self.dataset.scheme.parts()]
        by_key = next((part for part in parts if part.key == key), None)
        return by_key or next((part for part in parts if part.clause == key and not part.items), None)

    def parts_with(self, method: Method) -> Iterator[Part]:
        """Yield the parts of the unit that have none below and get their marks by a method."""
        eligible = self.dataset.year.eligible
        for component in self.dataset.scheme.components_of(self.marked_as):
            for leaf in component.leaves():
                listed = not leaf.eligible_listed or self.unit in eligible.get(leaf.clause, ())
                if leaf.method is method and leaf.is_for(self.marked_as) and listed:
                    yield leaf

    def may_be_absent(self) -> Iterator[Part]:
        """Yield the parts below components that can be 不涉及 for the unit."""
        for component in self.dataset.scheme.components_of(self.marked_as):
            for part in component.below():
                if part.not_applicable is not None and part.is_for(self.marked_as):
                    yield part

    def objectionable(self) -> Iterator[FieldChoice]:
        """Yield what a unit may object to: its entries, and the marks that it was given."""
        for section in ENTRIES:
            for entry in map(mapping_of, list_of(self.record.get(section))):
                id, clause, day, reason = (str(entry.get(name, "")) for name in ("id", "clause", "date", "reason"))
                yield FieldChoice(id, f"{clause}，{day}", reason)
        for key in mapping_of(self.record.get("marks")):
            part = self.part(key)
            yield FieldChoice(key, key if part is None else part.name)

    def raters(self, part: Part) -> Iterator[FieldChoice]:
        """Yield those who rate the unit in a part."""
        scheme = self.dataset.scheme
        group = scheme.group_of(self.unit)
        allowed = part.raters.get(group.id, ()) if group is not None else ()
        for other in scheme.groups:
            for unit in other.units if other.id in allowed else ():
                if unit != self.unit:
                    yield FieldChoice(unit, self.dataset.units[unit].name if unit in self.dataset.units else unit)
        for rater in scheme.outside_raters:
            if rater.id in allowed:
                yield FieldChoice(rater.id, rater.name)

    def self_marked(self) -> Iterator[Part]:
        """Yield the parts for which the unit marks itself."""
        for component in self.dataset.scheme.components_of(self.marked_as):
            yield from (leaf for leaf in component.self_marked() if leaf.is_for(self.marked_as))

    def measured(self) -> Iterator[Part]:
        """Yield the parts for which marks or numbers of the unit are recorded under a name of their own."""
        for component in self.dataset.scheme.components_of(self.marked_as):
            yield from self._measured(component)

    def _measured(self, part: Part) -> Iterator[Part]:
        if not part.is_for(self.marked_as) or (part.waves and all(wave.round is not None for wave in part.waves)):
            return
        if part.waves or part.members is not None or part.method in (Method.GIVEN, Method.COUNT):
            if part.takes(Method.GIVEN, Method.COUNT) or part.method is Method.GIVEN:
                yield part
            return
        given = any(item.method is Method.GIVEN and not item.waves and item.members is None for item in part.items)
        if given and (self._is_apart(part) or any(self._detail(part))):
            yield part
        for item in part.items:
            if item.method is not Method.GIVEN or item.waves or item.members is not None:
                yield from self._measured(item)

    def _choice(self, part: Part) -> FieldChoice:
        return choice_of(self.dataset.scheme, part)

    def evidence_titles(self) -> Mapping[str, str]:
        """Return what the pieces of evidence are called, by their ids."""
        return {choice.value: choice.label for choice in self._evidence()}

    def _evidence(self) -> Iterator[FieldChoice]:
        pieces = [mapping_of(piece) for piece in list_of(self.record.get("evidence"))]
        called = Counter(str(piece.get("title")) for piece in pieces)
        for piece in pieces:
            id, title = str(piece.get("id", "")), str(piece.get("title", ""))
            words = [str(piece[name]) for name in ("source", "captured") if name in piece]
            yield FieldChoice(id, title or id, "，".join([*words, f"编号 {id}"] if called[title] > 1 else words))

    def _entry(self, section: str, field: str, around: Mapping[str, object]) -> Offer:
        part = self.part(str(around.get("clause", "")))
        if field == "clause":
            return Offer(choices=tuple(map(self._choice, self.parts_with(ENTRIES[section]))))
        if part is None:
            return Offer()
        every = [rule for rule in part.rules if not rule.automatic_unless]
        rules = [rule for rule in every if rule.id == around.get("rule")] or every
        match field:
            case "rule":
                choices = tuple(FieldChoice(rule.id, rule.id, points_words(rule)) for rule in every)
                return Offer(choices=choices, is_wanted=len(every) > 1, is_out=len(every) < 2)
            case "level":
                levels = dict.fromkeys(level for rule in rules for level in rule.levels)
                choices = tuple(FieldChoice(level, level, _at_level(rules, level)) for level in levels)
                return Offer(choices=choices, is_wanted=bool(levels), is_out=not levels)
            case "date":
                return Offer(first=part.window.first, last=part.window.last)
            case "points":
                ends = [rule.range for rule in rules if rule.range is not None]
                least, most = min((low for low, _ in ends), default=None), max((high for _, high in ends), default=None)
                return Offer(least=least, most=most, is_wanted=bool(ends), is_out=not ends)
            case "links":
                names = tuple(FieldChoice(name, name) for rule in rules for name in rule.requires)
                return Offer(names=names, is_wanted=bool(names), is_out=not names)
            case _:
                return Offer()

    def _mark(self, part: Part, inner: tuple[str, ...]) -> Offer:
        match inner:
            case ("waves" | "members", _, *rest) if rest:
                return self._measurement(part, tuple(rest), "members" if inner[0] == "waves" else "")
            case _:
                return self._measurement(part, inner, "waves")

    def _measurement(self, part: Part, inner: tuple[str, ...], apart: str) -> Offer:
        """Return what is offered for a mark: of the part as a whole, of a wave, or of a member.

        Args:
            part: what is marked.
            inner: steps from the mark on.
            apart: by what it may still be told apart; nothing where it is of one member.
        """
        several = (apart == "waves" and bool(part.waves)) or (bool(apart) and part.members is not None)
        by_waves = apart == "waves" and bool(part.waves)
        counts = part.method is Method.COUNT
        match inner:
            case ("waves",):
                waves = tuple(FieldChoice(wave.id, wave.name) for wave in part.waves if wave.round is None)
                return Offer(names=waves if by_waves else (), is_wanted=by_waves, is_out=not by_waves)
            case ("members",):
                of_members = bool(apart) and part.members is not None and not by_waves
                return Offer(is_wanted=of_members, is_out=not of_members)
            case ("members", _, *rest) if rest:
                return self._measurement(part, tuple(rest), "")
            case ("mark",):
                most = part.full_once(self.marked_as)
                is_out = several or counts or part.method.joins
                return Offer(
                    most=most, least=Decimal(0), is_out=is_out, note="" if most is None else f"满分{number(most)}分"
                )
            case ("number",):
                return Offer(is_wanted=counts and not several, is_out=several or not counts)
            case ("date",):
                return Offer(first=part.window.first, last=part.window.last, is_out=several)
            case ("items",):
                items = tuple(self._choice(leaf) for leaf in self._detail(part))
                return Offer(names=items, is_out=several or not items)
            case ("items", clause, field):
                return self._item(clause, field)
            case ("difference" | "reason",):
                return Offer(is_out=several or (inner[0] == "difference" and not part.items))
            case _:
                return Offer()

    def _detail(self, part: Part) -> Iterator[Part]:
        """Yield the parts below whose marks are recorded as the detail of a part."""
        for item in part.items:
            if not item.is_for(self.marked_as) or item.waves or item.members is not None or self._is_apart(item):
                continue
            if not item.items and item.method is Method.GIVEN:
                yield item
            elif part.method is Method.GIVEN:
                yield from self._detail(item)

    def _is_apart(self, part: Part) -> bool:
        """Tell whether the mark of a part is recorded under its own name."""
        return part.key in mapping_of(self.record.get("marks"))

    def _item(self, clause: str, field: str) -> Offer:
        leaf = self.part(clause)
        if leaf is None:
            return Offer()
        match field:
            case "clause":
                return Offer(choices=(self._choice(leaf),))
            case "mark":
                most = leaf.full_of(self.marked_as)
                return Offer(most=most, least=Decimal(0), note="" if most is None else f"满分{number(most)}分")
            case "not_applicable":
                return Offer(is_out=leaf.not_applicable is None)
            case _:
                return Offer()

    def _ballot(self, part: Part, inner: tuple[str, ...]) -> Offer:
        match inner:
            case ("rater",):
                return Offer(choices=tuple(self.raters(part)))
            case ("date",):
                return Offer(first=part.window.first, last=part.window.last)
            case ("marks",):
                most = part.full_once(self.marked_as)
                return Offer(note="" if most is None else f"每张票最多{number(most)}分")
            case _:
                return Offer()

    def _self_mark(self, clause: str, inner: tuple[str, ...], around: Mapping[str, object]) -> Offer:
        part = self.part(str(around.get("clause") or clause))
        waves = self._waves_above(part) if part is not None else ()
        members = part is not None and self._has_members(part)
        match inner:
            case ("clause",):
                return Offer(choices=tuple(map(self._choice, self.self_marked())))
            case ("mark",):
                most = None if part is None else part.full_once(self.marked_as)
                return Offer(most=most, is_out=bool(waves) or members, is_wanted=not waves and not members)
            case ("waves",):
                return Offer(names=waves, is_wanted=bool(waves), is_out=not waves)
            case ("members",):
                return Offer(is_wanted=members and not waves, is_out=bool(waves) or not members)
            case _:
                return Offer()

    def _waves_above(self, part: Part) -> tuple[FieldChoice, ...]:
        """Return the waves in which a part is measured, its own or those of a part above."""
        for component in self.dataset.scheme.components:
            for leaf, wave in component.measurements():
                if leaf.key == part.key and wave is not None:
                    return tuple(
                        FieldChoice(one.id, one.name)
                        for other, one in component.measurements()
                        if other.key == part.key and one is not None
                    )
        return ()

    def _has_members(self, part: Part) -> bool:
        parts = self.dataset.scheme.parts()
        return any(one.members is not None and part.key in {leaf.key for leaf in one.walk()} for one in parts)


def _at_level(rules: list[Rule], level: str) -> str:
    points = dict.fromkeys(f"{number(rule.each(level))}分" for rule in rules if level in rule.levels)
    return "或".join(points)
