/* Saves a form while somebody types: <form data-autosave="seconds"> with a hidden
   `revision` and a [data-autosave-status]. Without this script the button saves. */
(() => {
  const form = document.querySelector("form[data-autosave]");
  const status = form?.querySelector("[data-autosave-status]");
  if (!form || !status) return;
  const pause = Number(form.dataset.autosave) * 1000;
  let timer = 0;
  let sending = false;
  let changed = false;

  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, pause);
  };
  const save = async () => {
    if (sending) return;
    sending = true;
    changed = false;
    const data = new FormData(form);
    data.set("action", "save");
    try {
      // Not form.action: the buttons of that name stand before it.
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      const said = await answer.json();
      status.textContent = said.message;
      if (answer.ok) form.elements.revision.value = said.revision;
    } catch {
      status.textContent = form.dataset.autosaveFailed;
      changed = true;
    }
    sending = false;
    if (changed) later();
  };
  form.addEventListener("input", () => {
    changed = true;
    later();
  });
  form.addEventListener("submit", () => window.clearTimeout(timer));
})();
