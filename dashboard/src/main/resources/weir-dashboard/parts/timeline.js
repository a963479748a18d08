// Checkpoints as they came: when, for how long, and how they ended.
import { html, nothing, svg } from "../lib/lit.js";
import { dateTime, millis, plural, time, words } from "../lib/format.js";
import { address } from "../live/route.js";
import { kindOf, tookOf } from "./checkpoint-words.js";

const HEIGHT = 96;
const LEAST = 4;

export function timeline(job, selected) {
  const shown = job.history.toReversed();
  const from = shown[0].trigger_timestamp;
  const to = Math.max(job.isOver ? 0 : job.now(), ...shown.map((each) => each.trigger_timestamp + tookOf(job, each)));
  const longest = Math.max(1, ...shown.map((each) => tookOf(job, each)));
  const failed = shown.filter((each) => each.status === "FAILED").length;
  const x = (at) => `${(100 * (at - from) / Math.max(1, to - from)).toFixed(3)}%`;
  return html`
    <figure class="timeline">
      <svg width="100%" height=${HEIGHT} role="img" aria-label=${
        `${plural(shown.length, "checkpoint")} from ${dateTime(from)} to ${dateTime(to)}, the longest took ${millis(longest)}, ${failed} failed`}>
        <line class="base" x1="0" x2="100%" y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
        ${shown.map((each) => mark(job, each, x, longest, selected))}
      </svg>
      <figcaption><span>${time(from)}</span><span>height: duration, the highest ${millis(longest)}</span><span>${job.isOver ? time(to) : "now"}</span></figcaption>
    </figure>`;
}

function mark(job, each, x, longest, selected) {
  const took = tookOf(job, each);
  const height = LEAST + (took / longest) * (HEIGHT - 2 * LEAST);
  const kind = each.status === "COMPLETED" && each.is_savepoint ? "savepoint" : words(each.status).replace(" ", "_");
  const middle = x(each.trigger_timestamp + took / 2);
  const open = () => { location.hash = address(job.jid, "checkpoints", each.id); };
  return svg`
    <g class=${`mark ${kind}${each.id === selected ? " selected" : ""}`} @click=${open}>
      <title>${kindOf(each)} ${each.id}, ${time(each.trigger_timestamp)}: ${millis(took)}, ${words(each.status)}</title>
      <line class="reach" x1=${middle} x2=${middle} y1="0" y2=${HEIGHT}></line>
      <line class="height" x1=${middle} x2=${middle} y1=${HEIGHT} y2=${HEIGHT - height}></line>
      <line class="span" x1=${x(each.trigger_timestamp)} x2=${x(each.trigger_timestamp + took)} y1=${HEIGHT - 2} y2=${HEIGHT - 2}></line>
      ${each.status === "FAILED" ? svg`<line class="cross" x1=${middle} x2=${middle} y1="0" y2=${HEIGHT}></line>` : nothing}
    </g>`;
}
