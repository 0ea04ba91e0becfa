"""What was handed in and what was made of it: rounds, batches, problems, evaluations, who did what."""

from iecscore.store.batches import ANSWERS, WORKBOOK, Filed
from iecscore.store.deeds import Deed
from iecscore.store.evaluations import Made
from iecscore.store.filing import Folder, Key, Saved
from iecscore.store.jobs import Job
from iecscore.store.peers import Band, Peers
from iecscore.store.people import People, SignedIn, User
from iecscore.store.publishing import PROVISIONAL, PUBLISHED, WITHDRAWN, Publication
from iecscore.store.repository import Repository, Store, content_of, key_of, open_store
from iecscore.store.standing import Held, Standing
from iecscore.store.submissions import Draft, Submission, Submissions

__all__ = [
    "ANSWERS",
    "PROVISIONAL",
    "PUBLISHED",
    "WITHDRAWN",
    "WORKBOOK",
    "Band",
    "Deed",
    "Draft",
    "Filed",
    "Folder",
    "Held",
    "Job",
    "Key",
    "Made",
    "Peers",
    "People",
    "Publication",
    "Repository",
    "Saved",
    "SignedIn",
    "Standing",
    "Store",
    "Submission",
    "Submissions",
    "User",
    "content_of",
    "key_of",
    "open_store",
]
