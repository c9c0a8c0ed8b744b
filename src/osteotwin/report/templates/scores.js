"use strict";
// The search for a trial among the scores, and opening what a link points to.
(() => {
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
})();
