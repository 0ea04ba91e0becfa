"""Let through only the words and signs of the language, before anything is made of them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from sqlglot import TokenType, parse, tokenize
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError, SqlglotError

from iecscore.problems import error
from iecscore.system.formula.refusal import Refused

LONGEST: Final = 4000
DEEPEST: Final = 60
SIGNS: Final = frozenset({"+", "-", "*", "/", "=", "<>", "!=", "<", "<=", ">", ">=", "(", ")", ",", "."})
WORD: Final = re.compile("[A-Za-z_][A-Za-z0-9_ ]*")
BLANK: Final = " \t\r\n"
STATEMENTS: Final = frozenset({*DuckDB.Parser.STATEMENT_PARSERS, *DuckDB.Tokenizer.COMMANDS}) - {TokenType.SEMICOLON}


def parse_text(text: str) -> Any:  # noqa: ANN401 - sqlglot's nodes are untyped
    """Let sqlglot read one expression that holds nothing foreign."""
    if len(text) > LONGEST:
        raise Refused(error("formula.too_long", longest=LONGEST))
    _refuse_hidden(text)
    try:
        tokens = tokenize(text, dialect="duckdb")
        _screen(text, tokens)
        found = parse(text, dialect="duckdb")[0]
    except RecursionError as fault:
        raise Refused(error("formula.too_deep", deepest=DEEPEST)) from fault
    except SqlglotError as fault:
        raise Refused(error("formula.unreadable", near=_near(text, fault))) from fault
    if _depth(found) > DEEPEST:
        raise Refused(error("formula.too_deep", deepest=DEEPEST))
    return found


def _refuse_hidden(text: str) -> None:
    """Refuse signs that are not seen: they make a formula read otherwise than it is."""
    hidden = next((sign for sign in text if sign not in BLANK and unicodedata.category(sign).startswith("C")), "")
    if hidden:
        raise Refused(error("formula.hidden", sign=f"U+{ord(hidden):04X}"))


def _screen(text: str, tokens: Sequence[Any]) -> None:
    if not tokens:
        raise Refused(error("formula.not_one"))
    if tokens[0].token_type in STATEMENTS:
        raise Refused(error("formula.statement", written=tokens[0].text))
    end = 0
    for token in tokens:
        _refuse_between(text[end : token.start])
        _refuse_token(token, text[token.start : token.end + 1])
        end = token.end + 1
    _refuse_between(text[end:])


def _refuse_between(gap: str) -> None:
    if told := gap.strip(BLANK):
        code = "formula.comment" if told.startswith(("--", "/*")) else "formula.sign"
        raise Refused(error(code, sign=told[:20]))


def _refuse_token(token: Any, written: str) -> None:  # noqa: ANN401
    if token.token_type is TokenType.SEMICOLON:
        raise Refused(error("formula.not_one"))
    if token.token_type is TokenType.IDENTIFIER:
        raise Refused(error("formula.field_form", written=written))
    if token.token_type in {TokenType.STRING, TokenType.NUMBER} or written in SIGNS or WORD.fullmatch(written):
        return
    raise Refused(error("formula.sign", sign=next((sign for sign in written if not sign.isascii()), written[:20])))


def _near(text: str, fault: SqlglotError) -> str:
    told = fault.errors[0] if isinstance(fault, ParseError) and fault.errors else {}
    before, there = str(told.get("start_context") or ""), str(told.get("highlight") or "")
    return " ".join(f"{before}{there}".split())[-40:] or " ".join(text.split())[:40]


def _depth(root: Any) -> int:  # noqa: ANN401
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for node in level for child in node.iter_expressions()]
    return depth
