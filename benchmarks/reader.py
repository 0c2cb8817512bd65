"""How long the reader takes over 4 and over 8 windows of 120 tokens: int8 in ONNX, and beside it fp32 in torch.

    python benchmarks/reader.py [--weights FOLDER] [--torch FILE.pt] [--attention eager] [--runs 50] [--json FILE]

Both run on the same windows in turns, so that a slow spell of the machine falls on both, each on its own two threads
with a pause before it, in which the other's threads come to rest. A time is that of a call: from windows to logits.
Timings depend on what else the machine does; compare figures of one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from qa.evidence.model import WindowLogits
    from qa.evidence.windows import Window, WindowMaker

    Read: TypeAlias = Callable[[Sequence[Window]], list[WindowLogits]]

WEIGHTS = ROOT / "qa" / "evidence" / "weights"
AIMS = {4: 60.0, 8: 110.0}
"""Milliseconds that the int8 model may take, the median, by the number of windows."""
TOKENS = 120
THREADS = 2
PAUSE = 0.02
"""Seconds before each call."""
INT8 = "int8, ONNX"

QUESTION = "Who counted the boats in the harbour last week?"
CONTEXT = "Log of the harbour office"
SENTENCES = (
    "The harbour office counted forty boats on Monday and wrote their names in a book.",
    "A keeper of the light said that the fog had come in before noon and stayed until the evening.",
    "Two ships waited outside for a pilot, who came late because of the wind.",
    "The crane on the north side was painted green in the spring, and its driver asked for a new chair.",
    "On the same day the market sold fish, bread and apples to the crews.",
    "Nobody knows how many ropes were lost when the old store was cleared out.",
    "According to the master of the ferry, the bridge will open again in four days.",
    "The school sent thirty children to see the boats; they drew them and sang a song.",
)
FILLERS = ("and", "so", "on", "day", "after", "day")
"""Words of one token each, for what is missing at the end of a window."""


def windows_of(maker: WindowMaker, count: int) -> list[Window]:
    """Make windows of exactly `TOKENS` tokens, each of other text."""
    return [window_of(maker, random.Random(number)) for number in range(count)]


def window_of(maker: WindowMaker, chance: random.Random) -> Window:
    """Add sentences, then words, for as long as they fit."""
    from qa.evidence.windows import Piece

    pieces: list[Piece] = []
    sentences = chance.sample(SENTENCES, len(SENTENCES))
    for words in chain(sentences, (word for sentence in sentences for word in sentence.split()), FILLERS * TOKENS):
        made = list(maker.windows(QUESTION, CONTEXT, [*pieces, Piece(words)]))
        if len(made) == 1 and len(made[0]) <= TOKENS:
            pieces.append(Piece(words))
            if len(made[0]) == TOKENS:
                return made[0]
    raise SystemExit(f"No window of {TOKENS} tokens can be made with this tokenizer.")


def read_with_onnx(folder: Path) -> tuple[WindowMaker, Read]:
    """Load the packaged kind of model, with what makes its windows."""
    from index.errors import ModelError
    from qa.evidence.model import ReaderModel

    try:
        model = ReaderModel.of(folder, threads=THREADS)
    except ModelError as error:
        raise SystemExit(str(error)) from error
    return model.maker, model.logits


def read_with_torch(weights: Path, attention: str) -> Read:
    """Load the weights as they were trained."""
    import torch
    from transformers.utils import logging

    from qa.evidence.model import as_logits, padded
    from training.model import SpanReader
    from training.reader import packaged_model

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(THREADS)
    model = SpanReader.trained(weights, packaged_model())
    model.encoder.set_attn_implementation(attention)

    def read(windows: Sequence[Window]) -> list[WindowLogits]:
        with torch.inference_mode():
            tokens, whole, verdicts = model(*map(torch.from_numpy, padded(windows)))
        return [
            as_logits(row[: len(window)], float(answerable), verdict)
            for row, window, answerable, verdict in zip(tokens.numpy(), windows, whole, verdicts.numpy(), strict=True)
        ]

    return read


def time_in_turns(readers: dict[str, Read], windows: Sequence[Window], runs: int, warm_up: int) -> dict[str, Any]:
    """Time each reader `runs` times over the windows, after some calls that do not count."""
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for run in range(warm_up + runs):
        names = list(readers)
        for name in names if run % 2 else names[::-1]:
            time.sleep(PAUSE)
            began = time.perf_counter()
            readers[name](windows)
            took = time.perf_counter() - began
            if run >= warm_up:
                seconds[name].append(took)
    return {name: figures(took) for name, took in seconds.items()}


def figures(seconds: Sequence[float]) -> dict[str, float]:
    """Give median and 95 % quantile in milliseconds."""
    return {
        "milliseconds_median": 1e3 * statistics.median(seconds),
        "milliseconds_p95": 1e3 * statistics.quantiles(seconds, n=20, method="inclusive")[-1],
    }


def apart(readers: dict[str, Read], windows: Sequence[Window]) -> float:
    """Give how far the two readers' logits of tokens are apart, on average: small where both have the same weights."""
    import numpy as np

    def logits(read: Read) -> Iterator[Any]:
        for told in read(windows):
            yield np.stack([told.start, told.end, told.evidence, told.inside])

    one, other = (np.concatenate(list(logits(read)), axis=1) for read in readers.values())
    return float(np.abs(one - other).mean())


def show(told: dict[str, Any]) -> None:
    """Print the figures as a table."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("windows", "reader", title=f"Reading windows of {TOKENS} tokens on {THREADS} threads, in ms")
    for name in ("median", "95 %", "aim, median"):
        table.add_column(name, justify="right")
    for count, by_reader in told["windows"].items():
        for name, each in by_reader.items():
            median, p95 = each["milliseconds_median"], each["milliseconds_p95"]
            aim = AIMS[int(count)] if name == INT8 else None
            reached = "" if aim is None else f"{aim:.0f}, {'reached' if median <= aim else 'missed'}"
            table.add_row(count, name, f"{median:.1f}", f"{p95:.1f}", reached)
    console.print(table)
    if "logits_apart_mean" in told:
        console.print(f"The two readers' logits are {told['logits_apart_mean']:.3f} apart on average.")


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """Time what was asked for."""
    maker, onnx = read_with_onnx(arguments.weights)
    readers = {INT8: onnx}
    if arguments.torch:
        readers[f"fp32, torch ({arguments.attention})"] = read_with_torch(arguments.torch, arguments.attention)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "machine": platform.machine()}
    told: dict[str, Any] = {
        "tokens": TOKENS,
        "threads": THREADS,
        "runs": arguments.runs,
        "aims_milliseconds_median": {str(count): aim for count, aim in AIMS.items()},
        "windows": {
            str(count): time_in_turns(readers, windows_of(maker, count), arguments.runs, arguments.warm_up)
            for count in AIMS
        },
        "machine": machine | {"load_at_the_end": os.getloadavg()[0]},
    }
    if len(readers) == 2:
        told["logits_apart_mean"] = apart(readers, windows_of(maker, max(AIMS)))
    return told


def main() -> None:
    """Measure, print a table, write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the int8 model")
    parser.add_argument("--torch", type=Path, metavar="FILE", help="the same weights as trained, to run in fp32")
    parser.add_argument("--attention", choices=("sdpa", "eager"), default="sdpa", help="of the fp32 model")
    parser.add_argument("--runs", type=int, default=50, help="calls that are timed, at least 2")
    parser.add_argument("--warm-up", type=int, default=5, help="calls before them")
    parser.add_argument("--json", type=Path, help="where the figures go as JSON (default: standard output)")
    arguments = parser.parse_args()
    if arguments.runs < 2:
        parser.error("--runs must be 2 or more")
    told = measure(arguments)
    show(told)
    text = json.dumps(told, indent=2)
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    else:
        sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
