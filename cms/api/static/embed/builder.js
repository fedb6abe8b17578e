/* Shows every choice at once; without it, the button does the same. */
(() => {
  "use strict";
  const form = document.getElementById("builder");
  const parts = ["preview", "snippet", "frame-snippet"].map((id) => document.getElementById(id));
  let turn = 0;

  const show = async () => {
    if (!form.checkValidity()) return;
    const mine = ++turn;
    const query = new URLSearchParams(new FormData(form));
    const address = `${location.pathname}?${query}`;
    const answer = await fetch(address);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn) return;
    const [preview, ...codes] = parts.map((part) => page.getElementById(part.id));
    if (parts[0].getAttribute("src") !== preview.getAttribute("src")) {
      parts[0].setAttribute("src", preview.getAttribute("src"));
    }
    codes.forEach((code, place) => { parts[place + 1].value = code.value; });
    history.replaceState(null, "", address);
  };

  form.addEventListener("change", show);
})();
