import { bar, h, svg } from "./dom.js";
import { bytes, count, millis, span, time } from "./format.js";

const open = new Set();

/** The checkpoint under way, or else the latest one, and how they have been of late. */
export function checkpoints(job) {
  const { counts, history } = job.checkpoints;
  const current = history.find((checkpoint) => checkpoint.status === "IN_PROGRESS") ?? history[0];
  return [
    h("h2", {}, "Checkpoints"),
    overdue(job),
    h("dl", { class: "facts" },
      fact("Completed", count(counts.completed)),
      fact("Failed", count(counts.failed), counts.failed > 0 && "bad"),
      fact("Under way", count(counts.in_progress)),
      fact("Restored", count(counts.restored)),
      fact("Interval", job["checkpoint-config"].interval < 0 ? "off" : millis(job["checkpoint-config"].interval)),
      fact("Duration, median", history.some(isCompleted) ? millis(job.checkpoints.summary.end_to_end_duration.p50) : "–"),
      fact("Duration, p99", history.some(isCompleted) ? millis(job.checkpoints.summary.end_to_end_duration.p99) : "–")),
    current
      ? h("div", { class: "split" }, progress(job, current), trend(job))
      : h("p", { class: "empty" }, "No checkpoint has been taken yet."),
  ];
}

const fact = (name, value, kind) =>
  h("div", { class: kind || null }, h("dt", {}, name), h("dd", {}, value));

const isCompleted = (checkpoint) => checkpoint.status === "COMPLETED";

function overdue(job) {
  const { interval } = job["checkpoint-config"];
  const last = job.checkpoints.latest.completed;
  if (interval < 0 || job["end-time"] >= 0) return null;
  const since = last ? last.trigger_timestamp + last.end_to_end_duration : job["start-time"];
  const age = job.now - since;
  return age > 3 * interval + 5_000
    && h("p", { class: "warning" },
      last
        ? `The last completed checkpoint is ${span(age)} old; one is due every ${millis(interval)}.`
        : `No checkpoint has completed in ${span(age)}; one is due every ${millis(interval)}.`);
}

function progress(job, checkpoint) {
  return h("div", { class: "progress" },
    h("h3", {}, `${kind(checkpoint)} ${checkpoint.id} `, status(checkpoint)),
    h("p", { class: "says" }, sentence(job, checkpoint)),
    tasks(job, checkpoint));
}

function tasks(job, checkpoint) {
  return h("table", { class: "tasks" },
    h("thead", {}, h("tr", {},
      ...["Vertex", "Acknowledged", "After", "Size", "Alignment"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, Object.values(checkpoint.tasks).map((task) => {
      const { num_subtasks: all, num_acknowledged_subtasks: done } = task;
      return h("tr", {},
        h("th", { scope: "row", title: task.id }, nameOf(job, task.id)),
        h("td", {}, h("span", { class: "acks" },
          bar(done, all, `${done} of ${all} acknowledged`, checkpoint.status.toLowerCase()), ` ${done}/${all}`)),
        h("td", {}, millis(task.end_to_end_duration)),
        h("td", {}, done > 0 ? bytes(task.checkpointed_size) : "–"),
        h("td", {}, millis(task.alignment_duration_max)));
    })));
}

function nameOf(job, id) {
  const [vertexId, part] = id.split("/");
  const name = job.vertices.find((vertex) => vertex.id === vertexId)?.name ?? vertexId;
  const operators = name.split(" -> ");
  const text = operators.length > 1 ? `${operators[0]} → …` : name;
  return part ? `${text} (${part})` : text;
}

/** What there is to say of a checkpoint, from its numbers alone. */
function sentence(job, checkpoint) {
  const { num_acknowledged_subtasks: done, num_subtasks: all, slowest_subtask: last } = checkpoint;
  if (checkpoint.failure_message) return checkpoint.failure_message;
  if (!isCompleted(checkpoint)) {
    const missing = Object.values(checkpoint.tasks)
      .filter((task) => task.num_acknowledged_subtasks < task.num_subtasks)
      .map((task) => nameOf(job, task.id));
    return missing.length === 0
      ? `All ${all} have acknowledged; it is being written down.`
      : `${done} of ${all} have acknowledged. Waiting for ${missing.slice(0, 3).join(", ")}`
        + (missing.length > 3 ? ` and ${missing.length - 3} more.` : ".");
  }
  const took = `Took ${millis(checkpoint.end_to_end_duration)}.`;
  if (!last) return took;
  const parts = [
    [last.start_delay, "waiting for its first barrier"],
    [last.alignment.duration, "waiting for the other barriers"],
    [last.checkpoint.sync, "capturing its state"],
    [last.checkpoint.async, "writing its state"],
  ].sort((a, b) => b[0] - a[0]);
  const [longest, doing] = parts[0];
  return `${took} ${nameOf(job, last.vertex)} [${last.index}] was last`
    + (longest >= 1 ? `, after ${millis(longest)} ${doing}.` : ".");
}

const kind = (checkpoint) => (checkpoint.is_savepoint ? "Savepoint" : "Checkpoint");

function status(checkpoint) {
  const word = checkpoint.status.toLowerCase().replace("_", " ");
  return h("span", { class: `status ${checkpoint.status.toLowerCase()}` }, word);
}

const HEIGHT = 150;
const SLOTS = 50;
const STEP = 10;

function trend(job) {
  const shown = job.checkpoints.history.slice(0, SLOTS).reverse();
  const took = (checkpoint) => (checkpoint.status === "IN_PROGRESS"
    ? job.now - checkpoint.trigger_timestamp
    : checkpoint.end_to_end_duration);
  const highest = Math.max(1, ...shown.map(took));
  const width = SLOTS * STEP;
  const failed = shown.filter((checkpoint) => checkpoint.status === "FAILED").length;
  return h("figure", { class: "trend" },
    h("figcaption", {}, "Duration of the last ", count(shown.length),
      h("span", { class: "right" }, `highest ${millis(highest)}`)),
    svg("svg", {
      viewBox: `0 0 ${width} ${HEIGHT}`, preserveAspectRatio: "none", role: "img",
      "aria-label": `Durations of the last ${shown.length} checkpoints, highest ${millis(highest)}, ${failed} failed`,
    },
    svg("path", { class: "grid", d: `M0 ${HEIGHT / 2}H${width}M0 .5H${width}M0 ${HEIGHT - 0.5}H${width}` }),
    shown.map((checkpoint, i) => {
      const size = Math.max(2, (took(checkpoint) / highest) * (HEIGHT - 4));
      return svg("rect", {
        x: (SLOTS - shown.length + i) * STEP + 1.5, y: HEIGHT - size, width: STEP - 3, height: size,
        class: `${checkpoint.status.toLowerCase()}${checkpoint.is_savepoint ? " savepoint" : ""}`,
      }, svg("title", {}, `${kind(checkpoint)} ${checkpoint.id}: ${millis(took(checkpoint))}, ${checkpoint.status.toLowerCase()}`));
    })),
    h("p", { class: "legend" },
      h("span", { class: "completed" }, "checkpoint"), h("span", { class: "savepoint" }, "savepoint"),
      h("span", { class: "failed" }, "failed")));
}

/** All checkpoints that are still known, newest first; a row opens to its vertices. */
export function history(job, changed) {
  const all = job.checkpoints.history;
  return all.length > 0 && [
    h("h2", {}, "History"),
    h("div", { class: "scroll tall", "data-scroll": "history", tabindex: 0, role: "group", "aria-label": "History of checkpoints" },
      h("table", {},
        h("thead", {}, h("tr", {}, ...[
          "Id", "Type", "Status", "Triggered", "Duration", "Size", "Full size", "Alignment, max", "Slowest subtask",
        ].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, all.map((checkpoint) => row(job, checkpoint, changed))))),
  ];
}

function row(job, checkpoint, changed) {
  const key = `${job.jid}/${checkpoint.id}`;
  const isOpen = open.has(key);
  const toggle = () => {
    if (!open.delete(key)) open.add(key);
    changed();
  };
  const { slowest_subtask: last } = checkpoint;
  return [
    h("tr", { class: checkpoint.status.toLowerCase() },
      h("th", { scope: "row" },
        h("button", { type: "button", class: "plain", "aria-expanded": String(isOpen), "data-key": key, onclick: toggle },
          checkpoint.id)),
      h("td", {}, checkpoint.checkpoint_type.toLowerCase().replace("_", " ")),
      h("td", {}, status(checkpoint)),
      h("td", {}, time(checkpoint.trigger_timestamp)),
      h("td", {}, millis(checkpoint.end_to_end_duration)),
      h("td", {}, bytes(checkpoint.checkpointed_size)),
      h("td", {}, bytes(checkpoint.state_size)),
      h("td", {}, millis(checkpoint.alignment_duration_max)),
      h("td", {}, last ? `${nameOf(job, last.vertex)} [${last.index}]` : "–")),
    checkpoint.failure_message
      && h("tr", { class: "why" }, h("td", { colspan: 9 }, checkpoint.failure_message)),
    isOpen && h("tr", { class: "opened" }, h("td", { colspan: 9 },
      h("p", { class: "says" }, sentence(job, checkpoint)),
      tasks(job, checkpoint),
      h("p", { class: "path" }, h("code", {}, checkpoint.external_path)))),
  ];
}
