"""The catalogues of translations, `languages/<tag>.po`, kept in step with the sentences in the code.

`python -m services.dashboard.catalogue` writes them anew: new sentences come in without a translation, those that
are no longer said go. With `--check` nothing is written. Either way it says what has no translation, and ends with 1
when there is any; or, with `--check`, when a catalogue is not as it would be written.

A catalogue is a pure function of the code and its own translations: sorted, without dates and line numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from services.dashboard.language import CATALOGUES, ENGLISH, LANGUAGES

CODE = Path(__file__).parent
SAID_BY = {"_": None, "N_": None, "NN_": (1, 2), "n_": (1, 2), "counted": (2, 3)}
"""The functions that are given sentences, and which of their arguments these are."""
FOR_TRANSLATORS = "Translators:"
"""Begins a comment in the code that goes into the catalogues."""
PLURAL_FORMS = {
    "ar": ("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);")
}
"""Which form a language uses for how many, in gettext's notation; from Unicode's CLDR."""
_WIDTH = 118


def sentences(code: Path = CODE) -> Catalog:
    """Every sentence that the code says or marks, in English."""
    found = Catalog(charset="utf-8")
    extracted = extract_from_dir(
        code, method_map=[("**.py", "python")], keywords=SAID_BY, comment_tags=(FOR_TRANSLATORS,)
    )
    for file, _line, sentence, comments, context in extracted:
        found.add(sentence, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def translated(tag: str) -> Catalog:
    """The catalogue as it stands in the repository; an empty one where there is none yet."""
    path = CATALOGUES / f"{tag}.po"
    source = path.read_bytes() if path.is_file() else _header(tag)
    return read_po(BytesIO(source), locale=tag)


def updated(tag: str, said: Catalog) -> Catalog:
    """The catalogue with exactly the sentences that are said; nothing is guessed from similar ones."""
    catalogue = translated(tag)
    catalogue.update(said, no_fuzzy_matching=True)
    return catalogue


def missing(catalogue: Catalog) -> Iterator[Message]:
    """What has no translation, or only a doubtful one, in any of its forms."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        plain = message.pluralizable is False or len(forms) == catalogue.num_plurals
        if message.id and (message.fuzzy or not all(forms) or not plain):
            yield message


def written(tag: str, catalogue: Catalog) -> bytes:
    """The file, byte by byte."""
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=_WIDTH,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return _header(tag) + b"\n" + body.getvalue()


def _header(tag: str) -> bytes:
    lines = [
        'msgid ""',
        'msgstr ""',
        f'"Language: {tag}\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Plural-Forms: {PLURAL_FORMS[tag]}\\n"',
    ]
    return "\n".join((*lines, "")).encode()


def main(arguments: Sequence[str]) -> int:
    """0 when every catalogue is whole, and as it would be written."""
    said = sentences()
    complete = True
    for tag in LANGUAGES:
        if tag == ENGLISH:
            continue
        catalogue = updated(tag, said)
        path, file = CATALOGUES / f"{tag}.po", written(tag, catalogue)
        for message in missing(catalogue):
            complete = False
            print(f"{path.name}: no translation of {message.id!r}", file=sys.stderr)  # noqa: T201 - a command's output
        if "--check" not in arguments:
            path.write_bytes(file)
        elif not path.is_file() or path.read_bytes() != file:
            complete = False
            print(f"{path.name}: not as the code says; write it with `make words`", file=sys.stderr)  # noqa: T201
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
