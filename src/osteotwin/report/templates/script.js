"use strict";
// The page is complete without this script; it only adds the page's color switch, the choice of a year
// and the reading of a chart month by month. Nothing is stored and nothing is sent.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  dark.addEventListener("change", showTheme);
  showTheme();

  const panels = document.querySelectorAll(".year-panel");
  const choices = document.querySelectorAll('input[name="year"]');
  const showYear = () => {
    const chosen = [...choices].find((choice) => choice.checked);
    panels.forEach((panel) => { panel.hidden = chosen !== undefined && panel.dataset.year !== chosen.value; });
  };
  choices.forEach((choice) => choice.addEventListener("change", showYear));
  showYear();

  const signed = (value) =>
    value === null ? "not available"
      : (value < -0.05 ? "\u2212" : value >= 0.05 ? "+" : "") + Math.abs(value).toFixed(1) + "\u00a0%";

  document.querySelectorAll("figure.readable").forEach((figure) => {
    const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    const slider = figure.querySelector('input[type="range"]');
    const output = figure.querySelector("output");
    const charts = figure.querySelectorAll("svg.chart");
    const first = data.years[0];
    const span = data.years[data.years.length - 1] - first || 1;

    const words = (index) => {
      const months = Math.round(data.years[index] * 12);
      const parts = data.curves.map((curve, position) => {
        const value = curve.values[index] === undefined ? null : curve.values[index];
        const low = data.low[index], high = data.high[index];
        const range = position === 0 && typeof low === "number" && typeof high === "number"
          ? ` (90\u00a0%: ${signed(low)} to ${signed(high)})` : "";
        return `${curve.label} ${signed(value)}${range}`;
      });
      return `Month ${months}: ${parts.join("; ")}`;
    };
    const show = () => {
      const index = Number(slider.value);
      output.textContent = words(index);
      figure.classList.add("reading");
      slider.setAttribute("aria-valuetext", `month ${Math.round(data.years[index] * 12)}`);
      charts.forEach((chart) => {
        const left = Number(chart.dataset.left), right = Number(chart.dataset.right);
        const x = left + ((data.years[index] - first) / span) * (right - left);
        const cursor = chart.querySelector(".cursor");
        cursor.setAttribute("x1", x);
        cursor.setAttribute("x2", x);
      });
    };
    slider.addEventListener("input", show);
    charts.forEach((chart) => chart.addEventListener("pointermove", (event) => {
      const box = chart.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * chart.viewBox.baseVal.width;
      const left = Number(chart.dataset.left), right = Number(chart.dataset.right);
      const year = first + Math.min(Math.max((x - left) / (right - left), 0), 1) * span;
      let nearest = 0;
      data.years.forEach((value, index) => {
        if (Math.abs(value - year) < Math.abs(data.years[nearest] - year)) nearest = index;
      });
      slider.value = nearest;
      show();
    }));
  });

  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
})();
