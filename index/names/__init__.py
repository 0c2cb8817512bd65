"""Names: spelling variants, acronyms, aliases and exonyms meet, inside the documents and in questions about them.

A name in a text is what is written as one (`mention`). Those of all documents are gathered (`gathered`), and what is
one name is linked (`variants`, by `spelling`; `acronym`; together in `known`). A question's names are looked up among
them (`names`): by a user's `aliases`, the links, general knowledge (`gazetteer`), likeness (`likely`), in this order.
"""

from __future__ import annotations

from index.names.aliases import Aliases, read_aliases
from index.names.match import Kind, NameMatch, expanded, noted
from index.names.names import Names

__all__ = ["Aliases", "Kind", "NameMatch", "Names", "expanded", "noted", "read_aliases"]
