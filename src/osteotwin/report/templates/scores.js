"use strict";
// The page is complete without this script; it adds the color switch, the choice of a table, the search for a trial,
// and opens what a link points to. Nothing is stored and nothing is sent.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  dark.addEventListener("change", showTheme);
  showTheme();

  const tables = document.querySelectorAll(".slice");
  const choices = document.querySelectorAll('input[name="slice"]');
  const showSlice = () => {
    const chosen = [...choices].find((choice) => choice.checked);
    tables.forEach((table) => { table.hidden = chosen !== undefined && table.dataset.slice !== chosen.value; });
  };
  choices.forEach((choice) => choice.addEventListener("change", showSlice));
  showSlice();

  const trials = [...document.querySelectorAll("details.trial")];
  const words = trials.map((trial) => trial.textContent.toLowerCase());
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const search = () => {
    const wanted = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    trials.forEach((trial, index) => {
      const shown = wanted.every((word) => words[index].includes(word));
      trial.hidden = !shown;
      if (shown) count += 1;
    });
    found.textContent = wanted.length ? `${count} of ${trials.length}` : "";
  };
  find.addEventListener("input", search);

  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || target.localName !== "details") return;
    if (target.hidden) { find.value = ""; search(); }
    target.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
})();
