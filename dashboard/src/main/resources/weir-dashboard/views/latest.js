// The checkpoint under way, or else the last one, in a few lines.
import { html, nothing } from "../lib/lit.js";
import { bytes, count, millis } from "../lib/format.js";
import { address } from "../live/route.js";
import { empty, facts } from "../parts/facts.js";
import { kindOf, sentence, statusOf, tookOf } from "../parts/checkpoint-words.js";

/** @param linked whether to lead on to the tab of the checkpoints */
export function latest(job, linked) {
  const { counts, summary } = job.checkpoints ?? {};
  const shown = job.underWay ?? job.history[0];
  return html`
    <section class="card" aria-labelledby="latest-title">
      <div class="card-head"><h2 id="latest-title">Checkpoints</h2>
        ${linked ? html`<a class="quiet-button" href=${address(job.jid, "checkpoints")}>History, charts and details</a>` : nothing}</div>
      ${shown ? one(job, shown) : empty("No checkpoint has been taken yet.")}
      ${counts && linked ? facts([
        ["Completed", count(counts.completed)],
        ["Failed", count(counts.failed), counts.failed > 0 ? "bad" : ""],
        ["Restored from", count(counts.restored)],
        ["Median", counts.completed > 0 ? millis(summary?.end_to_end_duration?.p50) : "–"],
        ["99th percentile", counts.completed > 0 ? millis(summary?.end_to_end_duration?.p99) : "–"],
        ["State, in all", counts.completed > 0 ? bytes(job.checkpoint.get(job.checkpoints.latest.completed)?.state_size) : "–"],
      ]) : nothing}
    </section>`;
}

function one(job, checkpoint) {
  const { num_acknowledged_subtasks: done, num_subtasks: all } = checkpoint;
  return html`<div class="now-at" data-checkpoint=${checkpoint.id} data-status=${checkpoint.status}>
    <p class="now-title"><strong>${kindOf(checkpoint)} ${checkpoint.id}</strong> ${statusOf(checkpoint)}
      <span class="took">${millis(tookOf(job, checkpoint))}</span></p>
    <progress class=${checkpoint.status.toLowerCase()} value=${done} max=${Math.max(1, all)}
      aria-label=${`${done} of ${all} subtasks have acknowledged`}></progress>
    <p class="says">${sentence(job, checkpoint)}</p>
  </div>`;
}
