"""What was handed in and what was made of it: rounds, batches, problems, evaluations, who did what."""

from iecscore.store.batches import ANSWERS, WORKBOOK, Filed, Saved
from iecscore.store.evaluations import Made
from iecscore.store.repository import Repository, Store, open_store

__all__ = ["ANSWERS", "WORKBOOK", "Filed", "Made", "Repository", "Saved", "Store", "open_store"]
