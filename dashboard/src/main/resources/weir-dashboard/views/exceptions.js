// Why attempts failed, newest first, with the whole cause.
import { html, nothing, repeat } from "../lib/lit.js";
import { dateTime, words } from "../lib/format.js";
import { empty } from "../parts/facts.js";

const MENDED_BY = { USER: "the job's own code", EXTERNAL: "a system outside", INTERNAL: "Weir itself" };

export function exceptions(job) {
  const entries = job.exceptions?.entries ?? [];
  return html`
    <section class="card" aria-labelledby="exceptions-title">
      <h2 id="exceptions-title">Exceptions</h2>
      ${entries.length === 0 ? empty("No attempt has failed.") : repeat(entries,
        (entry) => `${entry.timestamp}/${entry.attempt}/${entry.taskName}`,
        (entry, i) => failure(entry, i === 0))}
    </section>`;
}

function failure(entry, isFirst) {
  return html`
    <details class="failure" ?open=${isFirst}>
      <summary><span class="what">${entry.exceptionName}</span></summary>
      <p class="small">${dateTime(entry.timestamp)} · attempt ${entry.attempt} ·
        ${entry.taskName ? html`subtask <b>${entry.taskName}</b>` : "coordinator"}${entry.node ? ` on ${entry.node}` : ""}
        ${entry.domain ? html` · lies with ${MENDED_BY[entry.domain] ?? words(entry.domain)}` : nothing} ·
        ${entry["restart-at"] ? `started again at ${dateTime(entry["restart-at"])}` : "not started again"}</p>
      <pre tabindex="0" role="group" aria-label="Cause">${entry.stacktrace}</pre>
    </details>`;
}
