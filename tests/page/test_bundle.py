"""The modules of the page as one script: what they must not do for that to mean the same."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

import pytest

from pactgraph.page import bundle

MODULES = bundle.modules()
IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[\w./]+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:const|function|class) (\w+)", re.MULTILINE)
EXPORTED_LATER = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)


def names(listed: str) -> list[str]:
    """Return the names between two braces."""
    return [name.strip() for name in listed.split(",") if name.strip()]


def variable(name: str) -> str:
    """Return what the bundle calls what a module exports."""
    return f"module_{name.replace('/', '_')}"


def needs(name: str) -> dict[str, list[str]]:
    """Return which names of which modules a module imports."""
    return {
        bundle.imported(name, path): names(listed)
        for listed, path in IMPORT.findall(MODULES[name])
    }


def exports(name: str) -> set[str]:
    """Return the names that a module exports."""
    later = [n for listed in EXPORTED_LATER.findall(MODULES[name]) for n in names(listed)]
    return {*EXPORT.findall(MODULES[name]), *later}


@pytest.mark.parametrize("name", MODULES)
def test_modules_import_and_export_by_name_only(name: str) -> None:
    """No default, no renaming, no star, nothing that is exported and then changed."""
    text = MODULES[name]
    imports = re.findall(r"^import\b", text, re.MULTILINE)
    exported = re.findall(r"^export\b", text, re.MULTILINE)
    listed = [n for found in (*needs(name).values(), exports(name)) for n in found]

    assert len(imports) == len(IMPORT.findall(text))
    assert len(exported) == len(EXPORT.findall(text)) + len(EXPORTED_LATER.findall(text))
    assert [] == [n for n in listed if not re.fullmatch(r"\w+", n)]
    assert not re.search(r"\bimport\s*\(|\bimport\.meta\b|^[ \t]+import\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", MODULES)
def test_what_is_imported_is_exported(name: str) -> None:
    """A name that no module gives would be undefined only once it is used."""
    missing = {module: sorted({*asked} - exports(module)) for module, asked in needs(name).items()}

    assert {} == {module: asked for module, asked in missing.items() if asked}


def test_no_module_needs_itself_by_way_of_others() -> None:
    """Without cycles every module runs after all that it needs."""
    order = list(TopologicalSorter({name: [*needs(name)] for name in MODULES}).static_order())

    assert set(MODULES) == set(order)
    assert "main" == order[-1]


def test_every_module_is_reached_from_main() -> None:
    """No module is carried along that nothing uses."""
    reached, left = set(), ["main"]
    while left:
        name = left.pop()
        if name not in reached:
            reached.add(name)
            left += needs(name)

    assert set(MODULES) == reached


_STARTS = r"^const (module_\w+) = (?:await \(async |\()\(\) => \{$"


def test_the_bundle_has_no_door_left() -> None:
    """Import and export lines are gone, and every module is in it once, in a function."""
    script = bundle.script()

    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert sorted({variable(name) for name in MODULES}) == (
        sorted(re.findall(_STARTS, script, re.MULTILINE))
    )
    for name in MODULES:
        for module in needs(name):
            assert script.index(f"const {variable(module)} =") < script.index(
                f"const {variable(name)} ="
            )


def test_the_bundle_is_the_same_every_time() -> None:
    """The order is that of the names where no module needs the other."""
    first = bundle.script()
    bundle.script.cache_clear()

    assert first == bundle.script()
    assert "\r" not in first + bundle.style()
    assert "</script" not in first.lower()
    assert "</style" not in bundle.style().lower()


@pytest.mark.parametrize("name", MODULES)
def test_no_text_goes_over_several_lines(name: str) -> None:
    """What is left out at the beginning of lines would be left out of such a text, too."""
    assert [] == [line for line in MODULES[name].split("\n") if line.count("`") % 2]


def test_only_what_is_for_authors_is_left_out() -> None:
    """Comments on lines of their own and indentation go; nothing else does."""
    text = (
        '/* one */\nconst a = "// no"; // stays\n\n  /** two\n   lines */\n'
        "\tif (a) /* stays */ b();\n    // three\n/* stays */ c();\nd();\n/* four */\n"
    )

    assert (
        'const a = "// no"; // stays\nif (a) /* stays */ b();\n/* stays */ c();\nd();\n'
        == bundle.without_what_is_for_authors(text)
    )


def test_every_style_sheet_is_in_the_style_in_the_order_of_the_names() -> None:
    """Later sheets may refine earlier ones."""
    assert bundle.style().index("--ground") < bundle.style().index(".legend")
