import { html } from "../lib/lit.js";
import { PHASES } from "../live/phases.js";

/** What the colours of the subtasks mean. */
export const phaseLegend = () => html`
  <ul class="legend" aria-label="What subtasks do in a checkpoint">
    ${PHASES.map((name) => html`<li class=${name}>${name}</li>`)}
    <li class="barrier">barrier</li>
  </ul>`;
