// Lets people drag the rows of a table; the arrows in the rows do the same without it.
(() => {
  const table = document.querySelector("[data-arrange]");
  if (!table) return;
  const form = document.getElementById(table.dataset.arrange);
  const body = table.tBodies[0];
  const rows = () => [...body.querySelectorAll("tr[data-article]")];
  const order = () => rows().map((row) => row.dataset.article).join(" ");
  if (rows().length < 2) return;
  let dragged = null;
  let before = "";
  const restore = () => {
    for (const key of before.split(" ")) body.append(body.querySelector(`[data-article="${key}"]`));
  };
  body.addEventListener("drop", (event) => event.preventDefault());
  for (const row of rows()) {
    const handle = document.createElement("span");
    handle.textContent = "⠿ ";
    handle.className = "arrange-handle";
    handle.setAttribute("aria-hidden", "true");
    row.cells[0].prepend(handle);
    handle.addEventListener("pointerdown", () => { row.draggable = true; });
    handle.addEventListener("pointerup", () => { row.draggable = false; });
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      before = order();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.article);
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      if (row === dragged) return;
      const { top, height } = row.getBoundingClientRect();
      row[event.clientY > top + height / 2 ? "after" : "before"](dragged);
    });
    row.addEventListener("dragend", (event) => {
      row.draggable = false;
      dragged = null;
      // Escape, or a place outside the table: everything stays as it was.
      if (event.dataTransfer.dropEffect === "none") restore();
      if (order() === before) return;
      form.elements.order.value = order();
      form.submit();
    });
  }
  for (const help of document.querySelectorAll("[data-arrange-help]")) help.hidden = false;
})();
