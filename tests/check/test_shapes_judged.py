"""What shapes find in random faults, pyshacl finds too."""

from pathlib import Path
from random import Random

import pytest

from lengths import share
from made.mutated import mutated
from pactgraph.checking.check import check
from pactgraph.reading.triples import read_triples

MINIMAL = read_triples(Path(__file__).parents[1] / "ontology" / "minimal.ttl")


@pytest.mark.many
@pytest.mark.parametrize("seed", range(share(2_000, 24)))
def test_pyshacl_finds_the_same_in_random_faults(seed: int, tmp_path: Path) -> None:
    """The fixture `judged_too` compares all that either finds."""
    file = tmp_path / "faults.nt"
    file.write_text(mutated(MINIMAL, Random(seed)), encoding="utf-8")  # noqa: S311

    assert check([file]).violations is not None
