"use strict";
(() => {
  const { ask, say, sent, word } = window.osteotwin;
  const form = document.querySelector("form[data-answers]");
  const fields = [...form.querySelectorAll("textarea")];
  let turn = 0;

  const answers = () => Object.fromEntries([...form.querySelectorAll("[name]")].map((one) => [one.name, one.value]));

  // Under each answer: what is understood, or what is asked; the answer itself is never touched.
  const show = (found) => {
    for (const field of fields) {
      const questions = found.asked[field.name];
      const back = document.getElementById(`back-${field.name}`);
      const understood = found.understood[field.name];
      const text = questions ? questions.join("\n") : understood && field.value.trim() ? word("understood", { said: understood }) : "";
      if (back.textContent !== text) back.textContent = text;
      back.classList.toggle("asked", Boolean(questions));
      if (questions) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    }
  };
  const send = async (look) => (await ask("POST", `${form.dataset.answers}?look=${look}`, JSON.stringify(answers()))).json();

  const look = async () => {
    const mine = ++turn;
    try {
      const found = await send(true);
      if (mine === turn) show(found);
    } catch { /* what is wrong is told when the answers are sent */ }
  };
  form.addEventListener("change", look);
  if (fields.some((field) => field.value.trim())) look(); // answers that were there before
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button.main");
    turn += 1;
    button.disabled = true;
    say("");
    try {
      const found = await send(false);
      if (found.added) {
        sent(form);
        location.assign(`/people/${found.added.id}/outlook`);
        return;
      }
      show(found);
      const first = fields.find((field) => found.asked[field.name]);
      say(word("asked_below"));
      if (first) first.focus(); else say(Object.values(found.asked).flat().join("\n"));
    } catch (error) {
      say(error.message);
    }
    button.disabled = false;
  });
})();
