// A client of the COOP API for browsers, Node, Deno and Bun. Depends on nothing.
// The methods at the end are made of the schema by `manage.py write_api_clients`.

export class CoopProblem extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail || problem.title || String(status));
    this.name = "CoopProblem";
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export class Coop {
  #known = new Map();

  constructor({ base, key = "", fetch: ask = globalThis.fetch } = {}) {
    this.base = String(base).replace(/\/$/, "");
    this.key = key;
    this.ask = (...given) => ask(...given);
  }

  // What did not change since is not sent again: the ETag is kept with the answer.
  async get(path, params = {}) {
    const address = this.address(path, params);
    const known = this.#known.get(address);
    const headers = known ? { "If-None-Match": known.etag } : {};
    const answer = await this.#send("GET", address, { headers });
    if (answer.status === 304) return known.body;
    const body = await answer.json();
    const etag = answer.headers.get("ETag");
    if (etag) this.#known.set(address, { etag, body });
    return body;
  }

  async write(method, path, params, body, { idempotencyKey = "", revision = "" } = {}) {
    const multipart = typeof FormData !== "undefined" && body instanceof FormData;
    const headers = multipart ? {} : { "Content-Type": "application/json" };
    if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
    if (revision) headers["If-Match"] = `"${revision}"`;
    const sent = multipart ? body : JSON.stringify(body);
    const answer = await this.#send(method, this.address(path, params), { headers, body: sent });
    return answer.json();
  }

  // Yields every entry of a list, whatever comes or goes meanwhile.
  async *all(path, params = {}) {
    let cursor = null;
    do {
      const page = await this.get(path, cursor ? { ...params, cursor } : params);
      yield* page.results;
      cursor = page.next_cursor;
    } while (cursor);
  }

  // Yields changes, each with the cursor to keep once it has been dealt with.
  async *follow(cursor = "") {
    for (;;) {
      const told = await this.get("/api/v1/changes/", cursor ? { cursor } : {});
      for (const change of told.changes) yield { change, cursor: null };
      cursor = told.next_cursor;
      yield { change: null, cursor };
      if (!told.has_more) return;
    }
  }

  address(path, params = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined || value === null || value === "") continue;
      query.set(name, Array.isArray(value) ? value.join(",") : String(value));
    }
    const asked = query.toString();
    return this.base + path + (asked ? `?${asked}` : "");
  }

  async #send(method, address, { headers, body }) {
    const sent = { Accept: "application/json", ...headers };
    if (this.key) sent.Authorization = `Bearer ${this.key}`;
    const answer = await this.ask(address, { method, headers: sent, body, credentials: "omit" });
    if (answer.ok || answer.status === 304) return answer;
    const problem = await answer.json().catch(() => ({ title: answer.statusText }));
    const wait = Number(answer.headers.get("Retry-After")) || 0;
    throw new CoopProblem(answer.status, problem, wait);
  }

  // --- one method an operation ----------------------------------------------------

  // List the resources.
  root(params = {}) {
    return this.get(`/api/v1/`, params);
  }

  // List articles.
  listArticles(params = {}) {
    return this.get(`/api/v1/articles/`, params);
  }

  // Show an article.
  showArticle(id, params = {}) {
    return this.get(`/api/v1/articles/${encodeURIComponent(id)}/`, params);
  }

  // List what has changed in the API.
  changelog(params = {}) {
    return this.get(`/api/v1/changelog/`, params);
  }

  // List what has changed since.
  changes(params = {}) {
    return this.get(`/api/v1/changes/`, params);
  }

  // Write a news item.
  createNewsDraft(body, params = {}, options = {}) {
    return this.write("POST", `/api/v1/drafts/news/`, params, body, options);
  }

  // Show the latest draft of a news item.
  showNewsDraft(id, params = {}) {
    return this.get(`/api/v1/drafts/news/${encodeURIComponent(id)}/`, params);
  }

  // Change a news item.
  changeNewsDraft(id, body, params = {}, options = {}) {
    return this.write("PATCH", `/api/v1/drafts/news/${encodeURIComponent(id)}/`, params, body, options);
  }

  // Upload a picture.
  addPicture(body, params = {}, options = {}) {
    return this.write("POST", `/api/v1/drafts/pictures/`, params, body, options);
  }

  // Put an invited talk into the programme.
  createProgrammeItemDraft(body, params = {}, options = {}) {
    return this.write("POST", `/api/v1/drafts/programme-items/`, params, body, options);
  }

  // Show a talk as the editors have it.
  showProgrammeItemDraft(id, params = {}) {
    return this.get(`/api/v1/drafts/programme-items/${encodeURIComponent(id)}/`, params);
  }

  // Change a talk.
  changeProgrammeItemDraft(id, body, params = {}, options = {}) {
    return this.write("PATCH", `/api/v1/drafts/programme-items/${encodeURIComponent(id)}/`, params, body, options);
  }

  // List conferences.
  listEvents(params = {}) {
    return this.get(`/api/v1/events/`, params);
  }

  // Show a conference with its programme.
  showEvent(id, params = {}) {
    return this.get(`/api/v1/events/${encodeURIComponent(id)}/`, params);
  }

  // List the languages.
  listLocales(params = {}) {
    return this.get(`/api/v1/locales/`, params);
  }

  // Show a language.
  showLocale(id, params = {}) {
    return this.get(`/api/v1/locales/${encodeURIComponent(id)}/`, params);
  }

  // List news items.
  listNews(params = {}) {
    return this.get(`/api/v1/news/`, params);
  }

  // Show a news item.
  showNewsItem(id, params = {}) {
    return this.get(`/api/v1/news/${encodeURIComponent(id)}/`, params);
  }

  // List issues of the newspaper.
  listNewspaperIssues(params = {}) {
    return this.get(`/api/v1/newspaper-issues/`, params);
  }

  // Show an issue with its texts.
  showNewspaperIssue(id, params = {}) {
    return this.get(`/api/v1/newspaper-issues/${encodeURIComponent(id)}/`, params);
  }

  // List the other pages.
  listPages(params = {}) {
    return this.get(`/api/v1/pages/`, params);
  }

  // Show a page.
  showPage(id, params = {}) {
    return this.get(`/api/v1/pages/${encodeURIComponent(id)}/`, params);
  }

  // List published papers.
  listPapers(params = {}) {
    return this.get(`/api/v1/papers/`, params);
  }

  // Show a published paper.
  showPaper(id, params = {}) {
    return this.get(`/api/v1/papers/${encodeURIComponent(id)}/`, params);
  }

  // List the partners.
  listPartners(params = {}) {
    return this.get(`/api/v1/partners/`, params);
  }

  // Show a partner.
  showPartner(id, params = {}) {
    return this.get(`/api/v1/partners/${encodeURIComponent(id)}/`, params);
  }

  // List people as published.
  listPeople(params = {}) {
    return this.get(`/api/v1/people/`, params);
  }

  // Show a person.
  showPerson(id, params = {}) {
    return this.get(`/api/v1/people/${encodeURIComponent(id)}/`, params);
  }

  // List pictures.
  listPictures(params = {}) {
    return this.get(`/api/v1/pictures/`, params);
  }

  // Show a picture.
  showPicture(id, params = {}) {
    return this.get(`/api/v1/pictures/${encodeURIComponent(id)}/`, params);
  }

  // List talks and other items of programmes.
  listProgrammeItems(params = {}) {
    return this.get(`/api/v1/programme-items/`, params);
  }

  // Show a talk or another item.
  showProgrammeItem(id, params = {}) {
    return this.get(`/api/v1/programme-items/${encodeURIComponent(id)}/`, params);
  }

  // List recommendations.
  listRecommendations(params = {}) {
    return this.get(`/api/v1/recommendations/`, params);
  }

  // Show a recommendation.
  showRecommendation(id, params = {}) {
    return this.get(`/api/v1/recommendations/${encodeURIComponent(id)}/`, params);
  }

  // List the sites.
  listSites(params = {}) {
    return this.get(`/api/v1/sites/`, params);
  }

  // Show a site.
  showSite(id, params = {}) {
    return this.get(`/api/v1/sites/${encodeURIComponent(id)}/`, params);
  }

  // List the proceedings.
  listVolumes(params = {}) {
    return this.get(`/api/v1/volumes/`, params);
  }

  // Show a volume with its contents.
  showVolume(id, params = {}) {
    return this.get(`/api/v1/volumes/${encodeURIComponent(id)}/`, params);
  }
}
