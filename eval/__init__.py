"""Measuring Report QA: question sets, measures with their intervals, floors, and the comparison of two runs.

Only the public faces of `qa` and `index` are used, so that what is measured is what people get. `eval.run.main` is
what ``python -m eval run`` and ``report-qa eval`` call.
"""
