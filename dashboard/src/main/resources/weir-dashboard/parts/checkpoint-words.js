// A checkpoint in words.
import { html } from "../lib/lit.js";
import { millis, words } from "../lib/format.js";

export const kindOf = (checkpoint) => (checkpoint.is_savepoint ? "Savepoint" : "Checkpoint");

export const statusOf = (checkpoint) =>
  html`<span class=${`status ${checkpoint.status.toLowerCase()}`}>${words(checkpoint.status)}</span>`;

export const subtaskName = (subtask) => (subtask ? `${subtask.vertex}[${subtask.index}]` : "–");

/** How long it took, or has taken so far. */
export function tookOf(job, checkpoint) {
  if (checkpoint.status === "IN_PROGRESS") return Math.max(0, job.now() - checkpoint.trigger_timestamp);
  if (checkpoint.end_to_end_duration >= 0) return checkpoint.end_to_end_duration;
  return (checkpoint.failure_timestamp ?? checkpoint.trigger_timestamp) - checkpoint.trigger_timestamp;
}

/** Who held it up, or who it waits for. */
export function sentence(job, checkpoint) {
  if (checkpoint.status === "IN_PROGRESS") return waiting(job, checkpoint);
  const said = checkpoint.explanation
    ?? checkpoint.failure_message
    ?? `${kindOf(checkpoint)} ${checkpoint.id} took ${millis(tookOf(job, checkpoint))}`;
  return said.charAt(0).toUpperCase() + said.slice(1) + (/[.!?]$/.test(said) ? "" : ".");
}

function waiting(job, checkpoint) {
  const { num_acknowledged_subtasks: done, num_subtasks: all } = checkpoint;
  const missing = Object.values(checkpoint.tasks ?? {})
    .filter((task) => task.num_acknowledged_subtasks < task.num_subtasks)
    .map((task) => job.nameOf(task.id));
  if (missing.length === 0) return `All ${all} subtasks have acknowledged; it is being written down.`;
  const named = missing.slice(0, 3).join(", ");
  return `${done} of ${all} subtasks have acknowledged. Waiting for ${named}`
    + (missing.length > 3 ? ` and ${missing.length - 3} more.` : ".");
}
