"""How long an index takes to build, against embedding the same passages alone; how much memory; how fast it answers.

    python benchmarks/build.py [--passages 600] [--runs 3] [--source data/report.txt]

Every measurement is a process of its own, so that none is warmed or weighed down by another; times are wall-clock,
medians over the runs, and leave out starting Python and importing. Embedding alone is `SentenceTransformer.encode` of
the strings that the build embeds (header and text of each passage), model loaded beforehand, in batches of the same
size. The build does all the rest as well: reading, cutting, sentence vectors, SQLite, FAISS.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

QUESTIONS = (
    "Who attacked the base?",
    "What happened on July 4?",
    "Which embassy did a drone approach?",
    "How many soldiers were injured?",
    "Who issued a statement, and what did it say?",
)


def write_texts(source: Path, folder: Path, passages: int) -> None:
    """Write files that together have about `passages` passages: paragraphs of `source`, shuffled, words varied."""
    paragraphs = [line for line in source.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    generator = random.Random(2026)
    folder.mkdir(parents=True)
    for number in range(max(1, round(passages / 13))):
        generator.shuffle(paragraphs)
        lines = [f"{paragraph} This is case {generator.randint(1, 10**6)}." for paragraph in paragraphs]
        (folder / f"{number:05}.txt").write_text("\n".join(lines), encoding="utf-8")


def measure_encode(folder: Path, path: Path) -> dict[str, float]:
    """Embed the passages of the index at `path` alone, with sentence-transformers."""
    from sentence_transformers import SentenceTransformer

    from index import Settings, open_index
    from index._model import find_model

    settings = Settings()
    with open_index(path, settings=settings) as index:
        texts = [f"{passage.header}\n{passage.text}" for passage in index.passages()]
    model = SentenceTransformer(
        str(find_model(settings.model, settings.cache_dir).folder), device="cpu", local_files_only=True
    )
    began, cpu = time.perf_counter(), time.process_time()
    model.encode(texts, batch_size=settings.batch_size, show_progress_bar=False)
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "passages": len(texts),
    }


def measure_build(folder: Path, path: Path) -> dict[str, float]:
    """Build an index of `folder`; a second build of the same follows."""
    from index import Settings, build_index

    began, cpu = time.perf_counter(), time.process_time()
    build_index(folder, path, settings=Settings()).close()
    built, cpu = time.perf_counter(), time.process_time() - cpu
    with build_index(folder, path, settings=Settings()) as index:
        return {
            "seconds": built - began,
            "cpu": cpu,
            "again": time.perf_counter() - built,
            "passages": index.passage_count,
            "torch": float("torch" in sys.modules),
        }


def measure_questions(folder: Path, path: Path) -> dict[str, float]:
    """Open the index at `path` and ask: the first question cold, then warm ones."""
    began = time.perf_counter()
    from index import Settings, open_index

    with open_index(path, settings=Settings()) as index:
        opened = time.perf_counter()
        index.search(QUESTIONS[0])
        first = time.perf_counter()
        warm: list[float] = []
        for question in QUESTIONS * 20:
            start = time.perf_counter()
            index.search(question)
            warm.append(time.perf_counter() - start)
    return {
        "open": opened - began,
        "first": first - began,
        "warm": statistics.median(warm),
        "torch": float("torch" in sys.modules),
    }


MEASUREMENTS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "encode": measure_encode,
    "build": measure_build,
    "questions": measure_questions,
}


def peak_memory() -> float:
    """Give the most memory this process has held, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_process(name: str, folder: Path, path: Path, cache: Path) -> dict[str, float]:
    """Run a measurement in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("QA_")}
    command = [sys.executable, __file__, "--measure", name, str(folder), str(path)]
    done = subprocess.run(
        command, env=environment | {"QA_CACHE_DIR": str(cache)}, capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def median(results: Sequence[dict[str, float]], key: str) -> float:
    """Give the median of one figure over runs."""
    return statistics.median(result[key] for result in results)


def report(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch, "texts"), Path(scratch, "cache")
        write_texts(arguments.source, folder, arguments.passages)
        first = in_process("build", folder, Path(scratch, "first"), cache)
        builds, encodes, questions = [], [], []
        for run in range(arguments.runs):  # In turns, so that a slow spell of the machine falls on both.
            path = Path(scratch, f"index-{run}")
            builds.append(in_process("build", folder, path, cache))
            encodes.append(in_process("encode", folder, path, cache))
            questions.append(in_process("questions", folder, path, cache))
    build, encode = median(builds, "seconds"), median(encodes, "seconds")
    told: list[tuple[str, str]] = [
        ("passages", f"{first['passages']:.0f}"),
        ("embedding alone (SentenceTransformer.encode)", f"{encode:.2f} s, peak {median(encodes, 'peak'):.0f} MB"),
        ("index build, all of it", f"{build:.2f} s, peak {median(builds, 'peak'):.0f} MB"),
        ("ratio (figure to reach: 1.2 or less)", f"{build / encode:.2f}"),
        ("ratio of processor time", f"{median(builds, 'cpu') / median(encodes, 'cpu'):.2f}"),
        ("first build of a machine (torch, makes the twin)", f"{first['seconds']:.2f} s, peak {first['peak']:.0f} MB"),
        ("its ratio", f"{first['seconds'] / encode:.2f}"),
        ("build again, nothing changed", f"{median(builds, 'again'):.3f} s"),
        ("import and open, cold process", f"{median(questions, 'open'):.3f} s"),
        ("… and the first search", f"{median(questions, 'first'):.3f} s"),
        ("warm search", f"{1000 * median(questions, 'warm'):.1f} ms, peak {median(questions, 'peak'):.0f} MB"),
        ("torch imported by build, by search", f"{median(builds, 'torch'):.0f}, {median(questions, 'torch'):.0f}"),
    ]
    for name, value in told:
        print(f"{name:<50} {value}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=600)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--source", type=Path, default=ROOT / "data" / "report.txt")
    parser.add_argument("--measure", nargs=3, metavar=("NAME", "FOLDER", "INDEX"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        name, folder, path = arguments.measure
        result: dict[str, Any] = MEASUREMENTS[name](Path(folder), Path(path))
        print(json.dumps(result | {"peak": peak_memory()}))
    else:
        report(arguments)


if __name__ == "__main__":
    main()
