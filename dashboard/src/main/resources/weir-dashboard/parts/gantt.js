// Who did what when in a checkpoint: a row for each subtask, with its start delay, alignment, and the two parts of its snapshot.
import { html, nothing, svg } from "../lib/lit.js";
import { bytes, millis } from "../lib/format.js";

const PARTS = [["waiting", "start delay"], ["aligning", "alignment"], ["snapshotting", "synchronous part"], ["writing", "asynchronous part"]];
const AT_ONCE = 40;
const UNITS = 1_000;
const shown = { slowestFirst: false, all: false };

/** Rows from the times that REST knows when a checkpoint is over. */
export function rowsOfSubtasks({ subtasks }) {
  return subtasks.map((subtask) => {
    const known = subtask.ack_timestamp !== undefined && subtask.ack_timestamp >= 0;
    const parts = known
      ? [subtask.start_delay, subtask.alignment.duration, subtask.checkpoint.sync, subtask.checkpoint.async]
      : [];
    return {
      vertex: subtask.vertex, index: subtask.index, node: subtask.node, parts,
      end: known ? subtask.end_to_end_duration : undefined,
      size: known ? subtask.checkpointed_size : undefined, waitedFor: subtask.waited_for,
    };
  });
}

/** Rows of a checkpoint under way. What a subtask does now lasts until now. */
export function rowsOfProgress({ vertices }, now) {
  return Object.entries(vertices).flatMap(([vertex, rows]) => rows.map((row, index) => {
    const parts = [];
    let from = 0;
    for (const step of row) {
      parts.push(Math.max(0, (step >= 0 ? step : now) - from));
      if (step < 0) break;
      from = step;
    }
    return { vertex, index, parts, end: row[3] >= 0 ? row[3] : undefined };
  }));
}

export function gantt(job, checkpoint, rows, changed) {
  const longest = Math.max(1, ...rows.map((row) => Math.max(row.end ?? 0, sum(row.parts))));
  const order = new Map(Object.keys(checkpoint.tasks ?? {}).map((id, i) => [id, i]));
  const sorted = [...rows].sort(shown.slowestFirst
    ? (a, b) => (b.end ?? Infinity) - (a.end ?? Infinity)
    : (a, b) => (order.get(a.vertex) ?? 0) - (order.get(b.vertex) ?? 0) || a.index - b.index);
  const visible = shown.all ? sorted : sorted.slice(0, AT_ONCE);
  const choose = (choice) => () => {
    Object.assign(shown, choice);
    changed();
  };
  return html`
    <div class="gantt-tools">
      <ul class="legend">${PARTS.map(([kind, name]) => html`<li class=${kind}>${name}</li>`)}</ul>
      <button type="button" class="quiet-button" aria-pressed=${String(shown.slowestFirst)}
        @click=${choose({ slowestFirst: !shown.slowestFirst })}>Slowest first</button>
    </div>
    <div class="scroll tall gantt" tabindex="0" role="group" aria-label="Subtasks in the checkpoint">
      <table>
        <thead><tr><th scope="col" class="text">Subtask</th>
          <th scope="col" class="axis"><span class="unseen">Course</span>${axis(longest)}</th>
          <th scope="col">Start delay</th><th scope="col">Alignment</th><th scope="col">Sync</th><th scope="col">Async</th>
          <th scope="col">In all</th><th scope="col">Size</th><th scope="col" class="text">Waited for</th></tr></thead>
        <tbody>${visible.map((row) => line(job, row, longest))}</tbody>
      </table>
    </div>
    ${rows.length > AT_ONCE ? html`<button type="button" class="quiet-button" @click=${choose({ all: !shown.all })}>
      ${shown.all ? `Show ${AT_ONCE} only` : `Show all ${rows.length} subtasks`}</button>` : nothing}`;
}

function line(job, row, longest) {
  return html`<tr class=${row.end === undefined ? "open" : nothing}>
    <th scope="row" class="text" title=${row.node ? `${job.nameOf(row.vertex)} on ${row.node}` : job.nameOf(row.vertex)}>${row.vertex}[${row.index}]</th>
    <td class="course"><svg viewBox=${`0 0 ${UNITS} 12`} preserveAspectRatio="none" aria-hidden="true">${courses(row, longest)}</svg></td>
    ${[0, 1, 2, 3].map((i) => html`<td>${millis(row.parts[i])}</td>`)}
    <td>${row.end === undefined ? "not yet" : millis(row.end)}</td>
    <td>${bytes(row.size)}</td>
    <td class="text">${row.waitedFor ?? "–"}</td></tr>`;
}

function courses(row, longest) {
  let from = 0;
  return row.parts.map((part, i) => {
    const x = from;
    from += (part / longest) * UNITS;
    return svg`<rect class=${PARTS[i][0]} x=${x} y=${i === 0 ? 4.5 : 1} width=${Math.max(part > 0 ? 2 : 0, from - x)} height=${i === 0 ? 3 : 10}></rect>`;
  });
}

const axis = (longest) => html`<span class="ticks" aria-hidden="true">
  ${[0, 0.25, 0.5, 0.75, 1].map((part) => html`<span>${millis(part * longest)}</span>`)}</span>`;

const sum = (values) => values.reduce((all, value) => all + value, 0);
