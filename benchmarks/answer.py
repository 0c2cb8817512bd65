"""How long an answer takes: cold as a process, warm in one process, a turn of a conversation; how much memory, and the
import of `qa`.

    python benchmarks/answer.py [--set FILE] [--turns FILE] [--runs 7] [--json FILE]

Cold runs ask the shipped report with the files in the disk cache: one run goes before the timing (and, on a new
machine, indexes the report). Timings depend on what else the machine does; compare runs of one machine only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

QUESTION = "Which airport was attacked?"
SET = Path(__file__).resolve().parent.parent / "eval" / "questions" / "report.jsonl"
TURNS = SET.with_name("report-conversations.jsonl")
MEGABYTE = 1e6


def run(command: Sequence[str]) -> tuple[float, float, float]:
    """Run `command` to its end and give its wall and processor time in seconds and its peak memory in bytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.stderr is not None
    with process.stderr as errors:
        if process.returncode not in (0, 3):
            raise SystemExit(f"{' '.join(command)} failed: {errors.read().decode(errors='replace')}")
    return took, usage.ru_utime + usage.ru_stime, peak_bytes(usage)


def peak_bytes(usage: resource.struct_rusage) -> float:
    """Give the peak resident memory; Linux counts it in kibibytes, macOS in bytes."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def cold(runs: int) -> dict[str, Any]:
    """Time ``report-qa ask`` as a process."""
    ask = [sys.executable, "-m", "qa.cli", "ask", QUESTION]
    run(ask)
    timed = [run(ask) for _ in range(runs)]
    walls, processor, peaks = zip(*timed, strict=True)
    return {
        "seconds_median": statistics.median(walls),
        "seconds_max": max(walls),
        # What the machine is otherwise busy with lengthens the wall time, and this hardly.
        "processor_seconds_median": statistics.median(processor),
        "peak_megabytes": max(peaks) / MEGABYTE,
    }


def imports(runs: int) -> dict[str, Any]:
    """Time ``import qa`` in a fresh interpreter, without the interpreter's own start."""
    code = "import time; began = time.perf_counter(); import qa; print(time.perf_counter() - began)"
    seconds = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
        for _ in range(runs)
    ]
    return {"seconds_median": statistics.median(seconds), "seconds_max": max(seconds)}


def warm(questions: Sequence[tuple[str, list[dict[str, str]]]]) -> dict[str, Any]:
    """Time every question, with what was said before it, on one open assistant; one that goes before is left out."""
    from qa import Assistant

    with Assistant.open() as assistant:
        assistant.answer(QUESTION)
        seconds = []
        for question, history in questions:
            began = time.perf_counter()
            assistant.answer(question, history=history)
            seconds.append(time.perf_counter() - began)
    return {
        "questions": len(seconds),
        "milliseconds_median": 1e3 * statistics.median(seconds),
        "milliseconds_p95": 1e3 * statistics.quantiles(seconds, n=20, method="inclusive")[-1],
        "milliseconds_max": 1e3 * max(seconds),
        "peak_megabytes": peak_bytes(resource.getrusage(resource.RUSAGE_SELF)) / MEGABYTE,
    }


def asked(path: Path) -> list[tuple[str, list[dict[str, str]]]]:
    """Read the questions of a set, each with its history."""
    lines = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return [(line["question"], line.get("history") or []) for line in lines]


def show(figures: dict[str, dict[str, Any]]) -> None:
    """Print the figures as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("", "what", "figure", title="Answering the shipped report")
    for group, values in figures.items():
        for name, value in values.items():
            table.add_row(group, name.replace("_", " "), f"{value:.3g}" if isinstance(value, float) else str(value))
    Console().print(table)


def main() -> None:
    """Measure, print a table, write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=SET, help="a question set for the warm answers")
    parser.add_argument("--turns", type=Path, default=TURNS, help="one of conversations, for the warm turns")
    parser.add_argument("--runs", type=int, default=7, help="cold runs")
    parser.add_argument("--json", type=Path, help="where the figures go as JSON (default: standard output)")
    arguments = parser.parse_args()
    figures = {
        "import qa": imports(arguments.runs),
        "cold report-qa ask": cold(arguments.runs),
        # A follow-up in the first set is asked without its history: the time counts, not whether it is right.
        "warm answer": warm([(question, []) for question, _ in asked(arguments.set)]),
        "warm turn": warm([(question, history) for question, history in asked(arguments.turns) if history]),
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "machine": platform.machine()},
    }
    show(figures)
    text = json.dumps(figures, indent=2)
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    else:
        sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
