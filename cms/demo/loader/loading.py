"""Loads everything in the order in which one thing needs the other."""

from collections.abc import Callable
from datetime import datetime

from wagtail.models import Site

from cms.demo.loader.calls import load_calls
from cms.demo.loader.pages import load_pages
from cms.demo.loader.papers import load_draft, load_papers
from cms.demo.loader.partners import load_partners, load_recommendations
from cms.demo.loader.people import load_people
from cms.demo.loader.pictures import load_pictures
from cms.demo.loader.programme import load_programme
from cms.demo.loader.volume import load_volume
from cms.identity.operations import adopt_grant_file

OPEN_CALL = "coop-konferenca"


def load(*, now: datetime, say: Callable[[str], None] = lambda line: None) -> None:
    """Create what is missing; whatever is there stays as people left it."""
    adopt_grant_file(site=Site.objects.get(is_default_site=True))
    say(f"Accounts: {load_people()} new")
    say(f"Pictures: {load_pictures()} new")
    say(f"Partners: {load_partners()} new")
    say(f"Pages: {load_pages()} new")
    call = load_calls()[OPEN_CALL]
    papers = load_papers(call, now)
    load_draft(call, now)
    say(f"Papers: {len(papers)} sent or there already")
    recommendations = load_recommendations(papers)
    say(f"Recommendations: {len(recommendations)}")
    say(f"Volume: {load_volume(papers, recommendations)}")
    say(f"Programme: {load_programme(call, papers, now)}")
