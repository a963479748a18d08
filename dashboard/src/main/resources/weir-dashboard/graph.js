import { h, svg } from "./dom.js";
import { bytes, percent, short } from "./format.js";
import { layout } from "./layout.js";

const WIDTH = 226;
const LINE = 17;
const METER = 96;

/** The job graph: where records flow, who is busy, who is held up, and where a checkpoint has got to. */
export function graph(job) {
  const under = job.checkpoints.history.find((checkpoint) => checkpoint.status === "IN_PROGRESS");
  const shown = job.vertices.map((vertex) => figures(vertex, job.edges, under?.tasks));
  const height = Math.max(...shown.map((vertex) => vertex.lines.length)) * LINE + 100;
  const { places, width, height: total } = layout(shown, job.edges, WIDTH, height);
  return [
    h("h2", {}, "Job graph"),
    h("div", { class: "scroll", "data-scroll": "graph", tabindex: 0, role: "group", "aria-label": "Job graph" },
      svg("svg", { width, height: total, viewBox: `0 0 ${width} ${total}`, role: "img", "aria-label": inWords(shown) },
        job.edges.map((edge) => connection(edge, shown, places, height)),
        shown.map((vertex) => box(vertex, places.get(vertex.id), height)))),
  ];
}

function figures(vertex, edges, tasks) {
  const sum = (field) => vertex.subtasks.reduce((all, subtask) => all + subtask[field], 0);
  const most = (field) => Math.max(0, ...vertex.subtasks.map((subtask) => subtask[field]));
  return {
    ...vertex,
    lines: lines(vertex.name),
    hasInput: edges.some((edge) => edge.target === vertex.id),
    hasOutput: edges.some((edge) => edge.source === vertex.id),
    recordsIn: sum("read-records-per-second"),
    recordsOut: sum("write-records-per-second"),
    busy: most("busy-ratio"),
    backPressured: most("back-pressured-ratio"),
    state: sum("state-bytes"),
    ended: vertex.subtasks.length > 0 && vertex.subtasks.every((subtask) => subtask.ended),
    snapshot: tasks?.[vertex.id],
  };
}

/** One line for each operator of the chain, the middle of long chains left out. */
function lines(name) {
  const operators = name.split(" -> ");
  const kept = operators.length <= 4
    ? operators
    : [...operators.slice(0, 2), `… ${operators.length - 3} more`, operators.at(-1)];
  return kept.map((line, i) => {
    const text = line.length > 26 ? `${line.slice(0, 25)}…` : line;
    return i === 0 ? text : `→ ${text}`;
  });
}

function inWords(vertices) {
  return vertices.map((vertex) =>
    `${vertex.name}, parallelism ${vertex.parallelism}, ${short(vertex.recordsIn)} records per second in, `
    + `${short(vertex.recordsOut)} out, busy ${percent(vertex.busy)}, back-pressured ${percent(vertex.backPressured)}`)
    .join("; ");
}

function box(vertex, { x, y }, height) {
  const foot = height - 66;
  return svg("g", { transform: `translate(${x} ${y})`, class: `vertex${vertex.ended ? " ended" : ""}${vertex.snapshot ? " snapshot" : ""}` },
    svg("title", {}, `${vertex.name} (${vertex.id}), busiest subtask shown`),
    svg("rect", { width: WIDTH, height, rx: 8, class: "box" }),
    vertex.lines.map((line, i) =>
      svg("text", { x: 12, y: 24 + i * LINE, class: i === 0 ? "name" : "chained" }, line)),
    svg("text", { x: WIDTH - 12, y: 24, class: "parallelism" }, `×${vertex.parallelism}`),
    vertex.hasInput
      && svg("text", { x: 12, y: foot, class: "rates" }, `${short(vertex.recordsIn)}/s in`),
    vertex.hasOutput
      && svg("text", { x: WIDTH - 12, y: foot, class: "rates right" }, `${short(vertex.recordsOut)}/s out`),
    meter(12, foot + 11, "busy", vertex.busy),
    meter(WIDTH - 12 - METER, foot + 11, "held", vertex.backPressured),
    svg("text", { x: 12, y: height - 11, class: "small" }, vertex.ended ? "ended" : `state ${bytes(vertex.state)}`),
    vertex.snapshot && acknowledged(vertex.snapshot, height));
}

function meter(x, y, kind, ratio) {
  return svg("g", { transform: `translate(${x} ${y})` },
    svg("rect", { width: METER, height: 4, rx: 2, class: "track" }),
    svg("rect", { width: METER * Math.min(1, ratio), height: 4, rx: 2, class: kind }),
    kind === "busy"
      ? svg("text", { y: 17, class: "small" }, `busy ${percent(ratio)}`)
      : svg("text", { x: METER, y: 17, class: "small right" }, `back-pressure ${percent(ratio)}`));
}

function acknowledged({ num_subtasks: all, num_acknowledged_subtasks: done }, height) {
  return [
    svg("rect", { x: 8, y: height - 3, width: ((WIDTH - 16) * done) / all, height: 3, class: "barrier" }),
    svg("text", { x: WIDTH - 12, y: height - 11, class: "small right barrier-text" }, `snapshot ${done}/${all}`),
  ];
}

function connection(edge, vertices, places, height) {
  const source = places.get(edge.source);
  const target = places.get(edge.target);
  if (!source || !target) return null;
  const rate = vertices.find((vertex) => vertex.id === edge.source).recordsOut;
  const from = { x: source.x + WIDTH, y: source.y + height / 2 };
  const to = { x: target.x, y: target.y + height / 2 };
  const bend = Math.max(24, (to.x - from.x) / 2);
  return svg("g", { class: "edge" },
    svg("title", {}, `${edge.source} to ${edge.target}, ${edge.ship_strategy.toLowerCase()}`),
    svg("path", {
      d: `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x - 6} ${to.y}`,
      "stroke-width": (1 + Math.log10(1 + rate) * 0.6).toFixed(1),
    }),
    svg("path", { class: "tip", d: `M${to.x - 8} ${to.y - 5}l8 5l-8 5z` }),
    svg("text", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 9, class: "small middle" },
      edge.ship_strategy.toLowerCase()));
}
