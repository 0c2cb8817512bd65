"""What is imported when: a first question must not wait for what it does not need."""

from __future__ import annotations

import json

import pytest

from index import Index
from tests.index.making import run_python

pytestmark = pytest.mark.slow

HEAVY = ["torch", "transformers", "sentence_transformers", "gradio", "langchain", "langchain_core", "pandas", "sklearn"]

TELL = """
import json, logging, os, sys
before = dict(os.environ), logging.root.handlers[:], logging.root.level
{code}
after = dict(os.environ), logging.root.handlers[:], logging.root.level
print(json.dumps([sorted(sys.modules), [number for number in range(3) if before[number] != after[number]]]))
"""

SEARCH = """
from index import Settings, open_index
with open_index(sys.argv[1], settings=Settings()) as index:
    assert index.search("Which embassy did a drone approach?")
    assert index.sentence_vectors(list(index.passages())[:2])
    assert index.sentences(index.documents[0].id)
    assert index.document_frequency(["drone"])["drone"] > 0
"""

BUILD = """
from index import Settings, build_index, text_document
build_index(text_document("A", "It rained on July 5."), sys.argv[1], settings=Settings()).close()
"""


def modules_after(code: str, environment: dict[str, str], *arguments: object) -> set[str]:
    modules, changed = json.loads(run_python(TELL.replace("{code}", code), environment, *arguments))
    assert changed == [], "the process was changed"
    return set(modules)


def test_importing_index_imports_next_to_nothing(environment: dict[str, str]) -> None:
    modules = modules_after("import index", environment)
    assert not modules & {*HEAVY, "numpy", "faiss", "onnxruntime", "tokenizers", "pydantic", "sqlite3"}


def test_every_name_of_the_public_face_can_be_imported(environment: dict[str, str]) -> None:
    modules = modules_after("import index; [getattr(index, name) for name in index.__all__]", environment)
    assert not modules & {*HEAVY, "numpy", "faiss", "onnxruntime"}


def test_a_question_does_not_import_torch(report_index: Index, environment: dict[str, str]) -> None:
    modules = modules_after(SEARCH, environment, report_index.path)
    assert not modules & set(HEAVY)
    assert {"onnxruntime", "faiss"} <= modules


def test_a_second_build_does_not_import_torch_either(
    report_index: Index, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    modules = modules_after(BUILD, environment, tmp_path_factory.mktemp("built") / "index")
    assert not modules & set(HEAVY)
