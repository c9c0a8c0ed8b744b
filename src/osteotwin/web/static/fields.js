"use strict";
// A question as fields to fill in: a card of fields for each of several things, and fields that are asked once.
(() => {
  const { word } = window.osteotwin;
  let count = 0;

  const made = (name, attributes = {}, ...inner) => {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) one.setAttribute(key, value);
    one.append(...inner);
    return one;
  };
  const button = (text, act, kind = "quiet") => {
    const one = made("button", { type: "button", class: kind }, text);
    one.addEventListener("click", act);
    return one;
  };
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // Which fields are asked of a row, by what fills its first field: the name that is listed, or that the reader of answers
  // knows it by. Of what nobody knows all are asked.
  const nameOf = (row) => (row.values[row.panel.first] || "").trim();
  const listed = (panel, name) => panel.names.get(name.toLowerCase());
  const isAsked = (row, field) => {
    if (!field.by || field.key === row.panel.first) return true;
    const name = nameOf(row);
    const known = listed(row.panel, name);
    return known ? Object.hasOwn(field.by, known) : name !== "";
  };
  const choicesOf = (row, field) => field.by ? field.by[listed(row.panel, nameOf(row))] || [] : field.choices;
  // Looked up where a name is none of those that are listed; until then, and of what nobody knows, all are asked.
  const find = async (row) => {
    const { panel } = row, name = nameOf(row);
    if (!name || panel.names.has(name.toLowerCase()) || !panel.columns.some((one) => one.by)) return;
    panel.names.set(name.toLowerCase(), "");
    const known = await panel.acts.known(panel, name);
    panel.names.set(name.toLowerCase(), listed(panel, known) || "");
    panel.rows.forEach(draw);
  };

  // What is said or not said of each of several things is ticked, behind its other fields.
  const isTick = (field) => !field.is_open && ["yes", "yes,no"].includes(field.choices.join());
  // One field: its label, what is filled in, and room for what is asked of it.
  const cellOf = (panel, field, choices, value, changed) => {
    const id = `field-${panel.form.question}-${++count}`;
    const common = { id, form: panel.id, "data-key": field.key, "aria-describedby": `${id}-asked` };
    const closed = choices.length > 0 && !field.is_open;
    const tick = panel.columns.includes(field) && isTick(field);
    const list = closed || !choices.length ? null : field.key === panel.first && panel.list || made("datalist", { id: `${id}-list` }, ...optionsOf(choices));
    const input = tick ? made("input", { ...common, type: "checkbox" }) : closed
      ? made("select", common, made("option", { value: "" }), ...optionsOf(choices))
      : made("input", {
        ...common, list: list ? list.id : undefined, autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 2000,
        placeholder: field.example || choices[0],
      });
    if (tick) input.checked = value === "yes"; else input.value = value;
    const fault = made("p", { class: "fault", id: `${id}-asked` });
    const broad = tick || field.key === panel.first || field.example.length > (choices.length ? 20 : 14);
    const label = made("label", { for: id }, capital(field.asks));
    if (tick) { label.className = "tick"; label.prepend(input); }
    const cell = made("div", { class: broad ? "cell broad" : "cell", lang: "en" }, label, ...(tick ? [] : [input]), fault);
    if (list && !list.isConnected && list !== panel.list) cell.append(list);
    cell.input = input;
    cell.value = () => tick ? (input.checked ? "yes" : "") : input.value;
    cell.fault = (said) => {
      fault.textContent = said;
      if (said) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    };
    input.addEventListener("input", () => {
      panel.changed = true;
      cell.fault("");
      changed(cell.value());
      panel.acts.keep(panel);
    });
    return cell;
  };
  const optionsOf = (choices) => choices.map((one) => made("option", { value: one }, one));

  // The cells of a row that are asked; those that stay are left alone, so that who types there goes on.
  const draw = (row) => {
    const { panel } = row;
    const cells = new Map();
    for (const field of panel.columns) {
      if (!isAsked(row, field)) continue;
      const value = row.values[field.key] || "";
      const offered = choicesOf(row, field);
      const came = row.came[field.key];
      // What came with the answer is shown even where it is not listed.
      const choices = offered.length && came && !offered.includes(came) && nameOf(row) === (row.came[panel.first] || "") ? [...offered, came] : offered;
      const before = row.cells.get(field.key);
      cells.set(field.key, before && same(before.choices, choices) ? before : Object.assign(
        cellOf(panel, field, choices, value, (typed) => {
          row.values[field.key] = typed;
          if (field.key !== panel.first) return;
          number(panel);
          draw(row);
        }), { choices }));
    }
    const now = [...cells.values()];
    if (!same([...row.cells.keys()], [...cells.keys()]) || now.some((one) => !one.isConnected)) {
      const [first, ...others] = now;
      [...row.fields.children].filter((one) => one !== first).forEach((one) => { if (!others.includes(one)) one.remove(); });
      if (!first.isConnected) row.fields.prepend(first);
      let last = first;
      for (const one of others) {
        if (last.nextElementSibling !== one) last.after(one);
        last = one;
      }
    }
    row.cells = cells;
  };
  const number = (panel) => {
    panel.rows.forEach((row, place) => { row.legend.textContent = [`${place + 1}.`, capital(nameOf(row))].join(" ").trim(); });
    panel.more.disabled = panel.rows.length >= panel.form.most_rows;
  };
  const rowOf = (panel, came) => {
    const row = { panel, came, values: { ...came }, cells: new Map() };
    const id = `row-${panel.form.question}-${++count}`;
    row.legend = made("legend", { id, lang: "en" });
    row.fields = made("div", { class: "cells" });
    const away = button(word("remove"), () => remove(row));
    away.id = `${id}-remove`;
    away.setAttribute("aria-labelledby", `${id}-remove ${id}`);
    row.fault = made("p", { class: "fault", lang: "en" });
    row.place = made("fieldset", { class: "thing" }, row.legend, away, row.fault, row.fields);
    row.place.addEventListener("change", () => find(row));
    return row;
  };
  const insert = (row, place) => {
    const { panel } = row;
    panel.rows.splice(place, 0, row);
    panel.things.insertBefore(row.place, panel.things.children[place] || null);
    number(panel);
    draw(row);
    find(row);
  };
  const focusOn = (row) => row.cells.get(row.panel.first).input.focus();
  const remove = (row) => {
    const { panel } = row;
    const place = panel.rows.indexOf(row);
    panel.changed = true;
    panel.rows.splice(place, 1);
    row.place.remove();
    if (!panel.rows.length) insert(rowOf(panel, {}), 0);
    number(panel);
    panel.acts.keep(panel);
    const back = button(word("put_back"), () => {
      const [blank] = panel.rows;
      if (panel.rows.length === 1 && !Object.values(blank.values).some(Boolean)) { panel.rows.pop(); blank.place.remove(); }
      insert(row, Math.min(place, panel.rows.length));
      tell(panel, []);
      panel.acts.keep(panel);
      focusOn(row);
    });
    tell(panel, [word("removed", { what: row.legend.textContent })], back);
    focusOn(panel.rows[Math.min(place, panel.rows.length - 1)]);
  };

  // What is told, or asked, of all the fields together.
  const tell = (panel, says, ...more) => {
    panel.said.classList.remove("asked");
    panel.said.replaceChildren(...says.map((one) => made("span", {}, one)), ...more);
  };
  const ask = (panel, says) => {
    tell(panel, says);
    panel.said.classList.add("asked");
  };
  // What is asked stands at its field; of a field that is not shown, at its row.
  const mark = (panel, problems) => {
    let first = null;
    const general = [];
    for (const one of problems) {
      const row = panel.rows[one.row];
      const cell = row ? row.cells.get(one.key) : panel.once.get(one.key);
      if (cell) {
        cell.fault([cell.querySelector(".fault").textContent, one.says].filter(Boolean).join("\n"));
        first ??= cell.input;
      } else if (row) {
        row.fault.textContent = one.says;
        first ??= row.cells.get(panel.first).input;
      } else general.push(one.says);
    }
    return { first, general };
  };
  const show = (panel, problems) => {
    const { first, general } = mark(panel, problems);
    ask(panel, general.length ? general : [word("fields_asked")]);
    if (first) first.focus();
  };
  const clear = (panel) => {
    tell(panel, []);
    panel.rows.forEach((row) => { row.fault.textContent = ""; row.cells.forEach((cell) => cell.fault("")); });
    panel.once.forEach((cell) => cell.fault(""));
  };

  // What is filled in of the fields that are shown.
  const shown = (cells) => Object.fromEntries([...cells].map(([key, cell]) => [key, cell.value()]).filter(([, value]) => value.trim()));
  const filled = (panel) => ({ rows: panel.rows.map((row) => shown(row.cells)), values: shown(panel.once) });
  // Also what waits in fields that are not shown.
  const held = (panel) => ({ ...panel.form, asked: [], rows: panel.rows.map((row) => row.values), values: shown(panel.once) });

  // A form as it is answered; what is done with it is done by its acts: keep, use, close, and known, which tells the name that
  // is listed for another one.
  const panelOf = (found, acts) => {
    const { question, columns, once } = found;
    const panel = { acts, form: found, id: `filling-${question}`, rows: [], once: new Map(), names: new Map(), changed: false, list: null };
    panel.columns = [...columns.filter((one) => !isTick(one)), ...columns.filter(isTick)];
    panel.first = columns.length ? columns[0].key : "";
    const names = columns.flatMap((one, place) => [...(place ? [] : one.choices), ...Object.keys(one.by || {})]);
    names.forEach((one) => panel.names.set(one.toLowerCase(), one));
    // A form of its own: the key Enter takes the fields over, and does not send the page.
    panel.sending = made("form", { id: panel.id, hidden: "" });
    panel.sending.addEventListener("submit", (event) => { event.preventDefault(); if (!panel.use.disabled) acts.use(panel); });
    panel.things = made("div", { class: "things" });
    panel.more = button(word("add_another"), () => {
      const row = rowOf(panel, {});
      insert(row, panel.rows.length);
      focusOn(row);
    });
    panel.use = made("button", { type: "submit", form: panel.id, class: "main" }, word("use_these"));
    panel.said = made("p", { class: "told", role: "status" });
    const shut = button(word("close"), () => acts.close(panel));
    const isFilled = found.rows.length > 0 || Object.keys(found.values).length > 0;
    panel.place = made("div", { class: "filling", id: `${panel.id}-panel`, role: "group", tabindex: "-1", "aria-labelledby": `fill-${question} title-${question}` });
    if (isFilled) panel.place.append(made("p", { class: "hint" }, word("check_fields")));
    if (found.unread.length) panel.place.append(made("p", { class: "unread" }, word("unread", { what: found.unread.map((one) => `“${one}”`).join(", ") })));
    if (columns.length) {
      if (columns[0].is_open && columns[0].choices.length) {
        panel.list = made("datalist", { id: `${panel.id}-list` }, ...optionsOf(columns[0].choices));
        panel.place.append(panel.list);
      }
      panel.place.append(panel.things, panel.more);
      (found.rows.length ? found.rows : [{}]).forEach((came) => insert(rowOf(panel, came), panel.rows.length));
    }
    if (once.length) {
      const cells = once.map((field) => {
        const value = found.values[field.key] || "";
        const choices = value && field.choices.length && !field.choices.includes(value) ? [...field.choices, value] : field.choices;
        panel.once.set(field.key, cellOf(panel, field, choices, value, () => {}));
        return panel.once.get(field.key);
      });
      const apart = made("div", { class: "cells once" }, ...cells);
      panel.place.append(apart);
    }
    panel.place.append(panel.said, made("div", { class: "ends" }, panel.use, shut));
    // Nothing of it is an answer yet.
    const { general } = mark(panel, found.asked);
    if (general.length) ask(panel, general);
    for (const event of ["input", "change"]) panel.place.addEventListener(event, (happened) => happened.stopPropagation());
    return panel;
  };

  window.osteotwin.fields = { made, button, same, panelOf, filled, held, tell, ask, show, clear };
})();
