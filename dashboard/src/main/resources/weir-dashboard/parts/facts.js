import { html, nothing } from "../lib/lit.js";

/** Names and values: [name, value, class]; those without a value are left out. */
export const facts = (entries) => html`<dl class="facts">
  ${entries.filter(([, value]) => value !== undefined).map(([name, value, kind]) => html`
    <div class=${kind || nothing}><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;

export const empty = (text) => html`<p class="empty">${text}</p>`;

/** A bar that is read with the number beside it. */
export const bar = (ratio, kind) => html`
  <svg class="bar-of" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="6"></rect>
    <rect class=${kind} width=${100 * Math.min(1, Math.max(0, ratio || 0))} height="6"></rect></svg>`;

/** A table in a box of its own that scrolls when there is no room; columns are [name, class]. */
export const table = (label, columns, rows, kind = "") => html`
  <div class=${`scroll ${kind}`} tabindex="0" role="group" aria-label=${label}>
    <table>
      <thead><tr>${columns.map(([name, style]) => html`<th scope="col" class=${style || nothing}>${name}</th>`)}</tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;
