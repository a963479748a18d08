// The phases of a recovery, as long as they took.
import { html, nothing, svg } from "../lib/lit.js";
import { bytes, millis } from "../lib/format.js";

const PHASES = [
  ["detect", "noticed"], ["wait", "waited before the restart"], ["restore", "restored"], ["first-output", "until the first output"],
];

export function recovery(of) {
  const known = PHASES.filter(([name]) => of[name] !== undefined && of[name] !== null);
  const all = known.reduce((sum, [name]) => sum + of[name], 0);
  let from = 0;
  return html`
    <div class="recovery">
      <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        ${known.map(([name]) => {
          const x = from;
          from += (of[name] / Math.max(1, all)) * 1_000;
          return svg`<rect class=${name} x=${x} width=${Math.max(3, from - x)} height="10"></rect>`;
        })}</svg>
      <ul>${known.map(([name, text]) => html`<li class=${name}>${text} ${millis(of[name])}${
        name === "restore" && of["restored-bytes"] !== undefined ? `, ${bytes(of["restored-bytes"])}` : ""}</li>`)}
        ${of.checkpoint === undefined || of.checkpoint === null ? nothing : html`<li>from checkpoint ${of.checkpoint}</li>`}
        ${of.done === false ? html`<li class="running">going on</li>` : html`<li>${millis(all)} in all</li>`}</ul>
    </div>`;
}
