"""The search page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import results, snippets, spelling
from search.facets import facets
from search.forms import SearchForm, choice
from search.queries import Query, answer

HITS_PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits the query, the reader's language first, page by page.

    Where nothing fits and a word is unknown, what the reader may have meant is
    looked for instead, and the page says so.
    """
    form = SearchForm(request.GET)
    valid = form.is_valid()
    language = get_language()
    chosen = choice(request.GET, dict(settings.LANGUAGES))
    query = Query.of(form.cleaned_data["q"] if valid else "", language)
    found = answer(query, language, chosen)
    meant = ""
    if query.words and not found.matches:
        meant = spelling.suggestion(query, found.wanted, language)
    if meant:
        query = Query.of(meant, language)
        found = answer(query, language, chosen)
    page_obj = Paginator(found.matches, HITS_PER_PAGE).get_page(request.GET.get("page"))
    wanted = snippets.pattern(query, found.wanted) if found.matches else None
    hits = (
        results.hits(request, page_obj.object_list, wanted, language) if wanted else []
    )
    context = {
        "form": form,
        "asked": bool(query.words),
        "meant": meant,
        "page_obj": page_obj,
        "hits": hits,
        "facets": facets(request.GET, found, chosen),
        "choice": chosen,
    }
    return render(request, "search/search.html", context, status=200 if valid else 400)
