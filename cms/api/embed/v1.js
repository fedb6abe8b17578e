/* COOP – what partners embed. No cookies, no third party. See /en/embed/ */
(() => {
  "use strict";
  const script = document.currentScript;
  const base = new URL(script ? script.src : location.href).origin;
  const WORDS = {
    sl: {
      news: "Novice COOP", papers: "Prispevki COOP", events: "Konference COOP",
      recommendations: "Priporočila COOP", all: "Vse na strani COOP",
      none: "Tu še ni ničesar.", failed: "Vsebine COOP trenutno ni mogoče prikazati.",
    },
    it: {
      news: "Notizie COOP", papers: "Contributi COOP", events: "Convegni COOP",
      recommendations: "Raccomandazioni COOP", all: "Tutto sul sito COOP",
      none: "Qui non c’è ancora nulla.", failed: "Al momento i contenuti COOP non si possono mostrare.",
    },
    en: {
      news: "COOP news", papers: "COOP papers", events: "COOP conferences",
      recommendations: "COOP recommendations", all: "Everything at COOP",
      none: "There is nothing here yet.", failed: "COOP content cannot be shown right now.",
    },
  };
  const day = (from) => (entry) => entry[from];
  const KINDS = {
    news: { fields: "title,url,lead,date,picture", date: day("date"), text: (e) => e.lead, more: "fallback=sl,en,it" },
    papers: { fields: "title,url,authors", text: (e) => e.authors.map((a) => a.name).join(", "), filter: "volume" },
    events: { fields: "title,url,place,first_day", date: day("first_day"), text: (e) => e.place },
    recommendations: { fields: "title,url,target_group_name", text: (e) => e.target_group_name, filter: "volume" },
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; color: inherit; font: inherit; }
    :host([hidden]) { display: none; }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 1em; }
    h2, h3, h4, h5, h6 { font-size: 1.2em; margin: 0 0 .6em; line-height: 1.25; }
    a { color: var(--coop-link, inherit); font-weight: 600; text-decoration: underline; text-underline-offset: .15em; }
    a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
    p { margin: .2em 0 0; }
    time, .small { font-size: .875em; }
    li { border-block-start: 1px solid; padding-block-start: .8em; overflow: hidden; }
    img { float: inline-start; inline-size: 6em; block-size: auto; margin-inline-end: .8em; }
    .funding { border-block-start: 1px solid; margin-block-start: 1em; padding-block-start: .6em; font-size: .875em; }
  `);

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const safe = (address) => (String(address).startsWith(base + "/") ? address : base);
  const get = async (path) => {
    const answer = await fetch(base + "/api/v1/" + path, { credentials: "omit", referrerPolicy: "origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  class CoopList extends HTMLElement {
    static observedAttributes = ["lang", "limit", "volume", "pictures", "heading"];
    #turn = 0;

    connectedCallback() {
      if (!this.shadowRoot) {
        this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        // What the page wrote into the element, until there is something better.
        this.shadowRoot.append(make("slot"));
      }
      this.#show();
    }

    attributeChangedCallback() {
      if (this.isConnected && this.shadowRoot) this.#show();
    }

    get kind() { return this.localName.slice(5); }

    async #show() {
      const turn = ++this.#turn;
      const asked = (this.getAttribute("lang") || document.documentElement.lang || "en").slice(0, 2);
      const lang = WORDS[asked] ? asked : "en";
      const limit = Math.min(Math.max(parseInt(this.getAttribute("limit"), 10) || 5, 1), 20);
      const kind = KINDS[this.kind];
      const query = new URLSearchParams({ locale: lang, page_size: limit, fields: kind.fields + ",served_locale" });
      if (kind.filter && this.getAttribute(kind.filter)) query.set(kind.filter, this.getAttribute(kind.filter));
      const more = kind.more ? "&" + kind.more : "";
      try {
        const [list, sites] = await Promise.all([
          get(`${this.kind}/?${query}${more}`),
          get(`sites/?locale=${lang}&fields=funding,url`),
        ]);
        if (turn === this.#turn) this.#draw(lang, kind, list.results, sites.results[0]);
      } catch {
        if (turn === this.#turn) this.#fail(lang);
      }
    }

    #draw(lang, kind, entries, site) {
      const words = WORDS[lang];
      const level = /^[2-6]$/.test(this.getAttribute("heading")) ? this.getAttribute("heading") : "2";
      const section = make("section", "", { lang, part: "section", "aria-labelledby": "heading" });
      section.append(make("h" + level, words[this.kind], { id: "heading", part: "heading" }));
      if (entries.length) {
        const list = make("ul", "", { role: "list", part: "list" });
        for (const entry of entries) list.append(this.#item(lang, kind, entry));
        section.append(list);
      } else section.append(make("p", words.none));
      const all = make("p", "", { class: "small" });
      all.append(make("a", words.all, { href: safe(site.url) }));
      const funding = make("p", site.funding.statement, { class: "funding", part: "funding" });
      section.append(all, funding);
      this.shadowRoot.replaceChildren(section);
      this.dispatchEvent(new CustomEvent("coop-ready", { bubbles: true }));
    }

    #item(lang, kind, entry) {
      const item = make("li", "", { part: "item" });
      if (entry.served_locale && entry.served_locale !== lang) item.lang = entry.served_locale;
      if (this.hasAttribute("pictures") && entry.picture) {
        const size = entry.picture.srcset[0];
        item.append(make("img", "", {
          src: safe(size.url), alt: entry.picture.alt, width: size.width, height: size.height, loading: "lazy",
        }));
      }
      item.append(make("a", entry.title, { href: safe(entry.url) }));
      if (kind.date) {
        const when = kind.date(entry);
        const told = new Date(when + "T12:00:00").toLocaleDateString(lang, { dateStyle: "long" });
        const line = make("p");
        line.append(make("time", told, { datetime: when }));
        item.append(line);
      }
      if (kind.text(entry)) item.append(make("p", kind.text(entry)));
      return item;
    }

    #fail(lang) {
      if (this.shadowRoot.querySelector("section")) return;
      const own = this.textContent.trim() !== "";
      const line = make("p", "", { lang });
      if (!own) line.append(make("a", WORDS[lang].failed, { href: `${base}/${lang}/` }));
      this.shadowRoot.replaceChildren(own ? make("slot") : line);
      this.dispatchEvent(new CustomEvent("coop-failed", { bubbles: true }));
    }
  }

  for (const kind of Object.keys(KINDS)) {
    const name = "coop-" + kind;
    if (!customElements.get(name)) customElements.define(name, class extends CoopList {});
  }
})();
