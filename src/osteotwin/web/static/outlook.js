"use strict";
(() => {
  const { ask, say, word, comeAnew } = window.osteotwin;
  const person = document.body.dataset.person;

  // Simulated once, with progress; whoever leaves the page gives it up.
  const waiting = document.querySelector("[data-begin]");
  if (waiting) {
    const share = document.getElementById("share");
    const stop = document.getElementById("cancel");
    const words = (now) => now.state === "running" ? word("running", { share: Math.round(100 * now.share) })
      : now.state === "waiting" && now.ahead ? word("waiting_behind", { ahead: now.ahead }) : word(now.state);
    (async () => {
      try {
        const job = await (await ask("POST", `/api/v1/people/${person}/outlook`)).json();
        if (job.state === "done") { comeAnew(); return; }
        stop.addEventListener("click", () => ask("DELETE", `/api/v1/jobs/${job.id}`).catch((error) => say(error.message)));
        const source = new EventSource(`/api/v1/jobs/${job.id}/events`);
        source.onmessage = (event) => {
          const now = JSON.parse(event.data);
          document.getElementById("progress").value = now.share;
          share.textContent = words(now);
          if (now.state === "done") { source.close(); comeAnew(); }
          if (now.state === "failed" || now.state === "cancelled") {
            source.close();
            stop.disabled = true;
            say(now.said || word("stopped_load_again"));
          }
        };
      } catch (error) { stop.disabled = true; share.textContent = word("not_begun"); say(error.message); }
    })();
  }

  // Sliders: a preview while one moves, all people when it is let go
  const levers = document.getElementById("levers");
  if (!levers) return;
  const parts = ["verdict", "charts", "compared"].map((name) => document.getElementById(name));
  const atStart = parts.map((part) => part.innerHTML);
  const tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const waits = (yes) => parts[0].setAttribute("aria-busy", yes);
  const put = (contents) => parts.forEach((part, index) => {
    // A table that was opened stays open.
    const open = [...part.querySelectorAll("details")].map((one) => one.open);
    const focused = part.contains(document.activeElement) ? [...part.querySelectorAll("*")].indexOf(document.activeElement) : -1;
    part.replaceChildren(...contents[index]);
    part.querySelectorAll("details").forEach((one, place) => { one.open = Boolean(open[place]); });
    if (focused >= 0) part.querySelectorAll("*")[focused]?.focus();
  });
  const read = (text) => {
    const made = document.createElement("template");
    made.innerHTML = text;
    return made.content;
  };
  const fields = [...levers.querySelectorAll("input[type=range]")];
  const shares = ["dose", "sessions", "load", "impacts"];
  const show = (field) => {
    const output = field.parentElement.querySelector("output");
    // A slider moves in steps; at rest it tells the plan's own amount.
    const value = field.value === field.dataset.start ? field.dataset.atRest ?? field.value : field.value;
    const text = word("slider", { value: Number(value).toLocaleString(document.documentElement.lang), unit: field.dataset.unit });
    if (output) output.textContent = text;
    field.setAttribute("aria-valuetext", text);
  };
  let turn = 0;
  const moved = (preview) => {
    const body = { preview, tab, turn: (turn += 1) };
    fields.filter((field) => !field.disabled && field.value !== field.dataset.start).forEach((field) => {
      body[field.name] = shares.includes(field.name) ? Number(field.value) / 100 : Number(field.value);
    });
    return body;
  };
  const isAtRest = ({ preview, tab: _, turn: __, ...places }) => Object.keys(places).length === 0;
  // One request at a time: of all that was asked for meanwhile only the last counts. Letting go ends a preview.
  let wanted = null;
  let asking = null;
  const fetchParts = async (body) => {
    if (isAtRest(body)) return atStart.map((text) => read(text).childNodes);
    asking = { preview: body.preview, stop: new AbortController() };
    const response = await ask("POST", `/people/${person}/outlook/moved`, JSON.stringify(body), "application/json", asking.stop.signal);
    if (response.status === 204) return null;
    const found = read(await response.text());
    return parts.map((part) => found.querySelector(`[data-part="${part.id}"]`).childNodes);
  };
  let busy = false;
  const refresh = async (preview) => {
    wanted = moved(preview);
    if (!preview && asking && asking.preview) asking.stop.abort();
    if (busy) return;
    busy = true;
    waits(true);
    while (wanted) {
      const body = wanted;
      wanted = null;
      try {
        const found = await fetchParts(body);
        if (found) put(found);
        say("");
      } catch (error) { if (error.name !== "AbortError") say(error.message); }
      asking = null;
    }
    waits(false);
    busy = false;
  };
  fields.forEach((field) => {
    show(field);
    field.addEventListener("input", () => { show(field); refresh(true); });
    field.addEventListener("change", () => refresh(false));
  });
  // Moved before this script was there, or put back by the browser where the page was left.
  if (fields.some((field) => !field.disabled && field.value !== field.dataset.start)) refresh(false);
  levers.addEventListener("submit", (event) => event.preventDefault());
  levers.addEventListener("reset", () => setTimeout(() => { fields.forEach(show); refresh(false); }));
})();
