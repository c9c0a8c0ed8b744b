"use strict";
// An answer as fields below it, filled in as far as it is understood. What they tell is written into the answer in plain
// words, to be read like any other; what stood there can be put back.
(() => {
  const { ask, say, word, keepFields, keptFields, fields } = window.osteotwin;
  const { made, button, same, panelOf, filled, held, tell, ask: tellAsked, show, clear } = fields;
  const form = document.querySelector("form[data-fields]");
  const address = form.dataset.fields;
  const panels = new Map(); // by question
  const own = new Map(); // by question, what stood in its answers before fields took their place

  const posted = async (place, body) => (await ask("POST", place, JSON.stringify(body))).json();
  const boxOf = (question) => document.getElementById(`answer-${question}`);
  const texts = (questions) => Object.fromEntries(questions.map((one) => [one, boxOf(one).value]));
  const answers = () => texts([...form.querySelectorAll("textarea")].map((one) => one.name));
  const openers = (panel) => panel.form.replaces.map((one) => form.querySelector(`[data-fields-of="${one}"]`));

  // As if they had been typed: read, said back, and kept as a draft.
  const put = (said) => {
    const boxes = Object.keys(said).map(boxOf);
    boxes.forEach((box) => { box.value = said[box.name]; box.dispatchEvent(new Event("input", { bubbles: true })); });
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  };

  const keep = (panel) => keepFields(panel.form.question, panel.changed && { form: held(panel), was: panel.was, isOpen: !panel.place.hidden });

  const use = async (panel) => {
    clear(panel);
    panel.use.disabled = true;
    try {
      const { question, replaces } = panel.form;
      const told = await posted(`${address}/words`, { question, ...filled(panel), answers: answers() });
      if (told.problems.length) show(panel, told.problems);
      else {
        const before = texts(replaces);
        panel.changed = false;
        close(panel);
        put(told.answers);
        after(panel, before, told);
        boxOf(question).focus();
      }
    } catch (error) {
      tellAsked(panel, [error.message]);
    }
    panel.use.disabled = false;
  };

  // What no field holds any more, and a way back to what stood there and forth again.
  const after = (panel, before, told) => {
    const { question, replaces } = panel.form;
    const kept = own.get(question);
    const words = kept && same(kept.told, before) ? kept.words : before; // his own, and not what fields told before
    own.set(question, { words, told: told.answers });
    const place = document.getElementById(`own-${question}`);
    const parts = told.lost.length ? [made("span", {}, word("also_wrote", { what: told.lost.map((one) => `“${one}”`).join(", ") }))] : [];
    if (Object.values(words).some((one) => one.trim()) && !same(words, told.answers)) {
      let other = words;
      let isBack = false;
      const back = button(word("own_words"), () => {
        const now = texts(replaces);
        put(other);
        other = now;
        isBack = !isBack;
        back.textContent = word(isBack ? "fields_words" : "own_words");
        if (parts.length > 1) parts[0].hidden = isBack;
      });
      parts.push(back);
    }
    place.replaceChildren(...parts);
  };

  const close = (panel) => {
    panel.place.hidden = true;
    openers(panel).forEach((one) => one.setAttribute("aria-expanded", "false"));
    keep(panel);
  };
  const open = (panel) => {
    panel.place.hidden = false;
    openers(panel).forEach((one) => {
      one.setAttribute("aria-expanded", "true");
      one.setAttribute("aria-controls", panel.place.id);
    });
    keep(panel);
  };
  const goTo = (panel) => {
    open(panel);
    panel.place.focus({ preventScroll: true });
    panel.place.scrollIntoView({ block: "nearest" });
  };

  // By which of the listed names a thing is known that was named otherwise.
  const known = async (panel, name) => {
    try {
      const { rows } = await posted(address, { question: panel.form.question, answers: { [panel.form.question]: name } });
      return rows.length === 1 && rows[0][panel.first] || "";
    } catch {
      return "";
    }
  };
  // What opens or closes above where somebody types does not move that away.
  const inPlace = (act) => {
    const at = document.activeElement;
    const before = at.getBoundingClientRect().top;
    act();
    if (at !== document.body) scrollBy(0, at.getBoundingClientRect().top - before);
  };

  const shut = (panel) => {
    close(panel);
    form.querySelector(`[data-fields-of="${panel.form.question}"]`).focus();
  };
  const placed = (found) => {
    const panel = panelOf(found, { keep, use, known, close: shut });
    panel.was = texts(found.replaces);
    panels.set(found.question, panel);
    form.after(panel.sending);
    boxOf(found.question).closest(".question").append(panel.place);
    return panel;
  };

  const heldOf = (question) => [...panels.values()].find((one) => one.form.replaces.includes(question));
  form.querySelectorAll("[data-fields-of]").forEach((opener) => opener.addEventListener("click", async () => {
    const question = opener.dataset.fieldsOf;
    const before = heldOf(question);
    if (before && !before.place.hidden) {
      close(before);
      return;
    }
    const isSame = before && same(before.was, texts(before.form.replaces));
    if (before && (isSame || before.changed)) { // what was filled in is there still
      goTo(before);
      if (!isSame) tell(before, [word("answer_changed")], button(word("fill_anew"), () => fill(question, opener)));
      return;
    }
    await fill(question, opener);
  }));
  // In the place of the fields that stood there.
  const laid = (found) => {
    const before = panels.get(found.question);
    if (before) { before.place.remove(); before.sending.remove(); }
    return placed(found);
  };
  const fill = async (question, opener) => {
    const all = form.querySelectorAll("[data-fields-of]");
    all.forEach((one) => { one.disabled = true; });
    opener.setAttribute("aria-busy", "true");
    say("");
    try {
      goTo(laid(await posted(address, { question, answers: answers() })));
    } catch (error) {
      say(error.message);
    }
    opener.removeAttribute("aria-busy");
    all.forEach((one) => { one.disabled = false; });
  };

  // Fields open by themselves where something is asked of an answer, once for each answer, and close once it is understood.
  let turn = 0;
  form.addEventListener("told", async ({ detail: asked }) => {
    const mine = ++turn;
    for (const panel of panels.values()) {
      const isAsked = panel.form.replaces.some((one) => asked.includes(one));
      if (panel.opensItself && !panel.changed && !panel.place.hidden && !isAsked) inPlace(() => close(panel));
    }
    const isNew = (question) => {
      const before = heldOf(question);
      return !before || (!before.changed && !same(before.was, texts(before.form.replaces)));
    };
    for (const question of asked.filter((one) => boxOf(one)?.value.trim())) {
      if (mine !== turn || !isNew(question)) continue;
      try {
        const found = await posted(address, { question, answers: answers() });
        if (mine === turn && isNew(question)) inPlace(() => open(Object.assign(laid(found), { opensItself: true })));
      } catch { /* the fields can be opened still */ }
    }
  });

  // What was filled in and not used would be left out without a word.
  form.addEventListener("submit", (event) => {
    const panel = [...panels.values()].find((one) => !one.place.hidden && one.changed);
    if (!panel) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tellAsked(panel, [word("not_used_yet")]);
    panel.use.focus();
  }, true);

  try {
    for (const { form: kept, was, isOpen } of keptFields()) {
      const panel = Object.assign(placed(kept), { was, changed: true });
      if (isOpen && same(was, texts(kept.replaces))) open(panel); else close(panel);
    }
  } catch { /* of another version: the answers are there as they were */ }
})();
