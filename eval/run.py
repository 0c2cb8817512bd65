"""Running question sets: ask every question, measure every answer, tell and keep the results."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from eval.errors import ResultsError
from eval.floors import AlwaysRefuse, NearestSentence, System
from eval.measures import Outcome
from eval.opening import Opened, opened
from eval.plan import Item, Plan, plan
from eval.progress import Progress, Watched
from eval.provenance import provenance
from eval.question_set import Question
from eval.replay import History, Replay
from eval.results import ASSISTANT, Record, Results, record, summarise, write_json
from eval.rewrites import searches
from qa import Answer

if TYPE_CHECKING:
    from index import Settings
    from qa import Assistant

_log = logging.getLogger(__name__)

DONE: Final = 0
FAILED: Final = 1
INTERRUPTED: Final = 130

_WARM_UP: Final = ("What is this about?", "When did it happen, and who says so?", "Did somebody deny it?")


class _Assistant:
    """The assistant under measure, asked as a person would ask it about one document."""

    name: Final = ASSISTANT

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: Question, document_id: str) -> Answer:
        # As whoever calls the function has them: plain texts.
        history = [turn.model_dump() for turn in question.history]
        return self._assistant.answer(question.question, history=history or None, documents=[document_id])


def main(
    sets: Sequence[str | Path],
    *,
    split: str = "all",
    json_path: Path | None = None,
    documents: Path | None = None,
    index: Path | None = None,
    limit: int | None = None,
    kinds: Collection[str] = (),
    floors: bool = True,
    seed: int = 0,
    settings: Settings | None = None,
    history: History = "own",
) -> int:
    """Run question sets, print the figures, write the results; give the exit code.

    Args:
        sets: paths, or names of shipped sets.
        split: "train", "dev", "test" or "all".
        json_path: where results go; None picks a name in ``results/``, ``-`` is standard output (the table then goes
            to standard error).
        documents: a folder in which documents are looked for first.
        index: an index to use or to make and keep; None makes a temporary one.
        limit: ask at most this many questions.
        kinds: ask only questions of these kinds.
        floors: whether the floors are measured too.
        seed: of the bootstrap.
        settings: None takes the process's.
        history: "own" asks each turn of a conversation after the assistant's own answers, "given" after the set's.

    Returns:
        0; 1 where a question ended in an error; 130 after Ctrl-C, what was done until then being kept.

    Raises:
        ReportQAError: a set, a document, the index or the place for results cannot be used.
    """
    from eval.table import show_results
    from index import Settings

    chosen = settings if settings is not None else Settings.load()
    to_stdout = json_path is not None and str(json_path) == "-"
    asked = plan(sets, split=split, kinds=kinds, limit=limit, documents=documents, encoding=chosen.encoding)
    place = json_path if json_path is not None else _default_place(sets)
    if not to_stdout:
        _refuse_unwritable(place)
    options = {
        "split": split,
        "kinds": sorted(kinds),
        "limit": limit,
        "seed": seed,
        "index": index and str(index),
        "history": history,
    }
    with Progress() as progress:
        results = run(
            asked,
            index=index,
            floors=floors,
            seed=seed,
            settings=chosen,
            options=options,
            progress=progress,
            history=history,
        )
    show_results(results, to_stderr=to_stdout)
    if to_stdout:
        _to_stdout(results)
    else:
        write_json(results.to_dict(), place)
        _log.info("%s", f"wrote {place}")
    errors = sum(each.error is not None for each in results.records[ASSISTANT])
    return INTERRUPTED if not results.complete else FAILED if errors else DONE


def run(
    asked: Plan,
    *,
    index: Path | None = None,
    floors: bool = True,
    seed: int = 0,
    settings: Settings | None = None,
    options: dict[str, Any] | None = None,
    progress: Watched | None = None,
    history: History = "own",
) -> Results:
    """Ask every question of a plan, the turns of conversations after the assistant's own answers or after those that
    are given. Ctrl-C while questions are asked ends the run early, with what was done.
    """
    watched = progress if progress is not None else Watched()
    with opened(asked.texts, path=index, settings=settings, progress=watched.indexing) as open_:
        origin = provenance(asked.sets, open_.assistant.index, options or {})
        systems: list[System] = [_Assistant(open_.assistant)]
        if floors:
            systems += [AlwaysRefuse(), NearestSentence(open_.assistant.index)]
        _warm_up(systems, open_)
        # The floors look at no history.
        asking = [Replay(each, open_.ids, history if each.name == ASSISTANT else "given") for each in systems]
        records: dict[str, list[Record]] = {system.name: [] for system in systems}
        complete = True
        try:
            for item in watched.asking(asked.items):
                # Kept only when all systems have answered, so that Ctrl-C leaves the same questions to each.
                row = [_ask(replay, item, open_) for replay in asking]
                for system, each in zip(systems, row, strict=True):
                    records[system.name].append(each)
        except KeyboardInterrupt:
            complete = False
            _log.warning("stopped after %d of %d questions", len(records[ASSISTANT]), len(asked.items))
    return summarise(origin, records, complete=complete, seed=seed)


def _warm_up(systems: Iterable[System], open_: Opened) -> None:
    """Ask what no set asks, so that no question pays for loading models and documents: once of every document, and
    a few more of the first.
    """
    for number, document_id in enumerate(open_.ids.values()):
        for text in _WARM_UP if number == 0 else _WARM_UP[:1]:
            question = Question(id="warm-up", document="any", question=text, status="answered")
            for system in systems:
                system.answer(question, document_id)


def _ask(replay: Replay, item: Item, open_: Opened) -> Record:
    document_id = open_.ids[item.document]
    prepared = replay.prepared(item)
    start = perf_counter()
    answer, error = replay.ask(item, prepared)
    seconds = perf_counter() - start
    own = replay.system.name == ASSISTANT and error is None
    outcome = Outcome(
        question=item.question,
        answer=answer,
        document_id=document_id,
        sentences=open_.sentences[document_id],
        gold=item.gold,
        seconds=seconds,
        searches=searches(open_.assistant.index, item.question, answer, document_id) if own else None,
    )
    history = None if prepared.history == item.question.history else prepared.history
    return record(item.set_name, outcome, error, history)


def _default_place(sets: Sequence[str | Path]) -> Path:
    paths = [Path(each) for each in sets]
    names = "+".join(path.stem if path.suffix else "-".join(path.parts) for path in paths)
    return Path("results") / f"{names}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"


def _refuse_unwritable(place: Path) -> None:
    """Find out before the work, not after it, that results could not be kept."""
    if place.is_dir():
        raise ResultsError(f"{place} is a folder: give --json the path of a file.")
    write_json({}, probe := place.with_name(f".{place.name}.probe"))
    probe.unlink()


def _to_stdout(results: Results) -> None:
    import json
    import sys

    json.dump(results.to_dict(), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
