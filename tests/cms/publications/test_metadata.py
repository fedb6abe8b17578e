import pytest
from django.utils.translation import override

from cms.publications import metadata


@pytest.mark.parametrize(
    ("language", "start", "end", "expected"),
    [
        ("sl", "2013-04-18", "2013-04-19", "18.–19. april 2013"),
        ("it", "2013-04-18", "2013-04-19", "18–19 aprile 2013"),
        ("en", "2013-04-18", "2013-04-19", "18–19 April 2013"),
        ("en", "2013-04-30", "2013-05-02", "30 April 2013 – 2 May 2013"),
        ("it", "2013-04-18", "", "18 aprile 2013"),
        ("it", "2013-04-18", "2013-04-18", "18 aprile 2013"),
        ("sl", "", "", ""),
    ],
)
def test_days_are_written_as_each_language_does(language, start, end, expected):
    with override(language):
        assert metadata.day_range({"start": start, "end": end}) == expected
