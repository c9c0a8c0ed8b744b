"use strict";
(() => {
  const { ask, say, sent, word, comeAnew } = window.osteotwin;
  const person = document.body.dataset.person;
  const base = `/api/v1/people/${person}`;
  const json = (content) => JSON.stringify(content);
  const plain = `/people/${person}/plan`;

  // Work with progress and a way to stop it; the page comes anew when it is done.
  const follow = async (place, address, then) => {
    place.hidden = false;
    const share = place.querySelector("[data-share]");
    const job = await (await ask("POST", address)).json();
    if (job.state === "done") { comeAnew(then); return; }
    const stop = place.querySelector("[data-stop]");
    stop.onclick = () => ask("DELETE", `/api/v1/jobs/${job.id}`).catch((error) => say(error.message));
    stop.focus();
    await new Promise((resolve, reject) => {
      const source = new EventSource(`/api/v1/jobs/${job.id}/events`);
      source.onmessage = (event) => {
        const now = JSON.parse(event.data);
        place.querySelector("progress").value = now.share;
        share.textContent = now.state === "running" ? word("running", { share: Math.round(100 * now.share) }) : word(now.state);
        if (now.state === "done") { source.close(); resolve(); }
        if (now.state === "failed" || now.state === "cancelled") {
          source.close();
          reject(new Error(now.said || word("stopped")));
        }
      };
    });
    comeAnew(then);
  };
  const working = async (place, button, act) => {
    say("");
    button.disabled = true;
    try { await act(); } catch (error) { say(error.message); place.hidden = true; }
    button.disabled = false;
  };

  const others = document.getElementById("others");
  if (others && location.hash === "#plans") others.open = true;

  const wishes = document.getElementById("wishes");
  if (wishes) {
    // "None" and anything else shut each other out.
    wishes.querySelectorAll("[data-list]").forEach((list) => list.addEventListener("change", (event) => {
      const boxes = [...list.querySelectorAll("input")];
      boxes.filter((box) => event.target.checked && (box.value === "") !== (event.target.value === ""))
        .forEach((box) => { box.checked = false; });
    }));
    const stated = () => {
      const found = {};
      for (const field of wishes.querySelectorAll("[name]")) {
        if (field.value === "") continue;
        if (field.type === "number") found[field.name] = Number(field.value);
        else if (field.dataset.kind === "flag") found[field.name] = field.value === "true";
        else if (field.dataset.kind === "list") found[field.name] = field.value.split(",").map((one) => one.trim()).filter(Boolean);
        else found[field.name] = field.value;
      }
      wishes.querySelectorAll("[data-list]").forEach((list) => {
        const ticked = [...list.querySelectorAll("input:checked")].map((box) => box.value);
        if (ticked.length) found[list.dataset.list] = ticked.filter(Boolean);
      });
      return found;
    };
    wishes.addEventListener("submit", (event) => {
      event.preventDefault();
      const place = document.getElementById("searching");
      working(place, event.submitter || wishes.querySelector("button"), async () => {
        await ask("PUT", `${base}/wishes`, json(stated()));
        sent(wishes);
        await follow(place, `${base}/plans`, `${plain}#plans`);
      });
    });
  }

  const look = document.getElementById("look");
  if (look) look.addEventListener("click", () => working(document.getElementById("looking"), look, () =>
    follow(document.getElementById("looking"), `${base}/plan/feedback`, `${plain}#holds-title`)));

  const act = (selector, address, body) => document.querySelectorAll(selector).forEach((button) => button.addEventListener("click", async () => {
    say("");
    button.disabled = true;
    try { await ask("POST", `${base}${address}`, body(button)); location.assign(plain); } catch (error) { say(error.message); }
    button.disabled = false;
  }));
  act("[data-choose]", "/plan", (button) => json({ name: button.dataset.choose }));
  act("[data-take]", "/plan/feedback/take", () => undefined);
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  // Ticks: kept at once, one after another, so that none is lost
  const week = document.getElementById("this-week");
  if (week) {
    let line = Promise.resolve();
    const kept = (address, body, boxes, done) => {
      line = line.then(async () => {
        try {
          const told = await (await ask("POST", `${base}${address}`, json({ ...body, done }))).json();
          document.getElementById("count").textContent = told.count;
          const last = document.getElementById("last-change");
          last.hidden = false;
          last.querySelector("[data-what]").textContent = word("last", { what: told.what });
          say("");
        } catch (error) {
          boxes.forEach((box) => { box.checked = !done; });
          say(error.message);
        }
      });
      return line;
    };
    week.querySelectorAll(".day").forEach((day) => {
      const boxes = [...day.querySelectorAll("[data-done]")];
      const all = day.querySelector("[data-done-all]");
      const show = () => {
        const whole = boxes.every((box) => box.checked);
        day.classList.toggle("done", whole);
        if (all) all.hidden = whole;
      };
      boxes.forEach((box) => box.addEventListener("change", async () => {
        show();
        await kept("/plan/done", { date: day.dataset.day, exercise: box.dataset.done }, [box], box.checked);
        show();
      }));
      if (all) all.addEventListener("click", async () => {
        const open = boxes.filter((box) => !box.checked);
        open.forEach((box) => { box.checked = true; });
        boxes[0].focus();
        show();
        await kept("/plan/done", { date: day.dataset.day, exercise: null }, open, true);
        show();
      });
    });
    week.querySelectorAll("[data-eaten]").forEach((box) => box.addEventListener("change", () =>
      kept("/plan/eaten", { date: box.dataset.day, what: box.dataset.eaten }, [box], box.checked)));
    // What was ticked before this script was there counts, too.
    week.querySelectorAll("input[type=checkbox]").forEach((box) => {
      if (box.checked !== box.defaultChecked) box.dispatchEvent(new Event("change"));
    });
  }
})();
