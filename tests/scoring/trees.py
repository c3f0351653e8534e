"""Trees of parts of every shape with the facts of one unit, as files have them, and reckoned a second time.

The reckoning here works on plain numbers and knows nothing of rows, places or records: it says in another way what
scheme-model and README say of a part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

JOINING = ("sum", "mean")
KINDS = """
kinds:
  - {id: mine, name: 一类, units: [one]}
  - {id: other, name: 二类, units: [two]}
"""
"""What every scheme here says beside its components; the facts are those of the first unit."""
MONTHS = "{{first: 2031-0{n}-01, last: 2031-0{n}-28}}"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What is recorded of a leaf in one wave."""

    mark: int = 0
    """Quarters of a mark, or the number that is counted."""
    late: int = 0
    """Entries that cost 2 marks each, or give 3."""
    wrong: int = 0
    """Entries that cost a tenth of the full marks each."""
    held: bool = False
    """Whether the leaf starts from 60 % of its full marks."""
    veto: bool = False


@dataclass(frozen=True, kw_only=True)
class Node:
    """A part with what is recorded of it."""

    id: str
    method: str
    full: int = 0
    """Full marks as written; 0 where none are."""
    points: int = 0
    """Points as written; 0 where none are."""
    weight: int = 1
    on_top: bool = False
    lower: int | None = None
    """A lower limit, of deductions 0 unless it is lifted."""
    upper: int | None = None
    gate: tuple[str, int, bool] | None = None
    """Key of the part that opens it, the threshold in quarters, and whether it must be passed and not only reached."""
    vetoed: int | None = None
    """The mark that a veto below sets."""
    rescale_here: bool = False
    combine: str = "mean"
    weights: tuple[int, ...] = ()
    """Of the waves; empty where the leaf is measured once."""
    members: str = ""
    """How the marks of several objects become one; empty where there are none. Each has a measure."""
    measures: tuple[Measure, ...] = ()
    by_kind: bool = False
    """Whether full marks are written for each kind, others for the other one."""
    foreign: bool = False
    """Whether the part is for the other kind alone."""
    absent: str = ""
    """What becomes of the marks where it is 不涉及; empty where it applies."""
    items: tuple["Node", ...] = ()

    @property
    def own(self) -> tuple["Node", ...]:
        """The parts right below that are for the unit."""
        return tuple(item for item in self.items if not item.foreign)

    def walk(self) -> Iterator["Node"]:
        """Yield this part and all below it that are for the unit."""
        yield self
        for item in self.own:
            yield from item.walk()


def scheme_text(tree: tuple[Node, ...]) -> str:
    """The components as a scheme file has them."""
    return "".join(_part_text(node, 2) for node in tree)


def _part_text(node: Node, indent: int) -> str:
    fields = [f"id: {node.id}", f"name: 部分{node.id}", "clause: 甲", f"method: {node.method}"]
    fields += [f"not_applicable: {node.absent}"] * bool(node.absent)
    full = f"{{mine: {node.full}, other: {node.full + 7}}}" if node.by_kind else str(node.full)
    fields += [f"full: {full}"] * bool(node.full) + [f"points: {node.points}"] * bool(node.points)
    fields += ["groups: [other]"] * node.foreign + [f"members: {node.members}"] * bool(node.members)
    fields += [f"weight: {node.weight}"]
    fields += ["on_top: true"] * node.on_top + ["rescale_here: true"] * node.rescale_here
    bounds = [f"upper: {node.upper}"] * (node.upper is not None)
    if node.method == "deductions" and node.lower is None:
        bounds.append("lower: none")
    elif node.lower is not None:
        bounds.append(f"lower: {node.lower}")
    fields += [f"limit: {{{', '.join(bounds)}}}"] * bool(bounds)
    if node.gate is not None:
        key, quarters, strict = node.gate
        fields.append(f"gate: {{part: {key}, {'above' if strict else 'at_least'}: {quarters / 4:g}}}")
    fields += [f"vetoed: {{mark: {node.vetoed}, grade: 不合格}}"] * (node.vetoed is not None)
    if node.method == "deductions":
        late, wrong = "{id: 迟报, points: -2, count: each}", "{id: 错误, percent: -10, count: each}"
        vetoes = "{id: 泄密, veto: true, count: once}, {id: 造假, veto: true, count: once}"
        fields.append(f"rules: [{late}, {wrong}, {{id: 不更新, ceiling: 60}}, {vetoes}]")
    if node.method == "accrual":
        fields.append("rules: [{id: 经验, points: 3, count: each}]")
    if node.method == "count":
        fields.append("per: 2")
    if node.weights:
        waves = (
            f"{{id: w{n}, name: 第{n}轮, window: {MONTHS.format(n=n)}, weight: {weight}}}"
            for n, weight in enumerate(node.weights, 1)
        )
        fields += [f"combine: {node.combine}", f"waves: [{', '.join(waves)}]"]
    margin = " " * indent
    text = f"{margin}- {fields[0]}\n" + "".join(f"{margin}  {field}\n" for field in fields[1:])
    below = "".join(_part_text(item, indent + 4) for item in node.items)
    return f"{text}{margin}  items:\n{below}" if below else text


def facts(tree: tuple[Node, ...]) -> dict[str, list[str]]:
    """What is recorded, by the list of the record that it belongs to, each as a file has it."""
    found: dict[str, list[str]] = {"not_applicable": [], "marks": [], "deductions": [], "bonus": []}
    for node in (node for top in tree for node in top.walk() if not node.items):
        if node.absent:
            found["not_applicable"].append(f"{{clause: {node.id}, reason: 没有此项}}")
        elif node.method in ("given", "count"):
            each = [_measure_text(node, one) for one in node.measures]
            found["marks"].append(f"{node.id}: {_marks_text(node, each)}")
        else:
            key = "bonus" if node.method == "accrual" else "deductions"
            found[key] += (entry for month, one in enumerate(node.measures, 1) for entry in _entries(node, month, one))
    return found


def _marks_text(node: Node, each: Sequence[str]) -> str:
    several = "waves" if node.weights else "members"
    names = (f"{several[0]}{n}: {one}" for n, one in enumerate(each, 1))
    return f"{{{several}: {{{', '.join(names)}}}}}" if node.weights or node.members else each[0]


def _measure_text(node: Node, one: Measure) -> str:
    key, value = ("number", str(one.mark)) if node.method == "count" else ("mark", f"{one.mark / 4:g}")
    return f"{{{key}: {value}, date: 2031-05-06}}"


def _entries(node: Node, month: int, one: Measure) -> Iterator[str]:
    counts = {"迟报": one.late, "错误": one.wrong, "不更新": int(one.held), "泄密": int(one.veto)}
    listed = {"经验": one.late} if node.method == "accrual" else counts
    for number, (rule, count) in enumerate(listed.items(), 1):
        if count:
            yield entry_text(node, f"{node.id}m{month}r{number}", month, rule, count)


def entry_text(node: Node, name: str, month: int, rule: str, count: int, more: str = "reason: 原因") -> str:
    """An entry as a record has it."""
    head = f"{{id: {name}, clause: {node.id}, rule: {rule}, date: 2031-0{month}-05"
    return f"{head}, count: {count}, {more}, evidence: [e01]}}"


def record_text(found: Mapping[str, Sequence[str]]) -> str:
    """A record file after its head."""
    text = ""
    for key, listed in found.items():
        bullet = "  " if key == "marks" else "  - "
        text += f"{key}:\n" + "".join(f"{bullet}{one}\n" for one in listed) if listed else ""
    return text


@dataclass(frozen=True)
class Worth:
    """What a part comes to, on its own scale."""

    mark: Fraction
    full: Fraction | None
    applies: Fraction
    """Full marks of what applies."""
    vetoes: bool = False
    marks: tuple[tuple[str, Fraction], ...] = ()
    """The mark of this part and of all below."""
    shared: Fraction = Fraction(0)
    """Full marks that the other leaves share."""
    leaves: tuple[tuple[Fraction, Fraction], ...] = ()
    """Mark and full marks of each leaf that applies."""

    def times(self, factor: Fraction) -> "Worth":
        """The worth on the scale above; marks of parts stay as they are."""
        full = None if self.full is None else self.full * factor
        leaves = tuple((mark * factor, full * factor) for mark, full in self.leaves)
        return Worth(
            self.mark * factor, full, self.applies * factor, self.vetoes, self.marks, self.shared * factor, leaves
        )


def total(tree: tuple[Node, ...]) -> tuple[Fraction, dict[str, Fraction]]:
    """The unit's total, and the mark of every part."""
    below = _through_gates([(node, worth(node, fills=True)) for node in tree])
    every = sum((one.mark * _factor(node, one) for node, one in below), Fraction(0))
    return every, {key: mark for _, one in below for key, mark in one.marks}


def worth(node: Node, *, fills: bool) -> Worth:
    """A part after limits and vetoes."""
    found = _node(node, fills) if node.items else _leaf(node)
    mark = found.mark if node.weights or node.members else _held(node, found.mark)
    vetoes = found.vetoes
    if vetoes and node.vetoed is not None:
        mark, vetoes = Fraction(node.vetoed), False
    leaves = found.leaves if node.items else ((mark, found.full),) if found.full and found.applies else ()
    return Worth(mark, found.full, found.applies, vetoes, (*found.marks, (node.id, mark)), found.shared, leaves)


def _held(node: Node, mark: Fraction) -> Fraction:
    upper = node.upper
    if upper is None and node.method in ("accrual", "count") and node.full:
        upper = node.full
    mark = mark if upper is None else min(mark, Fraction(upper))
    return mark if node.lower is None else max(mark, Fraction(node.lower))


def _leaf(node: Node) -> Worth:
    full = Fraction(node.full) if node.full else None
    if node.absent:
        kept = Fraction(node.full if node.absent == "keep" else 0)
        return Worth(kept, full, kept, shared=Fraction(node.full if node.absent == "even" else 0))
    marks = [_measured(node, one) for one in node.measures]
    vetoes = any(one.veto for one in node.measures)
    if not node.weights and not node.members:
        return Worth(marks[0], full, full or Fraction(0), vetoes)
    marks = [_held(node, mark) for mark in marks]
    if node.members:
        mark = min(marks) if node.members == "lowest" else sum(marks, Fraction(0)) / len(marks)
        return Worth(mark, full, full or Fraction(0))
    if node.combine == "mean":
        whole = sum((mark * weight for mark, weight in zip(marks, node.weights, strict=True)), Fraction(0))
        return Worth(whole / sum(node.weights), full, full or Fraction(0), vetoes)
    if node.combine == "sum":
        several = full and full * len(marks)
        return Worth(sum(marks, Fraction(0)), several, several or Fraction(0), vetoes)
    chosen = marks.index(max(marks)) if node.combine == "best" else len(marks) - 1
    return Worth(marks[chosen], full, full or Fraction(0), node.measures[chosen].veto)


def _measured(node: Node, one: Measure) -> Fraction:
    match node.method:
        case "given":
            return Fraction(one.mark, 4)
        case "count":
            return Fraction(one.mark * 2)
        case "accrual":
            return Fraction(one.late * 3)
    lost = one.late * 2 + one.wrong * Fraction(node.full, 10) + one.held * Fraction(node.full * 4, 10)
    return node.full - lost


def _node(node: Node, fills: bool) -> Worth:
    averages = node.method == "mean"
    below = _through_gates([(item, worth(item, fills=averages)) for item in node.own])
    base = [(item, one) for item, one in below if not item.on_top]
    top = [(item, one) for item, one in below if item.on_top]
    found = _mean(node, base) if averages else _sum(base)
    mark, applies, shared = found.mark, found.applies, found.shared
    if (fills or node.rescale_here) and found.full and applies:
        each = shared / len(found.leaves) if shared else Fraction(0)
        mark += sum((each * own / full for own, full in found.leaves if each), Fraction(0))
        mark, applies, shared = mark * found.full / (applies + shared), found.full, Fraction(0)
    mark += sum((one.mark * _factor(item, one) for item, one in top), Fraction(0))
    vetoes = any(one.vetoes for _, one in below)
    marks = tuple(kept for _, one in below for kept in one.marks)
    return Worth(mark, found.full, applies, vetoes, marks, shared, found.leaves)


def _sum(below: list[tuple[Node, Worth]]) -> Worth:
    scaled = [one.times(_factor(item, one)) for item, one in below]
    fulls = [one.full for one in scaled if one.full is not None]
    full = sum(fulls, Fraction(0)) if len(fulls) == len(scaled) else None
    return Worth(
        sum((one.mark for one in scaled), Fraction(0)),
        full,
        sum((one.applies for one in scaled), Fraction(0)),
        shared=sum((one.shared for one in scaled), Fraction(0)),
        leaves=tuple(leaf for one in scaled for leaf in one.leaves),
    )


def _mean(node: Node, below: list[tuple[Node, Worth]]) -> Worth:
    full = Fraction(node.full)
    present = [(item, one) for item, one in below if one.applies]
    weights = sum(item.weight for item, _ in present)
    if not weights:
        return Worth(Fraction(0), full, Fraction(0))
    rates = sum((item.weight * one.mark / (one.full or 1) for item, one in present), Fraction(0))
    shares = (full * item.weight / (weights_of(below) * (one.full or 1)) for item, one in below)
    leaves = tuple(leaf for share, (_, one) in zip(shares, below, strict=True) for leaf in one.times(share).leaves)
    return Worth(full * rates / weights, full, full, leaves=leaves)


def weights_of(below: list[tuple[Node, Worth]]) -> int:
    """The weights of all parts of a mean."""
    return sum(item.weight for item, _ in below)


def _factor(item: Node, one: Worth) -> Fraction:
    return Fraction(item.points) / one.full if item.points and one.full else Fraction(1)


def _through_gates(below: list[tuple[Node, Worth]]) -> list[tuple[Node, Worth]]:
    marks = {item.id: one.mark for item, one in below}
    return [(item, one if _opens(item, marks) else _shut(item, one)) for item, one in below]


def _opens(item: Node, marks: dict[str, Fraction]) -> bool:
    if item.gate is None:
        return True
    key, quarters, strict = item.gate
    return marks[key] > Fraction(quarters, 4) if strict else marks[key] >= Fraction(quarters, 4)


def _shut(item: Node, one: Worth) -> Worth:
    kept = tuple((key, mark) for key, mark in one.marks if key != item.id)
    return Worth(Fraction(0), one.full, one.applies, one.vetoes, (*kept, (item.id, Fraction(0))))


ABSENT = st.sampled_from(["", "", "", "", "rescale", "even", "keep"])
FULLS = st.sampled_from([5, 10, 20, 30, 100])


@st.composite
def measures(draw: st.DrawFn, method: str, full: int) -> Measure:
    """What may be recorded of a leaf once."""
    if method in ("given", "count"):
        return Measure(mark=draw(st.integers(0, full * 4 if method == "given" else full)))
    some = st.integers(0, 3)
    if method == "accrual":
        return Measure(late=draw(some))
    return Measure(late=draw(some), wrong=draw(some), held=draw(st.booleans()), veto=draw(st.integers(0, 9)) == 0)


@st.composite
def leaves(draw: st.DrawFn, id: str, *, alone: bool) -> Node:
    """A part without parts below; one that is alone below another always applies and has full marks."""
    method = draw(st.sampled_from(["given", "deductions", "accrual", "count"]))
    full = draw(FULLS)
    weights = draw(st.lists(st.integers(1, 6), min_size=2, max_size=3)) if draw(st.integers(0, 3)) == 0 else []
    can_be_several = method in ("given", "count") and not weights
    members = draw(st.sampled_from(["", "", "mean", "lowest"])) if can_be_several else ""
    several = draw(st.integers(1, 3)) if members else max(1, len(weights))
    measured = tuple(draw(measures(method, full)) for _ in range(several))
    return Node(
        id=id,
        method=method,
        full=full,
        points=draw(st.sampled_from([0, 0, 10, 40])),
        weight=draw(st.integers(1, 9)),
        lower=0 if method == "deductions" and draw(st.booleans()) else None,
        combine=draw(st.sampled_from(["mean", "sum", "best", "last"])),
        weights=tuple(weights),
        members=members,
        measures=measured,
        by_kind=draw(st.integers(0, 3)) == 0,
        absent=draw(ABSENT) if not alone and method in ("given", "deductions") and not weights and not members else "",
    )


@st.composite
def nodes(draw: st.DrawFn, id: str, depth: int, *, alone: bool = False) -> Node:
    """A part of any kind, with parts below it to some depth."""
    method = draw(st.sampled_from(["leaf", *JOINING])) if depth else "leaf"
    if method == "leaf":
        return draw(leaves(id, alone=alone))
    several = draw(st.integers(1, 3))
    items = [draw(nodes(f"{id}{n}", depth - 1, alone=several == 1)) for n in range(several)]
    others = [replace(draw(leaves(f"{id}o", alone=True)), foreign=True)] if draw(st.integers(0, 3)) == 0 else []
    return Node(
        id=id,
        method=method,
        full=draw(FULLS) if method == "mean" else 0,
        points=draw(st.sampled_from([0, 0, 15, 60])),
        weight=draw(st.integers(1, 9)),
        lower=draw(st.sampled_from([None, None, 0, 3])),
        upper=draw(st.sampled_from([None, None, 9, 50])),
        vetoed=draw(st.sampled_from([None, None, 0, 1])),
        rescale_here=draw(st.booleans()),
        items=(*others, *items, *draw(extras(id, items, fills=method == "mean"))),
    )


@st.composite
def extras(draw: st.DrawFn, id: str, beside: list[Node], *, fills: bool) -> list[Node]:
    """Nothing, or a part on top that another part beside it opens, often with a mark just at the threshold."""
    if draw(st.integers(0, 2)):
        return []
    key = draw(st.sampled_from(beside))
    quarters = max(0, int(worth(key, fills=fills).mark * 4) + draw(st.integers(-1, 1)))
    gate = (key.id, quarters, draw(st.booleans()))
    late = Measure(late=draw(st.integers(0, 3)))
    upper = draw(st.sampled_from([None, 5]))
    return [Node(id=f"{id}x", method="accrual", on_top=True, gate=gate, upper=upper, measures=(late,))]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Node, ...]:
    """The components of a scheme with the facts of one unit."""
    return tuple(draw(nodes(f"p{n}", 3)) for n in range(draw(st.integers(1, 3))))
