// The tail of the log of a node, asked for while somebody looks.
import { html, live, nothing, repeat } from "../lib/lit.js";
import { plural, time } from "../lib/format.js";
import { get } from "../live/rest.js";
import { empty } from "../parts/facts.js";

const EVERY = 1_000;
const KEPT = 2_000;
const SHOWN = 400;
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"];

const tail = { node: "", next: 0, lines: [], dropped: 0, level: "INFO", text: "", error: undefined, follows: true };
let asking = false;
let timer;

export function logs(job, changed) {
  follow(changed);
  const nodes = job.cluster?.nodes ?? [];
  const found = tail.lines.filter((line) =>
    LEVELS.indexOf(line.level) >= LEVELS.indexOf(tail.level)
    && (tail.text === "" || `${line.message} ${line.logger} ${line.throwable ?? ""}`.toLowerCase().includes(tail.text.toLowerCase())));
  const set = (choice) => {
    Object.assign(tail, choice);
    changed();
  };
  return html`
    <section class="card" aria-labelledby="logs-title">
      <div class="card-head"><h2 id="logs-title">Log</h2></div>
      <form class="filters" @submit=${(event) => event.preventDefault()}>
        ${nodes.length > 1 ? html`<label>Node <select @change=${(event) => set({ node: event.target.value, next: 0, lines: [], dropped: 0 })}>
          <option value="">the one that serves this page</option>
          ${nodes.map((node) => html`<option value=${node.id} ?selected=${node.id === tail.node}>${node.id}</option>`)}</select></label>` : nothing}
        <label>Level <select @change=${(event) => set({ level: event.target.value })}>
          ${LEVELS.map((level) => html`<option ?selected=${level === tail.level}>${level}</option>`)}</select></label>
        <label>Contains <input type="search" .value=${live(tail.text)} @input=${(event) => set({ text: event.target.value })}></label>
        <label class="check"><input type="checkbox" .checked=${live(tail.follows)} @change=${(event) => set({ follows: event.target.checked })}> Follow</label>
      </form>
      ${tail.error ? html`<p class="warning">The log could not be read: ${tail.error}. Trying again.</p>` : nothing}
      ${tail.dropped > 0 ? html`<p class="small">${plural(tail.dropped, "line")} had gone before they could be read.</p>` : nothing}
      ${found.length === 0
        ? empty(tail.lines.length === 0 ? "No line has been read yet." : `None of ${plural(tail.lines.length, "line")} fits.`)
        : html`<div class="scroll log" tabindex="0" role="log" aria-live="off" aria-label="Log lines">
            ${repeat(found.slice(-SHOWN), (line) => line.n, (line) => html`<p class=${line.level}>
              <time>${time(line.at)}</time> <b>${line.level}</b> <span class="logger" title=${`${line.logger}, ${line.thread}`}>${line.logger.split(".").at(-1)}</span>
              <span class="message">${line.message}${line.throwable ? html`<br><span class="throwable">${line.throwable}</span>` : nothing}</span></p>`)}
          </div>`}
    </section>`;
}

/** Asks once a second, as long as the view is drawn. */
function follow(changed) {
  if (asking || timer !== undefined) return;
  asking = true;
  const { node } = tail;
  get(`logs?after=${tail.next}&limit=${KEPT}${node ? `&node=${encodeURIComponent(node)}` : ""}`)
    .then((answer) => {
      if (node === tail.node) add(answer);
    }, (error) => { tail.error = error.message; })
    .finally(() => {
      asking = false;
      timer = setTimeout(() => {
        timer = undefined;
        if (document.querySelector("#logs-title")) follow(changed);
      }, EVERY);
      changed();
      scrollDown();
    });
}

function add({ lines, next, dropped }) {
  tail.error = undefined;
  tail.next = next;
  tail.dropped += dropped ?? 0;
  tail.lines = [...tail.lines, ...lines].slice(-KEPT);
}

function scrollDown() {
  if (tail.follows) {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const box = document.querySelector(".log");
      if (box) box.scrollTop = box.scrollHeight;
    }));
  }
}
