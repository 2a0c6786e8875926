"""The browser that the tests of the page use, too."""

import runpy
from pathlib import Path

browser = runpy.run_path(str(Path(__file__).parents[1] / "page" / "conftest.py"))["browser"]
