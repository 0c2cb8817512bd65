"""The corpus: invented reports with questions and conversations, to learn from and to be judged by.

Each split is a folder with its reports (``NAME.txt``), ``questions.jsonl`` and ``conversations.jsonl``, in the format
of docs/question-sets.md; ``reports.json`` says of what sort each report is. README.md is the data card.
"""
