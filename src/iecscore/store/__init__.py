"""What was handed in and what was made of it: rounds, batches, problems, evaluations, who did what."""

from iecscore.store.batches import ANSWERS, WORKBOOK, Filed
from iecscore.store.evaluations import Made
from iecscore.store.filing import Folder, Key, Saved
from iecscore.store.repository import Repository, Store, content_of, key_of, open_store
from iecscore.store.standing import Held, Standing

__all__ = [
    "ANSWERS",
    "WORKBOOK",
    "Filed",
    "Folder",
    "Held",
    "Key",
    "Made",
    "Repository",
    "Saved",
    "Standing",
    "Store",
    "content_of",
    "key_of",
    "open_store",
]
