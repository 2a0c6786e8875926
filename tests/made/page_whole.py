"""What a page says once for all, put back where it belongs: a twin of script/model/whole.js."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any


def unpacked(page: str) -> Any:  # noqa: ANN401 - as JSON has it
    """Return what a page knows: `record` and `first`, each to be made whole."""
    packed = page.partition('id="model">')[2].partition("</script>")[0]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def whole(written: dict[str, Any]) -> Any:  # noqa: ANN401 - as JSON has it
    """Return the value that `pactgraph.page.pooling.pooled` was given."""
    keys, parts = written["keys"], written["parts"]

    def made(value: object) -> object:
        if _is_number(value):
            part = parts[value]
            return part if _is_number(part) else made(part)
        if not isinstance(value, list):
            return value
        kind, *values = value
        if kind == 0:
            return [made(each) for each in values]
        return {key: made(each) for key, each in zip(keys[kind - 1], values, strict=True)}

    return made(written["whole"])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
