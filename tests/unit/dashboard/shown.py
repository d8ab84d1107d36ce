"""The strings in the dashboard's code that a page could show without saying them in the visitor's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog

import services.dashboard
from services.dashboard.catalogue import sentences

HOME = Path(services.dashboard.__file__).parent

SAID_BY = {"_", "n_", "N_", "NN_", "counted"}
"""What is given to these is a sentence of the catalogues."""
NEVER_SHOWN_BY = {"Literal", "compile", "getattr", "TypeVar", "ParamSpec"}
"""What is given to these is a type or a name."""
STYLED = {"block", "paragraph"}
"""Functions of our markup that show their first argument only; the second one names styles."""
TEXT_OF = {
    *("title", "header", "subheader", "caption", "write", "markdown", "text", "info", "success", "toast", "metric"),
    *("button", "download_button", "link_button", "form_submit_button", "page_link", "link", "expander", "popover"),
    *("selectbox", "multiselect", "radio", "pills", "segmented_control", "checkbox", "toggle", "slider"),
    *("text_input", "text_area", "number_input", "date_input", "paragraph", "chips", "heading"),
}
"""Functions of Streamlit and of our markup that show one argument: as SECOND says, or the first."""
SECOND = {"visit.link", "markup.heading"}
TEXT_BY_NAME = {"label", "help", "placeholder", "body", "alt", "text", "title", "caption"}
IDS = {"PLACES"}
"""Tables of what stands behind the # of an address."""
_TAGS = re.compile(r"<script>.*</script>|<[^>]*>|&[a-z#0-9]+;|:material/\w+:", re.DOTALL)
_WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]|[A-Za-z] [A-Za-z]{2,}|^[A-Z][a-z]+$")
_LETTER = re.compile(r"[A-Za-z]")


@cache
def sentences_in_the_code() -> Catalog:
    """Looked for once: it takes half a second."""
    return sentences()


def modules() -> list[Path]:
    """All of the dashboard's code."""
    return sorted(HOME.rglob("*.py"))


def in_words(module: Path) -> bool:
    """Whether the module is one of those that hold words and nothing else."""
    return module.is_relative_to(HOME / "wording")


def reads_like_words(text: str) -> bool:
    """Whether somebody who is shown this would read it: a phrase, or one word with a capital."""
    return bool(_WORDS.search(_TAGS.sub("", text)))


def has_a_letter(text: str) -> bool:
    """Whether there is anything to translate."""
    return bool(_LETTER.search(_TAGS.sub("", text)))


def unsaid(source: str) -> Iterator[str]:
    """Every string constant (of an f-string the text around its fields) that no language function is given; but
    docstrings, annotations, keys, comparisons, what is raised, and what no page shows.
    """
    yield from _unsaid(ast.parse(source))


def given_to_a_page(source: str) -> Iterator[str]:
    """What a function shows as it is given: string constants, and marked constants (`HEADING[reason]`) not said."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        shown = [keyword.value for keyword in call.keywords if keyword.arg in TEXT_BY_NAME]
        if _name(call.func) in TEXT_OF and not _says_for_itself(call.func):
            shown += call.args[1:2] if ast.unparse(call.func) in SECOND else call.args[:1]
        for argument in shown:
            if isinstance(argument, ast.Constant | ast.JoinedStr):
                yield from _unsaid(argument)
            elif _is_marked(argument):
                yield ast.unparse(argument)


def put_together(source: str) -> Iterator[str]:
    """What a language function is given that no catalogue can hold: an f-string, a sum, something filled in."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _name(call.func) in SAID_BY:
            for argument in call.args:
                filled_in = isinstance(argument, ast.Call) and _name(argument.func) == "format"
                if filled_in or isinstance(argument, ast.JoinedStr | ast.BinOp):
                    yield ast.unparse(call)


def _unsaid(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            yield from (
                text for part in parts if isinstance(part, ast.FormattedValue) for text in _unsaid(part.value)
            )
        case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.arg() | ast.Compare():
            return
        case ast.Subscript(slice=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return
        case ast.Call(func=function) if _name(function) in SAID_BY | NEVER_SHOWN_BY:
            return
        case _:
            for part in _parts(node):
                yield from _unsaid(part)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """What a node is made of, without keys and annotations."""
    match node:
        case ast.Call(func=function, args=[shown, *_styles]) if _name(function) in STYLED:
            yield shown
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)) if name.lower() == value:
            return
        case ast.AnnAssign(target=ast.Name(id=name)) if name in IDS:
            return
        case ast.Dict(values=values):
            yield from values
        case ast.AnnAssign(value=value):
            yield from () if value is None else (value,)
        case ast.FunctionDef(body=body, decorator_list=decorators, args=arguments):
            yield from (*decorators, *arguments.defaults, *filter(None, arguments.kw_defaults), *body)
        case _:
            yield from ast.iter_child_nodes(node)


def _says_for_itself(function: ast.expr) -> bool:
    """Whether the function is one of a module of words."""
    return isinstance(function, ast.Attribute) and _name(function.value) in {"words", "pages"}


def _is_marked(argument: ast.expr) -> bool:
    named = argument.value if isinstance(argument, ast.Subscript) else argument
    return isinstance(named, ast.Name | ast.Attribute) and _name(named).isupper()


def _name(named: ast.expr) -> str:
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
