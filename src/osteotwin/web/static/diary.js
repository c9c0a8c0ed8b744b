"use strict";
(() => {
  const { ask, say, word } = window.osteotwin;

  // A row is changed beneath itself.
  const opened = (button, open) => {
    const row = document.getElementById(button.getAttribute("aria-controls"));
    row.hidden = !open;
    button.setAttribute("aria-expanded", open);
    if (open) row.querySelector("input").focus(); else { row.querySelector("form").reset(); button.focus(); }
  };
  document.querySelectorAll("[data-edit]").forEach((button) =>
    button.addEventListener("click", () => opened(button, button.getAttribute("aria-expanded") !== "true")));
  document.querySelectorAll("[data-leave]").forEach((button) => button.addEventListener("click", () =>
    opened(document.querySelector(`[aria-controls="${button.dataset.leave}"]`), false)));
  // Escape leaves a row in which nothing was written.
  document.querySelectorAll("tr.edit").forEach((row) => row.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const written = [...row.querySelectorAll("input, select")].some((field) => field.tagName === "SELECT"
      ? [...field.options].some((one) => one.selected !== one.defaultSelected && field.querySelector("[selected]"))
      : field.value !== field.defaultValue);
    if (!written) opened(document.querySelector(`[aria-controls="${row.id}"]`), false);
  }));

  // Whom a score counts from is asked of scores only.
  document.querySelectorAll(".for-scores").forEach((label) => {
    const what = label.closest("form").elements.what;
    const show = () => {
      const score = /^t[_ -]?score/i.test(what.value);
      label.hidden = !score;
      label.querySelector("select").disabled = !score;
    };
    what.addEventListener("input", show);
    show();
  });

  const settings = document.getElementById("shown-as");
  if (settings) {
    const kept = document.getElementById("kept");
    settings.addEventListener("submit", (event) => event.preventDefault());
    const keep = async () => {
      const chosen = Object.fromEntries([...new FormData(settings)].filter(([, value]) => value !== ""));
      kept.textContent = word("keeping");
      try {
        await ask("PUT", settings.dataset.put, JSON.stringify(chosen));
        kept.textContent = word("kept");
        say("");
      } catch (error) { kept.textContent = ""; say(error.message); }
    };
    settings.addEventListener("change", keep);
    // What was chosen before this script was there counts, too.
    if ([...settings.elements].some((field) => field.checked !== field.defaultChecked)) keep();
  }
})();
