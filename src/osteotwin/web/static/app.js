"use strict";
(() => {
  const said = document.getElementById("said");
  const words = JSON.parse(document.getElementById("script-words").textContent);
  // What the page says, in its language; what stands in %(…)s is put in.
  const word = (key, given = {}) => words[key].replace(/%(?:\((\w+)\)s|%)/g, (_, name) => name ? given[name] : "%");

  const say = (text, fine = false) => {
    said.textContent = text;
    said.classList.toggle("fine", fine);
    if (text) said.scrollIntoView({ block: "nearest" });
  };

  // Every change of anything carries a header that no other site can send.
  const ask = async (method, address, body, type = "application/json", signal = undefined) => {
    let response;
    try {
      response = await fetch(address, { method, body, signal, headers: { "X-Osteotwin": "1", ...(body ? { "Content-Type": type } : {}) } });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error(word("no_answer"));
    }
    if (response.ok) return response;
    let found = {};
    try { found = await response.json(); } catch { /* no sentence came */ }
    const error = new Error(found.detail || word("ended_with", { status: response.status }));
    error.question = found.question;
    throw error;
  };

  // Whoever is on his way to another page is not called back by work that ends meanwhile.
  let leaves = false;
  addEventListener("beforeunload", () => {
    leaves = true;
    setTimeout(() => { leaves = false; }, 10_000); // It was a file to keep: the page is still here.
  });
  const comeAnew = (address = location.href) => {
    if (leaves) { setTimeout(comeAnew, 1000, address); return; }
    const page = new URL(address, location.href); // Another place of the same page alone would not load it anew.
    if (page.pathname + page.search === location.pathname + location.search) location.reload(); else location.assign(address);
  };

  // For the scripts of single pages; drafts.js fills in what a form that was sent, and a person who was erased, leave.
  window.osteotwin = { ask, say, word, comeAnew, sent: () => {}, erased: () => {}, keepFields: () => {}, keptFields: () => [] };

  const keysOf = (form) => {
    const keys = {};
    for (const field of form.querySelectorAll("[name]:not(:disabled)")) {
      if ("list" in field.dataset) { if (field.checked) (keys[field.name] ??= []).push(field.value); }
      else if ("yes" in field.dataset) { if (field.value) keys[field.name] = field.value === "true"; }
      else if (field.type === "number" && field.value !== "") keys[field.name] = Number(field.value);
      else if (field.value !== "") keys[field.name] = field.value;
    }
    return keys;
  };

  const on = (selector, event, act) => document.querySelectorAll(selector).forEach((one) => {
    one.addEventListener(event, async (happened) => {
      happened.preventDefault();
      const button = happened.submitter || one;
      button.disabled = true;
      say("");
      try { await act(one); } catch (error) { say(error.message); }
      button.disabled = false;
    });
  });

  on("form[data-send]", "submit", async (form) => {
    const made = await (await ask("POST", form.dataset.send, JSON.stringify(keysOf(form)))).json();
    location.assign(`/people/${made.id}/${form.dataset.then}`);
  });
  on("form[data-file]", "submit", async (form) => {
    const file = form.querySelector("input[type=file]").files[0];
    const elsewhere = document.getElementById("elsewhere");
    elsewhere.hidden = true;
    try {
      const made = await (await ask("POST", form.dataset.file, file, "application/toml")).json();
      location.assign(`/people/${made.id}/${form.dataset.then}`);
    } catch (error) {
      // A person's file is to be mended; anything else is read in where there is a person.
      elsewhere.hidden = file.name.toLowerCase().endsWith(".toml");
      throw error;
    }
  });
  on("form[data-entry]", "submit", async (form) => {
    const { where, path } = form.dataset;
    const body = { where, path: path.split("."), keys: keysOf(form), moves_today: path === "measurement" };
    await ask("POST", form.dataset.entry, JSON.stringify(body));
    window.osteotwin.sent(form);
    location.reload();
  });
  on("form[data-change]", "submit", async (form) => {
    const held = await (await ask("GET", form.dataset.change.replace(/\/[^/]*$/, ""))).json();
    const entry = held.find((one) => form.dataset.change.endsWith(one.id));
    const own = [...form.querySelectorAll("[name]")].map((field) => field.name);
    const kept = Object.fromEntries(Object.entries(entry ? entry.keys : {}).filter(([key]) => !own.includes(key)));
    const body = { keys: { ...kept, ...keysOf(form) }, read_at: Number(form.dataset.readAt) };
    await ask("PUT", form.dataset.change, JSON.stringify(body));
    window.osteotwin.sent(form);
    location.reload();
  });
  on("[data-remove]", "click", async (button) => { await ask("DELETE", button.dataset.remove); location.reload(); });
  on("[data-undo]", "click", async (button) => { await ask("POST", button.dataset.undo); location.reload(); });
  on("form[data-erase]", "submit", async (form) => {
    if (form.elements.confirm.value !== form.dataset.name) throw new Error(word("other_name"));
    await ask("DELETE", form.dataset.erase);
    window.osteotwin.erased();
    location.assign("/");
  });

  document.querySelectorAll("form[data-language]").forEach((form) => form.addEventListener("change", async (event) => {
    try { await ask("PUT", form.dataset.language, JSON.stringify({ language: event.target.value })); location.reload(); } catch (error) { say(error.message); }
  }));

  // Files: chosen or dropped
  document.querySelectorAll(".drop").forEach((form) => {
    const field = form.querySelector("input[type=file]");
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  });
  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  on("form[data-import]", "submit", async (form) => {
    const file = form.querySelector("input[type=file]").files[0];
    const shown = document.getElementById("preview");
    const answers = {};
    const look = async () => {
      shown.replaceChildren();
      const query = new URLSearchParams({ name: file.name, answers: JSON.stringify(answers) });
      let found;
      try {
        found = await (await ask("POST", `${form.dataset.import}?${query}`, file, "application/octet-stream")).json();
      } catch (error) {
        if (!error.question) throw error;
        element("h3", error.question.asks, shown);
        const choices = error.question.choices.length ? error.question.choices : [[true, word("yes")]];
        choices.forEach(([value, meaning]) => element("button", value === true ? meaning : word("choice", { value, meaning }), shown)
          .addEventListener("click", async () => {
            answers[error.question.answer] = value;
            try { await look(); } catch (again) { say(again.message); }
          }));
        shown.focus();
        return;
      }
      found.sections.forEach(([title, lines]) => {
        element("h3", word("section", { title, count: lines.length }), shown);
        const list = element("ul", "", shown);
        list.className = "plain";
        lines.forEach((line) => element("li", line, list));
      });
      if (!found.sections.length) element("p", word("not_understood"), shown);
      if (found.changes) {
        const take = element("button", word("take_over"), shown);
        take.className = "main";
        take.addEventListener("click", async () => {
          try { await ask("POST", `${form.dataset.import}/${found.token}`); location.reload(); } catch (error) { say(error.message); }
        });
      }
      shown.focus();
    };
    await look();
  });
})();
