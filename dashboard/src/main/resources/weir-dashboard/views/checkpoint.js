// One checkpoint: what it was, and what each subtask did in it.
import { html, nothing } from "../lib/lit.js";
import { asked } from "../lib/asked.js";
import { bytes, dateTime, millis, words } from "../lib/format.js";
import { address } from "../live/route.js";
import { empty, facts, table } from "../parts/facts.js";
import { gantt, rowsOfProgress, rowsOfSubtasks } from "../parts/gantt.js";
import { kindOf, sentence, statusOf, subtaskName, tookOf } from "../parts/checkpoint-words.js";

export function checkpoint(job, id, changed) {
  const found = job.checkpoint.get(id);
  return html`
    <section class="card detail" id="checkpoint" aria-labelledby="checkpoint-title">
      <div class="card-head">
        <h2 id="checkpoint-title">${found ? html`${kindOf(found)} ${id} ${statusOf(found)}` : `Checkpoint ${id}`}</h2>
        <a class="quiet-button" href=${address(job.jid, "checkpoints")}>Close</a></div>
      ${found ? detail(job, found, changed) : empty(`Checkpoint ${id} is no longer in the history.`)}
    </section>`;
}

function detail(job, found, changed) {
  return html`
    <p class="says">${sentence(job, found)}</p>
    ${facts([
      ["Triggered", dateTime(found.trigger_timestamp)],
      ["Duration", millis(tookOf(job, found))],
      ["Size", bytes(found.checkpointed_size)],
      ["Full size", bytes(found.state_size)],
      ["Barriers", found.unaligned_checkpoint ? "unaligned" : "aligned"],
      ["Alignment, max", millis(found.alignment_duration_max)],
      ["Start delay, max", found.start_delay_max === undefined ? undefined : millis(found.start_delay_max)],
      ["Last to acknowledge", subtaskName(found.slowest_subtask)],
      ["Attempt", found.attempt],
      ["Reason", found.failure_reason ? words(found.failure_reason) : undefined, "bad"],
    ])}
    ${vertices(job, found)}
    <h3>What each subtask did</h3>
    ${chart(job, found, changed)}
    <p class="foot">In <code>${found.external_path}</code></p>`;
}

const COLUMNS = [["Vertex", "text"], ["Acknowledged"], ["After"], ["Size"], ["Full size"], ["Alignment, max"]];

const vertices = (job, found) => table(`Vertices in checkpoint ${found.id}`, COLUMNS,
  Object.values(found.tasks ?? {}).map((task) => html`<tr>
    <th scope="row" title=${task.id}>${job.nameOf(task.id)}</th>
    <td>${task.num_acknowledged_subtasks}/${task.num_subtasks}</td>
    <td>${millis(task.end_to_end_duration)}</td>
    <td>${bytes(task.checkpointed_size)}</td>
    <td>${bytes(task.state_size)}</td>
    <td>${millis(task.alignment_duration_max)}</td></tr>`), "tasks");

function chart(job, found, changed) {
  if (found.status === "IN_PROGRESS" && job.progress?.id === found.id) {
    return gantt(job, found, rowsOfProgress(job.progress, job.now() - found.trigger_timestamp), changed);
  }
  const path = `jobs/${job.jid}/checkpoints/details/${found.id}/subtasks`;
  const { answer, error } = asked(path, changed, found.status);
  if (error) return html`<p class="warning">The subtasks could not be read: ${error}. Trying again.</p>`;
  return answer ? gantt(job, found, rowsOfSubtasks(answer), changed) : nothing;
}
