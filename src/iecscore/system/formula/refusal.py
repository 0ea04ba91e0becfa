"""How a part of the formula language says no: caught where formulas are read, seen by nobody else."""

from iecscore.problems import Problem


class Refused(Exception):  # noqa: N818 - carries what the reader is told
    """What is written is not in the language."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems."""
        super().__init__()
        self.problems = problems
