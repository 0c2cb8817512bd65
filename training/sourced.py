"""How often the right source is named: `python -m training.sourced` asks of every sentence of the drills in
`sources-held-out.tsv` who says it, of which nothing was trained on for that.

A claim is right where every one of its sources is named, by the same reckoning as `eval.measures.attribution`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.intervals import wilson
from eval.measures.attribution import same_source
from index.document import Document, Sentence
from index.segment import sentences_of
from qa.evidence.attribution import attribution_of
from qa.evidence.decode import read_pieces
from qa.evidence.model import ReaderModel
from qa.evidence.sayer import WHO_SAYS, Heard, heard_in
from qa.evidence.stretches import before, piece_of
from training.drills import read_drills
from training.saying import read_sources

HELD_OUT = Path(__file__).with_name("sources-held-out.tsv")
UNSEEN = Path(__file__).with_name("sources-unseen.tsv")
"""Over drills of which nothing at all is learnt, `drills-unseen/`."""


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence: its sources by the labels, None where it is nobody's claim, and those named without the reader and
    with it.
    """

    sources: tuple[str, ...] | None
    by_rules: tuple[str, ...]
    by_both: tuple[str, ...]


def heard(model: ReaderModel, sentences: Sequence[Sentence], number: int) -> Heard:
    """Ask the model who says a sentence, as the reader does at its second look."""
    sentence = sentences[number]
    windows = list(model.maker.windows(WHO_SAYS, before(sentences, number), [piece_of(sentence)]))
    (piece,) = read_pieces([sentence.text], windows, model.logits(windows))
    return heard_in(piece)


def examined(model: ReaderModel, drills: Path, labels: Path) -> Iterator[Named]:
    """Tell of each sentence who says it, in both ways."""
    for name, told in read_sources(labels).items():
        text, _ = read_drills(drills / f"{name}.txt")
        sentences = tuple(sentences_of(Document(id=name, title=name, text=text)))
        for sentence in sentences:
            said = told.get(sentence.start)
            rules = attribution_of(sentences, sentence.number)
            both = attribution_of(sentences, sentence.number, heard=heard(model, sentences, sentence.number))
            yield Named(None if said is None else said.sources, rules.sources, both.sources)


def figures(sentences: Sequence[tuple[tuple[str, ...] | None, tuple[str, ...]]]) -> str:
    """Tell how many claims are named right, and how many of those for which a source is named are claims."""
    claims = [(sources, named) for sources, named in sentences if sources]
    right = sum(
        all(any(same_source(source, each) for each in named) for source in sources) for sources, named in claims
    )
    given = [sources for sources, named in sentences if named and sources != ()]
    held = [sources for sources in given if sources is not None]
    shares = ((right, len(claims)), (len(held), len(given)))
    told = (
        f"{100 * part / whole:.0f} [{100 * low:.0f}–{100 * high:.0f}]" for part, whole, low, high in map(_share, shares)
    )
    return "| " + " | ".join((*told, f"{len(claims)}")) + " |"


def _share(counts: tuple[int, int]) -> tuple[int, int, float, float]:
    part, whole = counts
    interval = wilson(part, whole)
    return part, whole, interval.low, interval.high


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="folder of a packaged reader, where not the shipped one")
    parser.add_argument("--drills", type=Path, default=Path(__file__).with_name("drills"))
    parser.add_argument("--labels", type=Path, default=HELD_OUT)
    options = parser.parse_args()
    model = ReaderModel.of(options.weights) if options.weights else ReaderModel.load()
    found = list(examined(model, options.drills, options.labels))
    print("| | source named right, of claims | claims, of those with a source named | claims |\n|---|---|---|---|")
    print("| rules |" + figures([(each.sources, each.by_rules) for each in found])[1:])
    print("| rules and reader |" + figures([(each.sources, each.by_both) for each in found])[1:])


if __name__ == "__main__":
    main()
