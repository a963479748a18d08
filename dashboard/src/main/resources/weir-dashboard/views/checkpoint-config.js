// How checkpoints of a job are configured.
import { html, nothing } from "../lib/lit.js";
import { asked } from "../lib/asked.js";
import { millis, words } from "../lib/format.js";
import { facts } from "../parts/facts.js";

export function configuration(job, changed) {
  const { answer, error } = asked(`jobs/${job.jid}/checkpoints/config`, changed, job.job.attempt);
  return html`
    <section class="card" aria-labelledby="configuration-title">
      <h2 id="configuration-title">Configuration</h2>
      ${error ? html`<p class="warning">The configuration could not be read: ${error}.</p>` : nothing}
      ${answer ? facts([
        ["Mode", words(answer.mode).replace(" ", "-")],
        ["Interval", answer.interval < 0 ? "none: no checkpoints are taken" : millis(answer.interval)],
        ["Timeout", millis(answer.timeout)],
        ["Pause between, at least", millis(answer.min_pause)],
        ["At the same time, at most", answer.max_concurrent],
        ["Failures in a row that are tolerated", answer.tolerable_failed_checkpoints],
        ["Unaligned", answer.unaligned_checkpoints === undefined ? undefined : answer.unaligned_checkpoints ? "yes" : "no"],
        ["Aligned timeout", answer.aligned_checkpoint_timeout > 0 ? millis(answer.aligned_checkpoint_timeout) : undefined],
        ["Kept when cancelled", answer.externalization?.enabled && !answer.externalization.delete_on_cancellation ? "yes" : "no"],
        ["After sources have ended", answer.checkpoints_after_tasks_finish ? "go on" : "end"],
        ["State backend", answer.state_backend],
        ["Storage", answer.checkpoint_storage === undefined ? undefined : html`<code>${answer.checkpoint_storage}</code>`],
      ]) : nothing}
    </section>`;
}
