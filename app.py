"""``python app.py``, what ``make app`` does: the page over the shipped report. It takes the options of `serve`."""

from __future__ import annotations

import sys

from qa.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
