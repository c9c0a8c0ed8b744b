"use strict";
// Reading a chart of the report day by day, or month by month.
(() => {
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

    const when = (index) => {
      const days = Math.round(data.years[index] * 365.25);
      const months = Math.round(data.years[index] * 12);
      if (days < 30) return `Day ${days}`;
      return months % 12 ? `Month ${months}` : `Year ${months / 12}`;
    };
    const words = (index) => {
      const parts = data.curves.map((curve, position) => {
        const value = curve.values[index] === undefined ? null : curve.values[index];
        const low = data.low[index], high = data.high[index];
        const range = position === 0 && typeof low === "number" && typeof high === "number"
          ? ` (90\u00a0%: ${signed(low)} to ${signed(high)})` : "";
        return `${curve.label} ${signed(value)}${range}`;
      });
      return `${when(index)}: ${parts.join("; ")}`;
    };
    const show = () => {
      const index = Number(slider.value);
      output.textContent = words(index);
      figure.classList.add("reading");
      slider.setAttribute("aria-valuetext", when(index));
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
})();
