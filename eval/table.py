"""Results as tables: on a terminal with lines and colour, in a pipe as plain columns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.measures import MEASURES, Figure, Measure
from eval.results import ASSISTANT, Results

if TYPE_CHECKING:
    from rich.console import RenderableType

NOTHING: Final = "\N{EN DASH}"
_PIPE_WIDTH: Final = 250
_CELL_WIDTH: Final = 12
_COUNT_WIDTH: Final = 6
_SLICES: Final = ("turn", "kind", "set")


def console(*, stderr: bool = False) -> Console:
    """Give a console that wraps nothing in a pipe."""
    terminal = (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, width=None if terminal else _PIPE_WIDTH, highlight=False)


def show_results(results: Results, *, to_stderr: bool = False) -> None:
    """Print a run: every measure overall, by split and beside the floors, then the main ones by turn, kind and set."""
    out = console(stderr=to_stderr)
    for each in (_overall(results, out), *(each for by in _SLICES for each in _by_slice(results, by, out))):
        out.print()
        out.print(each)
    out.print()
    out.print(
        Text("Shares in percent with 95 % intervals; ↓: lower is better. The JSON has every definition and source.")
    )
    if not results.complete:
        out.print(Text("Stopped early: the figures are of the questions asked until then."))
    failed = [each for each in results.records[ASSISTANT] if each.error is not None]
    if failed:
        out.print(Text(f"{len(failed)} ended in an error: {', '.join(each.question.id for each in failed)}"))


def _overall(results: Results, out: Console) -> Table:
    own = results.summary[ASSISTANT]
    splits = [name for name in own if name.startswith("split ")]
    sets = sorted({each.set_name for each in results.records[ASSISTANT]})
    table = new_table(out, f"{', '.join(sets)}: {len(results.records[ASSISTANT])} questions")
    table.add_column("measure", no_wrap=True)
    # With one split, "all" is that split, and says so.
    parts = {"all": "all", **{name: name.removeprefix("split ") for name in splits}}
    if len(splits) == 1:
        parts = {"all": splits[0].removeprefix("split ")}
    for name, title in parts.items():
        table.add_column(title, justify="right", style="bold" if name == "all" else "")
    table.add_column("n", justify="right", style="dim")
    floors = [name for name in results.summary if name != ASSISTANT]
    for name in floors:
        table.add_column(name, justify="right", style="dim")
    talked = any(each.question.history for each in results.records[ASSISTANT])
    for measure in MEASURES:
        if own["all"][measure.name].value is not None and (talked or not measure.conversational):
            table.add_row(
                _label(measure),
                *(cell(own[name][measure.name], measure) for name in parts),
                str(own["all"][measure.name].count),
                *(cell(results.summary[name]["all"][measure.name], measure, interval=False) for name in floors),
            )
    return table


def _by_slice(results: Results, prefix: str, out: Console) -> Iterator[Table]:
    """Give the main measures by slice, as many tables as it takes to show whole cells."""
    whole = results.summary[ASSISTANT]
    parts = {name.removeprefix(f"{prefix} "): own for name, own in whole.items() if name.startswith(f"{prefix} ")}
    told = {name for own in parts.values() for name, figure in own.items() if figure.value is not None}
    shown = [each for each in MEASURES if each.headline and each.name in told]
    name_width = max([len(prefix), *map(len, parts)])
    at_once = max(1, (out.width - name_width - _COUNT_WIDTH) // _CELL_WIDTH)
    for start in range(0, len(shown), at_once):
        table = new_table(out, f"by {prefix}")
        table.add_column(prefix, no_wrap=True)
        table.add_column("n", justify="right", style="dim")
        for measure in shown[start : start + at_once]:
            table.add_column(_label(measure), justify="right")
        for name, own in parts.items():
            row = (cell(own[each.name], each) for each in shown[start : start + at_once])
            table.add_row(name, str(own["status"].count), *row)
        yield table


def new_table(out: Console, title: str) -> Table:
    """Give an empty table in the style of where it goes."""
    if out.is_terminal:
        return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    return Table(title=title, box=None, title_justify="left", pad_edge=False, padding=(0, 2, 0, 0))


def cell(figure: Figure, measure: Measure, *, interval: bool = True) -> RenderableType:
    """Write a figure: a share in percent, seconds in milliseconds."""
    if figure.value is None:
        return NOTHING
    text = number(figure.value, measure)
    if interval and figure.interval is not None:
        scale = 100 if measure.unit == "share" else 1000
        text += f" [{figure.interval.low * scale:.0f}\N{EN DASH}{figure.interval.high * scale:.0f}]"
    return Text(text)


def number(value: float, measure: Measure, *, sign: bool = False) -> str:
    """Write a value in the unit that tables use."""
    plus = "+" if sign else ""
    return f"{value * 100:{plus}.1f}" if measure.unit == "share" else f"{value * 1000:{plus}.0f} ms"


def _label(measure: Measure) -> str:
    return f"{measure.label} ↓" if measure.better == "lower" else measure.label
