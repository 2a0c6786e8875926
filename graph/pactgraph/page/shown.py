"""A page that shows itself: in a notebook, what a cell ends with is drawn."""

from __future__ import annotations

import html
import re

HEIGHT = 900
"""Height of a page in a notebook, in CSS pixels; its width is that of the notebook."""

# Links to sources lead to pages that are not ours, which work only outside the sandbox; and
# from inside one, browsers let nothing be copied unless the frame may.
_SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
_ALLOWED = "clipboard-write"


class Page(str):
    """The text of a whole HTML page; write it to a file, or look at it in a notebook.

    >>> page = Page("<!DOCTYPE html><title>Deal &amp; more</title>")
    >>> page
    <Page “Deal & more”, 45 characters>
    >>> print(page)
    <!DOCTYPE html><title>Deal &amp; more</title>
    """

    __slots__ = ()

    @property
    def name(self) -> str:
        """What stands in its ``<title>``; "" if it has none."""
        found = re.search(r"<title>(.*?)</title>", self, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    def __repr__(self) -> str:
        """Return what it is; notebooks would keep all of it a second time otherwise."""
        return f"<Page “{self.name}”, {len(self):,} characters>"

    def _repr_html_(self) -> str:
        """Return the page in a frame, where its scripts reach nothing of the notebook."""
        return (
            f'<iframe srcdoc="{html.escape(self)}" title="{html.escape(self.name)}"'
            f' width="100%" height="{HEIGHT}" sandbox="{_SANDBOX}" allow="{_ALLOWED}"'
            ' style="border: 0"></iframe>'
        )
