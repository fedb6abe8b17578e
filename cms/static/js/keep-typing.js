// Keeps what is being typed on the server, a moment after the last key.
// The form works without it; nothing here changes what is on the page.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keeps-typing]");
  if (!form) return;
  const status = form.querySelector("[data-kept-status]");
  const PAUSE = 1500;
  const RETRY = 10000;
  const unsent = `unsent:${location.pathname}`;
  let waiting = 0;
  let running = null;
  let dirty = false;
  let leaving = false;

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) {
      if (value instanceof File) data.delete(name);
    }
    data.set("action", "keep");
    return new URLSearchParams(data);
  };

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  const remember = (body) => {
    try {
      sessionStorage.setItem(unsent, body.toString());
    } catch {
      // A browser without room keeps the page itself.
    }
  };

  const forget = () => {
    try {
      sessionStorage.removeItem(unsent);
    } catch {
      // Nothing was stored.
    }
  };

  const send = async (body) => {
    running = new AbortController();
    const answer = await fetch(location.pathname, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      signal: running.signal,
    });
    return answer;
  };

  const keep = async () => {
    waiting = 0;
    if (leaving) return;
    const body = typed();
    dirty = false;
    try {
      const answer = await send(body);
      if (answer.ok) {
        forget();
        const time = new Date().toLocaleTimeString(document.documentElement.lang, {
          hour: "2-digit",
          minute: "2-digit",
        });
        say(`${form.dataset.kept} ${time}`);
        return;
      }
      remember(body);
      say(answer.status === 413 ? form.dataset.tooMuch : form.dataset.notKept);
    } catch {
      if (leaving) return;
      remember(body);
      say(form.dataset.notKept);
      dirty = true;
      plan(RETRY);
    }
  };

  const plan = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, pause);
  };

  form.addEventListener("input", () => {
    dirty = true;
    plan(PAUSE);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(waiting);
    if (running) running.abort();
    forget();
  });
  addEventListener("online", () => {
    if (dirty) plan(0);
  });
  addEventListener("pagehide", () => {
    if (dirty && !leaving) navigator.sendBeacon(location.pathname, typed());
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });

  // What could not be sent before this tab was closed or reloaded.
  const before = (() => {
    try {
      return sessionStorage.getItem(unsent);
    } catch {
      return null;
    }
  })();
  if (before) {
    const body = new URLSearchParams(before);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    send(body)
      .then((answer) => {
        if (!answer.ok) return;
        forget();
        location.reload();
      })
      .catch(() => {});
  }
})();
