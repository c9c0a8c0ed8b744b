"use strict";
(() => {
  const { word } = window.osteotwin;
  const course = JSON.parse(document.getElementById("course").textContent);
  const slider = document.getElementById("day");
  const play = document.getElementById("play");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const last = Number(slider.max);
  const SURFACE = 240;
  const between = (value, low, high) => Math.min(Math.max(value, low), high);
  const text = (element, value) => { if (element.textContent !== value) element.textContent = value; };

  // What of a picture moves with which signal, looked up once.
  const lives = [...document.querySelectorAll("[data-life]")].map((figure) => ({
    id: figure.dataset.life,
    said: figure.querySelector("desc"),
    crowds: [...figure.querySelectorAll("[data-count]")].map((group) => ({
      signal: group.dataset.count, today: Number(group.dataset.today), glyphs: [...group.children],
    })),
    shifted: [...figure.querySelectorAll("[data-shift]")],
    stretched: [...figure.querySelectorAll("[data-stretch]")],
  }));
  // The cells, the day and the sentences are written as the server writes them, in English.
  const times = (ratio) => (ratio === null ? "not known" : `×\u00a0${ratio.toFixed(2)}`);
  const cells = [...document.querySelectorAll("[data-cell]")].map((cell) => {
    const [life, signal] = cell.dataset.cell.split(" ");
    const [middle, low, high] = course.lives[life].written[signal];
    return { parts: [...cell.children], middle, low, high, levels: course.lives[life].levels[signal] };
  });
  const names = Object.fromEntries([...document.querySelectorAll("[data-name]")].map((name) => [name.dataset.name, name.textContent]));

  const draw = (moment) => {
    const before = Math.floor(moment);
    const after = Math.min(before + 1, last);
    for (const life of lives) {
      const at = (signal) => {
        const values = course.lives[life.id].drawn[signal];
        if (!values || values[before] === null) return null;
        return values[after] === null ? values[before] : values[before] + (moment - before) * (values[after] - values[before]);
      };
      for (const { signal, today, glyphs } of life.crowds) {
        const ratio = at(signal);
        glyphs.forEach((glyph, index) => glyph.setAttribute("opacity", ratio === null ? "0.00" : between(ratio * today - index, 0, 1).toFixed(2)));
      }
      for (const part of life.shifted) {
        const ratio = at(part.dataset.shift);
        part.setAttribute("transform", `translate(0 ${(ratio === null ? 0 : between((1 - ratio) * 500, -40, 40)).toFixed(2)})`);
      }
      for (const part of life.stretched) {
        const ratio = at(part.dataset.stretch);
        part.setAttribute("transform", `translate(0 ${SURFACE}) scale(1 ${(ratio === null ? 1 : between(ratio, 0.25, 2.5)).toFixed(3)}) translate(0 -${SURFACE})`);
      }
    }
  };

  let shown = Number(slider.value);
  const tell = (day) => {
    slider.value = day;
    slider.setAttribute("aria-valuetext", course.when[day]);
    for (const name of ["when", "said-when", "numbers-when"]) text(document.getElementById(name), course.when[day]);
    document.getElementById("happening").replaceChildren(...course.said[day].map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }));
    for (const { parts, middle, low, high, levels } of cells) {
      text(parts[0], times(middle[day]));
      text(parts[1], low[day] === null || high[day] === null ? "" : `${low[day].toFixed(2)} to ${high[day].toFixed(2)}`);
      text(parts[2], levels ? levels[day] : "");
    }
    for (const life of lives) {
      const { written } = course.lives[life.id];
      text(life.said, `${course.order.map((signal) => `${names[signal]} ${times(written[signal][0][day])}`).join("; ")}.`);
    }
    document.querySelectorAll("[data-day]").forEach((mark) => {
      if (Number(mark.dataset.day) === day) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    });
    // A change of depth, and a page that is sent on, stay at the day.
    document.querySelectorAll("[data-depth]").forEach((link) => {
      link.search = new URLSearchParams({ depth: link.dataset.depth, at: day });
    });
    shown = day;
  };
  const go = (day) => { draw(day); if (day !== shown) tell(day); };

  // What ends the playing; null while it stands.
  let halt = null;
  const stop = () => {
    halt();
    halt = null;
    play.setAttribute("aria-pressed", "false");
    play.textContent = word(shown === last ? "play_again" : "play");
  };
  const start = () => {
    play.setAttribute("aria-pressed", "true");
    play.textContent = word("pause");
    let moment = shown === last ? 0 : shown;
    go(moment);
    if (still.matches) {
      // Who asked for less motion gets stills, one mark after the other.
      const marks = [...document.querySelectorAll("[data-day]")].map((mark) => Number(mark.dataset.day));
      const next = () => {
        const day = marks.find((mark) => mark > shown);
        if (day === undefined) { stop(); return; }
        go(day);
        timer = setTimeout(next, 2000);
      };
      let timer = setTimeout(next, 1000);
      halt = () => clearTimeout(timer);
      return;
    }
    let before = null;
    const step = (now) => {
      moment = Math.min(moment + (before === null ? 0 : (now - before) / 350), last);
      before = now;
      draw(moment);
      if (Math.floor(moment) !== shown) tell(Math.floor(moment));
      if (moment >= last) { stop(); return; }
      frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    halt = () => cancelAnimationFrame(frame);
  };
  play.addEventListener("click", () => { if (halt) stop(); else start(); });
  slider.addEventListener("input", () => { if (halt) stop(); go(Number(slider.value)); play.textContent = word("play"); });
  document.querySelectorAll("[data-day]").forEach((mark) => mark.addEventListener("click", (event) => {
    event.preventDefault();
    if (halt) stop();
    go(Number(mark.dataset.day));
    play.textContent = word("play");
  }));
})();
