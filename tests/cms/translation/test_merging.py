"""Merging content: what people changed stays, the rest follows the source."""

from hypothesis import given
from hypothesis import strategies as st

from cms.translation.merging import merge

WORDS = st.text(alphabet="abčd ", max_size=4)


def stream(words: dict[str, str]) -> list[dict]:
    return [
        {"type": "text", "value": word, "id": identifier}
        for identifier, word in words.items()
    ]


STREAMS = st.dictionaries(st.sampled_from("pqrstuv"), WORDS, max_size=5).map(stream)
CONTENTS = st.fixed_dictionaries({"title": WORDS, "lead": WORDS, "body": STREAMS})


def test_untouched_content_follows_the_source():
    base = {"title": "a", "body": stream({"p": "x"})}
    theirs = {"title": "b", "body": stream({"p": "y", "q": "z"})}
    assert merge(base, base, theirs) == theirs


def test_struct_is_merged_field_by_field():
    base = {"heading": "a", "text": "b"}
    mine = {"heading": "mine", "text": "b"}
    theirs = {"heading": "a2", "text": "b2"}
    assert merge(base, mine, theirs) == {"heading": "mine", "text": "b2"}


def test_keys_of_the_editor_are_no_change():
    base = '<p data-block-key="ab1">Besedilo</p>'
    mine = '<p data-block-key="xy9">Besedilo</p>'
    assert merge(base, mine, "<p>Novo besedilo</p>") == "<p>Novo besedilo</p>"


def test_order_made_by_hand_stays():
    base, mine = stream({"p": "1", "q": "2"}), stream({"q": "2", "p": "1"})
    theirs = stream({"p": "1", "q": "2", "r": "3"})
    assert [each["id"] for each in merge(base, mine, theirs)] == ["q", "r", "p"]


@given(CONTENTS, CONTENTS, CONTENTS)
def test_no_change_by_hand_is_ever_lost(base, mine, theirs):
    merged = merge(base, mine, theirs)
    for name in ("title", "lead"):
        if mine[name] != base[name]:
            assert merged[name] == mine[name]
    kept = {each["id"]: each["value"] for each in merged["body"]}
    before = {each["id"]: each["value"] for each in base["body"]}
    own = {each["id"]: each["value"] for each in mine["body"]}
    for identifier, value in own.items():
        if before.get(identifier) != value:
            assert kept[identifier] == value
    assert not [key for key in before if key not in own and key in kept]


@given(CONTENTS, CONTENTS)
def test_source_comes_through_where_nobody_changed_anything(base, theirs):
    assert merge(base, base, theirs) == theirs


@given(CONTENTS, CONTENTS, CONTENTS)
def test_merging_again_changes_nothing(base, mine, theirs):
    merged = merge(base, mine, theirs)
    assert merge(theirs, merged, theirs) == merged
