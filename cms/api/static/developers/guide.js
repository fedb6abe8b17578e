/* Shows answers on the page; without it, the browser goes to them. */
(() => {
  "use strict";
  const addressOf = (form) => {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    for (const field of form.querySelectorAll("[data-place]")) {
      const value = field.value.trim();
      if (field.dataset.place === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
      else if (value) query.set(field.name, value);
    }
    return query.size ? `${path}?${query}` : path;
  };

  const shown = (text) => {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.path) return;
    event.preventDefault();
    const box = form.querySelector(".tried");
    const address = addressOf(form);
    const answer = await fetch(address, { credentials: "omit", headers: { Accept: "application/json" } });
    box.hidden = false;
    box.querySelector(".tried__request").textContent = `GET ${address} → ${answer.status}`;
    box.querySelector(".tried__answer").textContent = shown(await answer.text());
  });
})();
