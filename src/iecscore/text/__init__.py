"""Interface wording: English in the code, Chinese in `zh/*.po`; problems are worded by their code."""

from iecscore.text.problems import Sentences, word_problem
from iecscore.text.speech import LANGUAGES, say, untranslated

__all__ = ["LANGUAGES", "Sentences", "say", "untranslated", "word_problem"]
