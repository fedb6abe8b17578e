// The preview follows what is typed; without this, a button does it.
const frame = document.getElementById("preview");
const form = document.getElementById("passages");
const update = document.getElementById("update-preview");
const PAUSE = 700;

if (frame && form && update) {
  let waiting, top = 0, dirty = false;
  const refresh = () => {
    try {
      top = frame.contentWindow.scrollY;
    } catch {
      top = 0;
    }
    form.requestSubmit(update);
  };
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter !== update) dirty = false;
  });
  // The reader stays where they were in the page.
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top));
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
  for (const button of form.querySelectorAll("[data-fill]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.fill);
      field.value = button.dataset.text;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
