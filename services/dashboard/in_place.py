"""Links within HTML that open another page as Streamlit's own do: without loading everything anew.

A list of people is one piece of HTML: drawn with a Streamlit element for each word, twenty people cost the browser
several times as much.
"""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlencode

from services.dashboard.language_menu import in_the_address

_MARK: Final = "data-in-place"
SCRIPT: Final = f"""<script>
if (!window.cairnOpensInPlace) {{
  window.cairnOpensInPlace = true;
  document.addEventListener("click", (click) => {{
    const link = click.target.closest?.("a[{_MARK}]");
    if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    history.pushState({{}}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  }});
}}
</script>"""
"""Once on a page that has such links. They open as the browser's own "back" does; without scripts, or in another tab,
each is a link like any other."""


def link(words: str, page: str, **parameters: str) -> str:
    """To one of the pages by its name, in the visitor's language. Only to a page that they may open."""
    address = f"{page}?{urlencode({**parameters, **in_the_address()})}"
    return f'<a {_MARK} href="{escape(address)}">{escape(words)}</a>'
