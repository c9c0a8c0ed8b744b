"use strict";
// What was written into a form and not sent, and where sliders stand, is there again when somebody goes back or loads the
// page anew. The browser keeps it for this tab alone, until it is sent, set back, or the person is erased. A page that was
// signed in to, whose browser may be shared, has no such script.
(() => {
  const MARK = "draft";
  const person = document.body.dataset.person || "";
  const FORMS = "form[data-answers], form[data-entry], form[data-change], form#levers, form#wishes";
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  const fieldsOf = (form) => [...form.querySelectorAll("input, select, textarea")]
    .filter((field) => field.form === form && !["file", "password", "hidden", "submit"].includes(field.type));
  const options = (field, of) => [...field.options].filter((one) => one[of]).map((one) => one.value);
  const now = (field) => isBox(field) ? field.checked : field.tagName === "SELECT" ? options(field, "selected") : field.value;
  const atFirst = (field) => {
    if (isBox(field)) return field.defaultChecked;
    if (field.tagName !== "SELECT") return field.defaultValue;
    const chosen = options(field, "defaultSelected");
    return chosen.length || field.multiple ? chosen : field.options.length ? [field.options[0].value] : [];
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  // A form that came anew with other values, since the diary was changed, is another form.
  const formOf = (form) => fieldsOf(form).map((field) => [field.name, field.type, atFirst(field)]);
  const keyOf = (form) => [MARK, person, location.pathname, form.id, form.dataset.change || form.dataset.path || ""].join(" ");
  const drop = (mine) => Object.keys(sessionStorage).filter(mine).forEach((key) => sessionStorage.removeItem(key));
  const forget = (form) => sessionStorage.removeItem(keyOf(form));

  const keep = (form) => {
    const fields = fieldsOf(form);
    if (fields.every((field) => same(now(field), atFirst(field)))) { forget(form); return; }
    try {
      sessionStorage.setItem(keyOf(form), JSON.stringify({ form: formOf(form), values: fields.map(now) }));
    } catch { /* no room, or not allowed: what is written stays in the page */ }
  };
  const put = (field, value) => {
    if (isBox(field)) field.checked = value;
    else if (field.tagName === "SELECT") [...field.options].forEach((one) => { one.selected = value.includes(one.value); });
    else field.value = value;
  };
  // What holds a draft is open to be seen.
  const open = (form) => {
    for (let one = form.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    const row = form.closest("tr.edit");
    if (!row) return;
    row.hidden = false;
    document.querySelector(`[aria-controls="${row.id}"]`)?.setAttribute("aria-expanded", "true");
  };
  const putBack = (form) => {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) || "null");
    if (!kept) return;
    if (!same(kept.form, formOf(form))) { forget(form); return; }
    fieldsOf(form).forEach((field, place) => put(field, kept.values[place]));
    open(form);
  };

  // Fields below an answer, which a script of their own makes: kept beside the answers, and sent with them.
  const FIELDS = [MARK, person, location.pathname, "fields", ""].join(" ");
  const ofFields = (key) => key.startsWith(FIELDS);
  window.osteotwin.keepFields = (question, kept) => {
    try {
      if (kept) sessionStorage.setItem(FIELDS + question, JSON.stringify(kept)); else sessionStorage.removeItem(FIELDS + question);
    } catch { /* no room, or not allowed */ }
  };
  window.osteotwin.keptFields = () => {
    try { return Object.keys(sessionStorage).filter(ofFields).map((key) => JSON.parse(sessionStorage.getItem(key))); } catch { return []; }
  };
  window.osteotwin.sent = (form) => { forget(form); if (form.dataset.fields) drop(ofFields); };
  window.osteotwin.erased = () => drop((key) => key.startsWith(`${MARK} ${person} `));
  try {
    document.querySelectorAll(FORMS).forEach((form) => {
      putBack(form);
      for (const event of ["input", "change"]) form.addEventListener(event, () => keep(form));
      form.addEventListener("reset", () => forget(form));
    });
  } catch { /* a browser that keeps nothing: the page works as before */ }
})();
