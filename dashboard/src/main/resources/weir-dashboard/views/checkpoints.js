// The tab of the checkpoints: how they have been, and one of them in detail.
import { html, nothing, repeat } from "../lib/lit.js";
import { bytes, count, dateTime, millis, time, words } from "../lib/format.js";
import { address } from "../live/route.js";
import { empty, facts, table } from "../parts/facts.js";
import { kindOf, statusOf, subtaskName, tookOf } from "../parts/checkpoint-words.js";
import { timeline } from "../parts/timeline.js";
import { Trends } from "../parts/trends.js";
import { checkpoint } from "./checkpoint.js";
import { configuration } from "./checkpoint-config.js";
import { latest } from "./latest.js";

const trends = new WeakMap();

export function checkpoints(job, selected, changed) {
  const history = job.history;
  if (history.length === 0) {
    return html`<section class="card">${empty("No checkpoint has been taken yet.")}</section>${configuration(job, changed)}`;
  }
  if (!trends.has(job)) trends.set(job, new Trends());
  const charts = trends.get(job);
  requestAnimationFrame(() => charts.show(job));
  const id = selected === undefined ? undefined : Number(selected);
  return html`
    ${latest(job, false)}
    <section class="card" aria-labelledby="timeline-title">
      <div class="card-head"><h2 id="timeline-title">Timeline</h2>
        <ul class="legend"><li class="completed">checkpoint</li><li class="savepoint">savepoint</li><li class="failed">failed</li><li class="running">under way</li></ul></div>
      ${timeline(job, id)}
    </section>
    <section class="card" aria-labelledby="trends-title">
      <h2 id="trends-title">Trends</h2>
      ${charts.element}
    </section>
    ${id === undefined ? nothing : checkpoint(job, id, changed)}
    ${historyTable(job, history, id)}
    <div class="two">${summary(job)}${configuration(job, changed)}</div>`;
}

const COLUMNS = [
  ["Id"], ["Type", "text"], ["Status", "text"], ["Triggered", "text"], ["Duration"], ["Size"], ["Full size"], ["Alignment, max"],
  ["In-flight data"], ["Acknowledged"], ["Last to acknowledge", "text"],
];

function historyTable(job, history, selected) {
  return html`
    <section class="card" aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      ${table("History of checkpoints", COLUMNS,
        repeat(history, (each) => each.id, (each) => row(job, each, selected)), "tall history")}
    </section>`;
}

function row(job, each, selected) {
  const isOpen = each.id === selected;
  return html`
    <tr class=${`${each.status.toLowerCase()}${isOpen ? " selected" : ""}`}>
      <th scope="row"><a href=${address(job.jid, "checkpoints", isOpen ? undefined : each.id)}
        aria-label=${`${kindOf(each)} ${each.id}`} aria-current=${isOpen ? "true" : nothing}>${each.id}</a></th>
      <td class="text">${each.is_savepoint ? "savepoint" : each.unaligned_checkpoint ? "unaligned" : "aligned"}</td>
      <td class="text">${statusOf(each)}</td>
      <td class="text" title=${dateTime(each.trigger_timestamp)}>${time(each.trigger_timestamp)}</td>
      <td>${millis(tookOf(job, each))}</td>
      <td>${bytes(each.checkpointed_size)}</td>
      <td>${bytes(each.state_size)}</td>
      <td>${millis(each.alignment_duration_max)}</td>
      <td>${each.persisted_data === undefined ? "–" : bytes(each.persisted_data)}</td>
      <td>${each.num_acknowledged_subtasks}/${each.num_subtasks}</td>
      <td class="text">${subtaskName(each.slowest_subtask)}</td>
    </tr>
    ${each.failure_message ? html`<tr class="why"><td colspan="11">${each.failure_message}</td></tr>` : nothing}`;
}

const QUANTILES = ["min", "avg", "p50", "p90", "p99", "max"];
const SUMMED = [
  ["Duration", "end_to_end_duration", millis],
  ["Size", "checkpointed_size", bytes],
  ["Full size", "state_size", bytes],
  ["Alignment", "alignment_duration", millis],
  ["Start delay", "start_delay", millis],
];

function summary(job) {
  const { summary: all, counts, latest: ids } = job.checkpoints ?? {};
  if (!all) return nothing;
  return html`
    <section class="card" aria-labelledby="summary-title">
      <h2 id="summary-title">Summary</h2>
      ${table("Summary of completed checkpoints", [["", "text"], ...QUANTILES.map((name) => [name])],
        SUMMED.filter(([, field]) => all[field]).map(([name, field, text]) => html`
          <tr><th scope="row">${name}</th>${QUANTILES.map((quantile) => html`<td>${text(all[field][quantile])}</td>`)}</tr>`))}
      ${facts([
        ["Triggered", count(counts.total)],
        ["Completed", count(counts.completed)],
        ["Failed", count(counts.failed), counts.failed > 0 ? "bad" : ""],
        ["Under way", count(counts.in_progress)],
        ["Restored", count(counts.restored)],
        ["Last savepoint", ids?.savepoint == null ? undefined : count(ids.savepoint)],
        ["Last failed", ids?.failed == null ? undefined : count(ids.failed)],
        ["Last restored", ids?.restored ? `${words(ids.restored.is_savepoint ? "savepoint" : "checkpoint")} ${ids.restored.id}, ${dateTime(ids.restored.restore_timestamp)}` : undefined],
      ])}
    </section>`;
}
