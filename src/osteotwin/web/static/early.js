"use strict";
// What is pressed while the page's scripts are still on their way waits for them: a button would do nothing, and a form
// would be sent past them and lose what was entered. This script alone is not deferred.
(() => {
  const held = new Map(); // what was pressed, with how it is pressed again; twice is once
  const hold = (event, pressed, again) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    held.set(pressed, again);
  };
  const submitted = (event) => {
    const { target: form, submitter } = event;
    if (!form.hasAttribute("method")) hold(event, form, () => form.requestSubmit(submitter)); // the others need no script
  };
  const clicked = (event) => {
    const button = event.target.closest("button");
    if (button && (button.type === "button" || !button.form)) hold(event, button, () => button.click());
  };
  document.addEventListener("submit", submitted, true);
  document.addEventListener("click", clicked, true);
  document.addEventListener("DOMContentLoaded", () => {
    document.removeEventListener("submit", submitted, true);
    document.removeEventListener("click", clicked, true);
    held.forEach((again) => again());
  });
})();
