"""Expert judgements."""

from iecscore.panel.book_writing import write_judgement_book
from iecscore.panel.reading import read_judgements

__all__ = ["read_judgements", "write_judgement_book"]
