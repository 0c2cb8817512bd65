"""How near the rewriter comes to people's own wording: `python -m training.rewritten` asks it of the follow-ups of
`conversations-held-out.tsv`, of which nothing was learnt for that, or of another file of conversations.

"The same" counts questions with the same content words; F1 is of content words (Elgohary et al., 2019, judge rewrites
likewise); "sure" are those that the assistant would take. Beside it stands what the rules alone make.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.question.contextualise import understand
from qa.question.rewrite import SURE
from qa.question.rewrite.model import RewriterModel
from qa.words import content_words
from training.conversations import HELD_OUT
from training.rewrites import Rewrite, said, understood, written_by_people


@dataclass(frozen=True, slots=True)
class Written:
    """A follow-up with what was written of it: by the model, how sure it was, and by the rules alone."""

    rewrite: Rewrite
    model: str
    likely: float
    rules: str


def likeness(one: str, other: str) -> float:
    """Give the F1 of the content words of two questions."""
    ours, theirs = (Counter(word.key for word in content_words(text)) for text in (one, other))
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else float(ours == theirs)


def written(model: RewriterModel, rewrites: Sequence[Rewrite]) -> list[Written]:
    """Write every follow-up out in both ways."""
    found: list[Written] = []
    for rewrite in rewrites:
        own = model.rewrite(rewrite.typed, rewrite.before)[0]
        rules = understand(rewrite.typed, said(rewrite)).standalone
        found.append(Written(rewrite, own.text, own.likely, rules))
    return found


def told(name: str, found: Sequence[Written]) -> str:
    """Tell in a line how good they are."""
    sure = [each for each in found if each.likely >= SURE]
    parts = [f"{name}: {len(found)} follow-ups"]
    for title, some in (("all", found), (f"sure ({len(sure)})", sure)):
        for way in ("model", "rules"):
            likes = [likeness(getattr(each, way), each.rewrite.standalone) for each in some]
            same = sum(like == 1 for like in likes)
            parts.append(f"{title}, {way}: F1 {sum(likes) / max(1, len(likes)):.3f}, the same {same}")
    return "\n  ".join(parts)


def main() -> None:
    """Write, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="folder of the model; the packaged one if not named")
    parser.add_argument("--turns", type=Path, default=HELD_OUT)
    parser.add_argument("--drills", type=Path, default=Path("training/drills"))
    parser.add_argument("--show", type=int, default=0, help="so many of them are shown")
    options = parser.parse_args()
    model = RewriterModel.of(options.weights) if options.weights else RewriterModel.load()
    asked = [each for each in written_by_people(options.turns, options.drills) if not each.alone]
    found = written(model, asked)
    for each in found[: options.show]:
        print(f"{each.rewrite.typed}\n  model {each.likely:.2f}: {each.model}\n  human: {each.rewrite.standalone}")
    print(told(options.turns.stem, found))
    print(told("their earlier questions as the rules understand them", written(model, list(map(understood, asked)))))


if __name__ == "__main__":
    main()
