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
