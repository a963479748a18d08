// Short messages about what was asked for and what came of it.
import { html, nothing, render, repeat } from "../lib/lit.js";

const shown = [];
const GONE_AFTER = 15_000;
let next = 0;

/** Shows a message and returns it; change it by {@link update}. */
export function notice(fields) {
  const one = { id: ++next, ...fields };
  shown.push(one);
  draw();
  return one;
}

/** Changes a message. One that is done and went well goes away by itself, unless it holds something to keep. */
export function update(one, fields) {
  Object.assign(one, fields);
  draw();
  if (one.kind === "good" && !one.detail) setTimeout(() => dismiss(one), GONE_AFTER);
}

function dismiss(one) {
  const i = shown.indexOf(one);
  if (i >= 0) shown.splice(i, 1);
  draw();
}

function draw() {
  render(html`${repeat(shown, (one) => one.id, (one) => html`
    <div class=${`notice ${one.kind ?? ""}`}>
      <div><p>${one.text}</p>
        ${one.detail ? html`<p class="detail"><code>${one.detail}</code></p>` : nothing}
        ${one.progress ? html`<progress max=${one.progress.of} value=${one.progress.done} aria-label=${one.text}></progress>` : nothing}</div>
      <button type="button" aria-label="Dismiss" @click=${() => dismiss(one)}>×</button>
    </div>`)}`, document.getElementById("notices"));
}
