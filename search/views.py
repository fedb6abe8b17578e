"""The search page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.forms import SearchForm
from search.queries import Query, found, snippet

HITS_PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits the query in the active language, page by page."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    query = Query.of(form.cleaned_data["q"] if valid else "")
    hits = found(request, query, get_language())
    page_obj = Paginator(hits, HITS_PER_PAGE).get_page(request.GET.get("page"))
    results = [(hit, snippet(hit.text, query)) for hit in page_obj]
    context = {
        "form": form,
        "asked": bool(query.words),
        "page_obj": page_obj,
        "results": results,
    }
    return render(request, "search/search.html", context, status=200 if valid else 400)
