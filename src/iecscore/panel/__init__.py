"""Expert judgements."""

from iecscore.panel.book_reading import holds_judgements
from iecscore.panel.book_writing import write_judgement_book
from iecscore.panel.reading import list_files, read_judgements

__all__ = ["holds_judgements", "list_files", "read_judgements", "write_judgement_book"]
