"use strict";
// What every page has: the color switch, one of several panels, and details that open for print. A page is complete
// without scripts; nothing is stored and nothing is sent.
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

  // Radio buttons with data-panels choose which of the panels of that kind is shown.
  const choices = [...document.querySelectorAll("input[data-panels]")];
  const showPanels = () => {
    choices.filter((choice) => choice.checked).forEach((choice) => {
      document.querySelectorAll(`[data-${choice.dataset.panels}]`).forEach((panel) => {
        panel.hidden = panel.dataset[choice.dataset.panels] !== choice.value;
      });
    });
  };
  choices.forEach((choice) => choice.addEventListener("change", showPanels));
  showPanels();

  // A link into what is folded unfolds it.
  const unfold = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target || null; node; node = node.parentElement) {
      if (node.localName === "details") node.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
})();
