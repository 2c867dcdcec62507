"""What the program consists of."""

from kg import __version__
from kg.commands.info import LIBRARIES, facts
from kg.ontology import load_ontology


def test_every_part_is_told_with_its_size():
    told = dict(facts())
    assert told["kg-news"].startswith(__version__)
    assert all(f"{name} " in told["libraries"] for name in LIBRARIES)
    assert f"{len(load_ontology().types)} event types" in told["ontology"]
    assert "dateline 78" in told["words"] and "states " in told["names"]
    assert told["pipeline"].endswith(" MB") and float(told["pipeline"].split()[-2]) > 1
