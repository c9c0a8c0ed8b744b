"use strict";
(() => {
  const { ask, say, sent, word } = window.osteotwin;
  const form = document.querySelector("form[data-answers]");
  const fields = [...form.querySelectorAll("textarea")];
  let turn = 0;

  const answers = () => Object.fromEntries([...form.querySelectorAll("[name]")].map((one) => [one.name, one.value]));

  // Under each answer: what is understood, or what is asked; the answer itself changes only where a way is pressed.
  const show = (found) => {
    for (const field of fields) {
      const questions = found.asked[field.name];
      const back = document.getElementById(`back-${field.name}`);
      const understood = found.understood[field.name];
      const said = understood && field.value.trim() ? word("understood", { said: understood }) : "";
      const told = questions ? questions.map((one) => one.says).join("\n") : said;
      if (back.dataset.told !== told + field.value) {
        back.dataset.told = told + field.value;
        back.replaceChildren(...(questions ? questions.flatMap((one) => asked(field, one)) : [said]));
      }
      back.classList.toggle("asked", Boolean(questions));
      if (questions) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    }
    form.dispatchEvent(new CustomEvent("told", { detail: Object.keys(found.asked) }));
  };

  // One question, and the answers that settle it: one that is pressed is written into the field, to be read like any other.
  const asked = (field, question) => {
    const says = document.createElement("span");
    says.textContent = question.doubt;
    const more = question.says.startsWith(question.doubt) ? question.says.slice(question.doubt.length).trim() : question.says;
    const how = document.createElement("details");
    how.append(document.createElement("summary"), more);
    how.firstChild.textContent = word("how_to_write_it");
    const all = more ? [says, how] : [says];
    const ways = question.ways.map((way) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet way";
      button.textContent = way;
      button.addEventListener("click", () => {
        // The others were made for the answer that was there before.
        for (const one of button.closest(".back").querySelectorAll("button")) one.disabled = true;
        field.value = way;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        field.focus();
      });
      return button;
    });
    if (!ways.length) return all;
    const which = document.createElement("span");
    which.className = "ways";
    which.append(word("which_way"), ...ways);
    return [...all, which];
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
      if (first) first.focus(); else say(Object.values(found.asked).flat().map((one) => one.says).join("\n"));
    } catch (error) {
      say(error.message);
    }
    button.disabled = false;
  });
})();
