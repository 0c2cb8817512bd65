"""The measures, one idea a file: each has its name, its definition in a line, its source and a typed function."""

from __future__ import annotations

from typing import Final

from eval.measures.answerable import ANSWERABLE
from eval.measures.attribution import ATTRIBUTION
from eval.measures.calibration import CALIBRATION
from eval.measures.citation_precision import CITATION_PRECISION
from eval.measures.citation_recall import CITATION_RECALL
from eval.measures.clarified_in_vain import CLARIFIED_IN_VAIN
from eval.measures.facts import FACTS, FACTS_MEAN
from eval.measures.forbidden import FORBIDDEN
from eval.measures.latency import LATENCY_P50, LATENCY_P95
from eval.measures.measure import Figure, Measure
from eval.measures.outcome import Outcome
from eval.measures.reciprocal_rank import RECIPROCAL_RANK
from eval.measures.refusal import REFUSAL_F1, REFUSAL_PRECISION, REFUSAL_RECALL
from eval.measures.rewrite_recall import REWRITE_RECALL_HUMAN, REWRITE_RECALL_OURS, REWRITE_RECALL_TYPED
from eval.measures.right import RIGHT
from eval.measures.sentence_recall import SENTENCE_RECALL
from eval.measures.standalone_changed import STANDALONE_CHANGED
from eval.measures.status import STATUS
from eval.measures.token_f1 import TOKEN_F1
from eval.measures.turns_right import TURNS_RIGHT
from eval.measures.verdict import VERDICT

MEASURES: Final = (
    RIGHT,
    SENTENCE_RECALL,
    RECIPROCAL_RANK,
    CITATION_PRECISION,
    CITATION_RECALL,
    FACTS,
    FACTS_MEAN,
    FORBIDDEN,
    REFUSAL_PRECISION,
    REFUSAL_RECALL,
    REFUSAL_F1,
    TOKEN_F1,
    ANSWERABLE,
    CALIBRATION,
    STATUS,
    VERDICT,
    ATTRIBUTION,
    TURNS_RIGHT,
    CLARIFIED_IN_VAIN,
    STANDALONE_CHANGED,
    REWRITE_RECALL_TYPED,
    REWRITE_RECALL_OURS,
    REWRITE_RECALL_HUMAN,
    LATENCY_P50,
    LATENCY_P95,
)
"""All measures, in the order of tables."""

__all__ = ["MEASURES", "Figure", "Measure", "Outcome"]
