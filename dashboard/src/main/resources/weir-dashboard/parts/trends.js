// How duration, size and alignment have developed, with failed checkpoints marked. Drawn by uPlot.
import uPlot from "../webjars/uplot/dist/uPlot.esm.js";
import { bytes, millis, time } from "../lib/format.js";
import { tookOf } from "./checkpoint-words.js";

const CHARTS = [
  { title: "Duration", text: millis, series: [["duration", "--accent", (job, each) => tookOf(job, each)]] },
  { title: "Size", text: bytes, series: [
    ["written", "--accent", (job, each) => each.checkpointed_size],
    ["full", "--violet", (job, each) => each.state_size],
  ] },
  { title: "Alignment and start delay", text: millis, series: [
    ["alignment, max", "--amber", (job, each) => positive(each.alignment_duration_max)],
    ["start delay, max", "--quiet", (job, each) => positive(each.start_delay_max)],
  ] },
];
const HEIGHT = 168;

const positive = (value) => (value >= 0 ? value : null);

export class Trends {
  element = document.createElement("div");
  #charts = [];
  #drawn;
  #look;

  constructor() {
    this.element.className = "trends";
    new ResizeObserver(() => this.#fit()).observe(this.element);
  }

  show(job) {
    const over = job.history.filter((each) => each.status !== "IN_PROGRESS").reverse();
    const look = colour("--text") + colour("--card");
    if (look !== this.#look) this.#build(job, look);
    const version = over.map((each) => each.id + each.status).join();
    if (version === this.#drawn || over.length === 0) return;
    this.#drawn = version;
    this.#charts.forEach(({ plot, chart, figure }) => {
      const data = [over.map((each) => each.trigger_timestamp / 1_000)];
      for (const [, , value] of chart.series) {
        data.push(over.map((each) => (each.status === "COMPLETED" ? value(job, each) : null)));
      }
      plot.failures = over.filter((each) => each.status === "FAILED").map((each) => each.trigger_timestamp / 1_000);
      plot.setData(data);
      figure.setAttribute("aria-label", inWords(chart, data, plot.failures.length));
    });
    this.#fit();
  }

  #build(job, look) {
    this.#look = look;
    this.#drawn = undefined;
    this.#charts.forEach(({ plot }) => plot.destroy());
    this.element.replaceChildren();
    this.#charts = CHARTS.map((chart) => {
      const figure = document.createElement("figure");
      const title = document.createElement("figcaption");
      title.textContent = chart.title;
      figure.setAttribute("role", "img");
      this.element.append(title, figure);
      const box = document.createElement("div");
      box.className = "chart";
      this.element.append(box);
      box.append(title, figure);
      return { chart, figure, plot: new uPlot(options(chart), [[], ...chart.series.map(() => [])], figure) };
    });
  }

  #fit() {
    for (const { plot, figure } of this.#charts) {
      const width = figure.clientWidth;
      if (width > 0 && width !== plot.width) plot.setSize({ width, height: HEIGHT });
    }
  }
}

function options({ series, text }) {
  const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--soft"), width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif" };
  return {
    width: 320, height: HEIGHT,
    cursor: { y: false, sync: { key: "checkpoints" }, points: { size: 7 } },
    legend: { live: true },
    scales: { x: { time: true }, y: { range: (plot, least, most) => [0, (most || 1) * 1.1] } },
    axes: [
      { ...axis, space: 70, values: (plot, splits) => splits.map((at) => time(at * 1_000).slice(0, 8)) },
      { ...axis, size: 62, space: 34, values: (plot, splits) => splits.map((value) => text(value)) },
    ],
    series: [
      { label: "at", value: (plot, at) => (at == null ? "" : time(at * 1_000)) },
      ...series.map(([label, name]) => ({
        label, stroke: colour(name), width: 1.6, points: { size: 4, fill: colour(name), space: 8 }, spanGaps: true,
        value: (plot, value) => (value == null ? "" : text(value)),
      })),
    ],
    hooks: { draw: [markFailures] },
  };
}

/** A line in the colour of failures, with a cross on top. */
function markFailures(plot) {
  const { ctx, bbox, failures = [] } = plot;
  const half = 4 * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colour("--bad");
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const at of failures) {
    const x = plot.valToPos(at, "x", true);
    const y = bbox.top + 2 * half;
    ctx.beginPath();
    ctx.moveTo(x, y + half);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.moveTo(x - half, y - half);
    ctx.lineTo(x + half, y + half);
    ctx.moveTo(x + half, y - half);
    ctx.lineTo(x - half, y + half);
    ctx.stroke();
  }
  ctx.restore();
}

function inWords({ title, series, text }, data, failed) {
  const parts = series.map(([label], i) => {
    const values = data[i + 1].filter((value) => value !== null);
    return values.length === 0 ? `${label}: none` : `${label} from ${text(Math.min(...values))} to ${text(Math.max(...values))}`;
  });
  return `${title} of checkpoints: ${parts.join("; ")}; ${failed} failed`;
}

/** The value of a colour of the style sheet in the theme that is on. */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
