"""Comparing two runs over the same questions: what changed, how surely, and for which questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.text import Text

from eval.errors import ResultsError
from eval.intervals import Interval, paired_bootstrap
from eval.measures import MEASURES, Measure
from eval.measures.measure import as_array
from eval.results import Saved, read_results

SAME: Final = 0
WORSE: Final = 1
TOLERANCE: Final = 0.02
_ROUNDING: Final = 1e-9
_LISTED: Final = 5


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one measure.

    before, after: the pooled values, None where the measure applied to nothing. interval: of the difference.
    fixed, broken: keys of the questions whose value got better or worse. regression: worse by more than tolerated.
    """

    measure: Measure
    before: float | None
    after: float | None
    interval: Interval | None
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    regression: bool

    @property
    def difference(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


def compare(
    before: Sequence[Saved], after: Sequence[Saved], *, tolerance: float = TOLERANCE, seed: int = 0
) -> tuple[Change, ...]:
    """Compare two runs by every measure that both have.

    Seconds are compared but never a regression: they depend on what else the machine was doing.

    Args:
        before: the records of the first run.
        after: the records of the second, over the same questions.
        tolerance: by how much a share may get worse, e.g. 0.02 for two percentage points.
        seed: of the bootstrap.

    Raises:
        ResultsError: the two were not run over the same questions.
    """
    first, second = paired(before, after)
    return tuple(
        _change(measure, first, second, tolerance, seed)
        for measure in MEASURES
        if all(measure.name in each.values for each in (*first, *second))
    )


def paired(before: Sequence[Saved], after: Sequence[Saved]) -> tuple[list[Saved], list[Saved]]:
    """Bring two runs into one order.

    Raises:
        ResultsError: a question is in one only, or is not the same in both.
    """
    first, second = ({each.key: each for each in records} for records in (before, after))
    for one, other, name in ((first, second, "first"), (second, first, "second")):
        alone = [key for key in one if key not in other]
        if alone:
            raise ResultsError(
                f"{_count(len(alone))} only in the {name} run ({_some(alone)}): compare runs of the same sets and "
                "splits, or say --common to compare what both have."
            )
    changed = [key for key in first if first[key].question != second[key].question]
    if changed:
        raise ResultsError(
            f"{_count(len(changed))} not the same in both sets ({_some(changed)}): run the older one again on today's "
            "set, or say --common to leave them out."
        )
    if not first:
        raise ResultsError("The runs have no question in common.")
    return list(first.values()), [second[key] for key in first]


def common(before: Sequence[Saved], after: Sequence[Saved]) -> tuple[list[Saved], list[Saved]]:
    """Keep the questions that are in both runs, and the same in both."""
    other = {each.key: each.question for each in after}
    kept = {each.key for each in before if other.get(each.key) == each.question}
    return [each for each in before if each.key in kept], [each for each in after if each.key in kept]


def _change(measure: Measure, first: Sequence[Saved], second: Sequence[Saved], tolerance: float, seed: int) -> Change:
    old, new = ([each.values[measure.name] for each in records] for records in (first, second))
    before, after = (measure.figure(values, seed=seed).value for values in (old, new))
    sign = 1 if measure.better == "higher" else -1
    fixed: list[str] = []
    broken: list[str] = []
    for record, a, b in zip(first, old, new, strict=True):
        if a is not None and b is not None and (gain := (measure.grade(b) - measure.grade(a)) * sign):
            (fixed if gain > 0 else broken).append(record.key)
    interval, regression = None, False
    if before is not None and after is not None:
        interval = paired_bootstrap(as_array(old), as_array(new), measure.pool, seed=seed)
        regression = measure.unit == "share" and (before - after) * sign > tolerance + _ROUNDING
    return Change(measure, before, after, interval, tuple(fixed), tuple(broken), regression)


def main(
    before: Path,
    after: Path,
    *,
    tolerance: float = TOLERANCE,
    only_common: bool = False,
    split: str = "all",
    seed: int = 0,
) -> int:
    """Compare two files of results, print what changed, and give the exit code: 1 for a regression, else 0.

    Raises:
        ResultsError: a file cannot be read, or the two were not run over the same questions.
    """
    first, second = (
        [each for each in read_results(path) if split in {"all", each.question.split}] for path in (before, after)
    )
    if only_common:
        first, second = common(first, second)
    changes = compare(first, second, tolerance=tolerance, seed=seed)
    _show(changes, {each.key: each for each in second}, {each.key: each for each in first})
    return WORSE if any(change.regression for change in changes) else SAME


def _show(changes: Sequence[Change], after: Mapping[str, Saved], before: Mapping[str, Saved]) -> None:
    from eval.table import NOTHING, console, new_table, number

    out = console()
    table = new_table(out, f"{len(after)} questions")
    table.add_column("measure", no_wrap=True)
    for title in ("before", "after", "difference", "fixed", "broken", ""):
        table.add_column(title, justify="left" if not title else "right")
    for each in changes:
        if each.before is None and each.after is None:
            continue
        unit = each.measure
        difference = NOTHING
        if each.difference is not None and each.interval is not None:
            low, high = (number(end, unit, sign=True) for end in (each.interval.low, each.interval.high))
            difference = f"{number(each.difference, unit, sign=True)} [{low}, {high}]"
        table.add_row(
            unit.label + (" ↓" if unit.better == "lower" else ""),
            *(NOTHING if value is None else number(value, unit) for value in (each.before, each.after)),
            Text(difference),
            *(str(len(keys)) if unit.unit == "share" else "" for keys in (each.fixed, each.broken)),
            Text("REGRESSION", style="bold red") if each.regression else "",
        )
    out.print(table)
    for each in changes:
        if each.measure.unit == "share" and (each.measure.name == "right" or each.regression):
            for title, keys in (("fixed", each.fixed), ("broken", each.broken)):
                if keys:
                    out.print(Text(f"\n{each.measure.label}: {title}", style="bold"))
                for key in keys:
                    was, now = before[key].status, after[key].status
                    moved = f" ({was} → {now})" if was != now else ""
                    out.print(Text(f"  {key}  {after[key].question.question}{moved}"))


def _count(number: int) -> str:
    return "1 question is" if number == 1 else f"{number} questions are"


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_LISTED]) + (", …" if len(keys) > _LISTED else "")
