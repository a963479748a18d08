// The job graph: where records flow, who is busy, who is held up, and the barrier as it moves.
import { html, nothing, ref, render, repeat, svg } from "../lib/lit.js";
import { bytes, percent, plural, short, time } from "../lib/format.js";
import { layout, smooth } from "../lib/layout.js";
import { barriersBetween, phase, tally } from "../live/phases.js";
import { Playback } from "../live/playback.js";
import { address } from "../live/route.js";

const WIDTH = 228;
const NARROW = 154;
const LINE = 18;
const PADDING = 30;
const MANY = 42;

/** Keeps the drawing of one job; its elements stay, so that what moves can be moved without making it anew. */
export class Graph {
  element = document.createElement("div");
  #playback = new Playback();
  #job;
  #key;
  #drawing;
  #frameDue = false;
  #selected;

  constructor() {
    this.element.className = "graph";
    new ResizeObserver(() => this.#job && this.show(this.#job, this.#selected)).observe(this.element);
  }

  show(job, selected) {
    this.#job = job;
    this.#selected = selected;
    if (!job.plan) {
      render(html`<p class="empty">The job has not been deployed yet.</p>`, this.element);
      return;
    }
    const narrow = this.element.clientWidth > 0 && this.element.clientWidth < 640;
    const key = JSON.stringify([job.jid, job.plan, narrow]);
    if (key !== this.#key) {
      this.#key = key;
      this.#drawing = narrow ? arrangeFor(job.plan, this.element.clientWidth) : arrange(job.plan, "LR", WIDTH);
    }
    render(drawing(job, this.#drawing, selected), this.element);
    this.#playback.hear(job.progress, job.checkpoint.get(job.progress?.id), job.now());
    this.#draw();
  }

  replay() {
    if (this.#job?.progress) {
      this.#playback.replay(this.#job.progress);
      this.#draw();
    }
  }

  #draw() {
    const frame = this.#playback.frame(this.#job.now());
    const root = this.element;
    for (const vertex of this.#job.vertices) {
      colour(root.querySelector(`[data-vertex="${CSS.escape(vertex.id)}"]`), frame, vertex);
    }
    this.#job.plan.edges.forEach((edge, i) => barrier(root.querySelector(`[data-edge="${i}"]`), frame, edge));
    caption(root, frame, this.#job);
    if (frame && !this.#frameDue && this.element.isConnected) {
      this.#frameDue = true;
      requestAnimationFrame(() => {
        this.#frameDue = false;
        this.#draw();
      });
    }
  }
}

/** From top to bottom; with narrower boxes if they then stand beside each other. */
function arrangeFor(plan, room) {
  const wide = arrange(plan, "TB", WIDTH);
  return wide.width <= room ? wide : arrange(plan, "TB", NARROW);
}

function arrange(plan, direction, width) {
  const boxes = plan.vertices.map((vertex) => ({ id: vertex.id, width, height: heightOf(vertex, width) }));
  const arranged = layout(boxes, plan.edges, direction);
  return { ...arranged, boxes: new Map(boxes.map((box) => [box.id, box])), direction };
}

function heightOf(vertex, width) {
  const small = vertex.parallelism > MANY;
  const perRow = Math.floor((width - PADDING) / (small ? 6 : 14));
  const cells = Math.ceil(vertex.parallelism / perRow) * (small ? 6 : 14);
  return 138 + Math.max(0, chain(vertex).length - 1) * LINE + cells;
}

/** One line for each operator of the chain, the middle of long chains left out. */
function chain(vertex) {
  const names = vertex.name.split(" -> ");
  return names.length <= 4 ? names : [...names.slice(0, 2), `${names.length - 3} more`, names.at(-1)];
}

function drawing(job, { places, lines, width, height, boxes, direction }, selected) {
  return html`
    <div class="graph-scroll" tabindex="0" role="group" aria-label="Job graph">
      <div class="canvas" ${ref((element) => size(element, width, height))}>
        <svg class="edges" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
          ${job.plan.edges.map((edge, i) => lines.has(i) ? edgeOf(job, edge, i, lines.get(i), direction) : nothing)}
        </svg>
        <ul class="vertices">
          ${repeat(job.vertices, (vertex) => vertex.id, (vertex) => html`
            <li class=${classOf(job, vertex, selected)} data-vertex=${vertex.id}
                ${ref((element) => put(element, places.get(vertex.id), boxes.get(vertex.id)))}>
              ${box(job, vertex)}
            </li>`)}
        </ul>
      </div>
    </div>
    <p class="caption" aria-hidden="true"></p>`;
}

function classOf(job, vertex, selected) {
  const rates = job.rates?.vertices[vertex.id];
  const ended = rates && rates.finished > 0 && rates.running === 0;
  return `vertex${ended ? " ended" : ""}${vertex.id === selected ? " selected" : ""}`;
}

function size(element, width, height) {
  if (element) Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
}

function put(element, { x, y }, { width, height }) {
  if (element) {
    Object.assign(element.style, {
      transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px`,
    });
  }
}

function box(job, vertex) {
  const rates = job.rates?.vertices[vertex.id] ?? {};
  const [first, ...rest] = chain(vertex);
  const hasInput = job.plan.edges.some((edge) => edge.target === vertex.id);
  const hasOutput = job.plan.edges.some((edge) => edge.source === vertex.id);
  return html`
    <h3><a href=${address(job.jid, "job", vertex.id)} title=${vertex.name}>${first}</a>
      <span class="parallelism"><span class="unseen">parallelism </span>×${vertex.parallelism}</span></h3>
    ${rest.map((name) => html`<p class="chained" title=${name}>${name}</p>`)}
    <p class="flow">
      <span>${hasInput ? html`<b>${short(rates["read-records-per-second"])}</b>/s in` : "source"}</span>
      <span>${hasOutput ? html`<b>${short(rates["write-records-per-second"])}</b>/s out` : "sink"}</span></p>
    <div class="meters">${meter("busy", "busy", rates["busy-ratio"])}${meter("held", html`held<span class="long"> back</span>`, rates["back-pressured-ratio"])}</div>
    <p class="small"><span title="Watermark: how far event time has come">${rates.watermark == null ? "no watermark" : html`<span class="long">watermark </span>${time(rates.watermark)}`}</span>
      <span>${bytes(rates["state-bytes"])}<span class="unseen"> of state</span></span></p>
    <div class=${`cells${vertex.parallelism > MANY ? " small-cells" : ""}`} aria-hidden="true">
      ${Array.from({ length: vertex.parallelism }, () => html`<i></i>`)}
    </div>
    <p class="phase"></p>`;
}

function meter(kind, label, ratio) {
  return html`<span class="meter">
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="4"></rect>
      <rect class=${kind} width=${100 * Math.min(1, ratio ?? 0)} height="4"></rect></svg>
    <span>${label} ${percent(ratio)}</span></span>`;
}

function edgeOf(job, edge, i, points, direction) {
  const rate = trafficOf(job, edge);
  const held = (job.rates?.vertices[edge.source]?.["back-pressured-ratio"] ?? 0) > 0.5;
  const path = smooth(points, direction);
  const width = 1.5 + Math.log10(1 + rate) * 0.9;
  const end = points.at(-1);
  const from = points.at(-2);
  const label = { x: (from.x + end.x) / 2, y: (from.y + end.y) / 2 };
  return svg`
    <g class=${`edge${held ? " held" : ""}`} data-edge=${i}>
      <title>${edge.source} to ${edge.target}: ${edge.ship_strategy.toLowerCase()}, ${short(rate)} records per second</title>
      <path class="line" d=${path} stroke-width=${width.toFixed(1)}></path>
      <path class="tip" d="M0 -6L8 0L0 6z" transform=${`translate(${end.x} ${end.y}) rotate(${direction === "LR" ? 0 : 90})`}></path>
      <path class="swept" d=${path} pathLength="1" stroke-dasharray="0 2"></path>
      <text x=${label.x + (direction === "LR" ? 0 : 22)} y=${label.y - (direction === "LR" ? 10 : -4)} class=${direction}>${edge.ship_strategy.toLowerCase()}</text>
      <g class="gate" visibility="hidden"><rect x="-2.5" y="-16" width="5" height="32" rx="2.5"></rect></g>
    </g>`;
}

/** Records per second on an edge: what its target reads if it reads from nowhere else, else what its source writes. */
function trafficOf(job, edge) {
  const only = job.plan.edges.filter((each) => each.target === edge.target).length === 1;
  return (only
    ? job.rates?.vertices[edge.target]?.["read-records-per-second"]
    : job.rates?.vertices[edge.source]?.["write-records-per-second"]) ?? 0;
}

/** Each cell is a subtask. */
function colour(element, frame, vertex) {
  if (!element) return;
  const rows = frame?.rows[vertex.id];
  const cells = element.querySelector(".cells").children;
  for (let i = 0; i < cells.length; i++) {
    const name = rows?.[i] ? phase(rows[i], frame.at) : "";
    if (cells[i].className !== name) cells[i].className = name;
  }
  const text = rows
    ? tally(rows, frame.at).map(([name, many]) => rows.length === 1 ? name : `${many} ${name}`).join(", ")
    : "";
  const line = element.querySelector(".phase");
  if (line.textContent !== text) line.textContent = text;
  element.classList.toggle("in-checkpoint", rows !== undefined);
}

function barrier(element, frame, edge) {
  if (!element) return;
  const sources = frame?.rows[edge.source];
  const targets = frame?.rows[edge.target];
  const way = sources && targets && barriersBetween(sources, targets, frame.at);
  const swept = element.querySelector(".swept");
  const gate = element.querySelector(".gate");
  gate.setAttribute("visibility", way ? "visible" : "hidden");
  swept.setAttribute("stroke-dasharray", way ? `0 ${way.last} ${way.first - way.last} 2` : "0 2");
  if (!way) return;
  const total = swept.getTotalLength();
  const here = swept.getPointAtLength(way.first * total);
  const before = swept.getPointAtLength(Math.max(0, way.first * total - 2));
  const angle = Math.atan2(here.y - before.y, here.x - before.x) * 180 / Math.PI;
  gate.setAttribute("transform", `translate(${here.x} ${here.y}) rotate(${angle})`);
}

function caption(root, frame, job) {
  const line = root.querySelector(".caption");
  const checkpoint = frame && job.checkpoint.get(frame.id);
  const what = checkpoint?.is_savepoint ? "savepoint" : "checkpoint";
  let text = "The next checkpoint will be drawn here as it moves through the graph.";
  if (frame && frame.slowness > 1.5) {
    text = `Barriers of ${what} ${frame.id}, ${plural(Math.round(frame.slowness), "time")} slower than they moved.`;
  } else if (frame) {
    text = `Barriers of ${what} ${frame.id}, as they move.`;
  }
  if (line.textContent !== text) line.textContent = text;
}
