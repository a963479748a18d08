// The tab that shows the job at work.
import { html, nothing, repeat } from "../lib/lit.js";
import { bytes, count, dateTime, percent, short, time } from "../lib/format.js";
import { address } from "../live/route.js";
import { Graph } from "../parts/graph.js";
import { phaseLegend } from "../parts/legend.js";
import { bar, empty, table } from "../parts/facts.js";
import { latest } from "./latest.js";

const graphs = new WeakMap();

export function job(of, selected) {
  if (!graphs.has(of)) graphs.set(of, new Graph());
  const graph = graphs.get(of);
  requestAnimationFrame(() => graph.show(of, selected));
  return html`
    <section class="card" aria-labelledby="graph-title">
      <div class="card-head"><h2 id="graph-title">Job graph</h2>${phaseLegend()}
        <button type="button" class="quiet-button" ?disabled=${!of.progress} @click=${() => graph.replay()}>Replay the last checkpoint</button></div>
      ${graph.element}
    </section>
    ${selected ? vertex(of, selected) : nothing}
    ${latest(of, true)}
    <p class="foot">Started ${dateTime(of.job["start-time"])} · job <code>${of.jid}</code> · checkpoints in
      <code>${of.job["checkpoint-directory"]}</code></p>`;
}

const COLUMNS = [["Subtask"], ["Node", "text"], ["In"], ["Out"], ["Busy"], ["Held back"], ["Watermark"], ["State"]];

function vertex(of, id) {
  const found = of.vertices.find((each) => each.id === id);
  if (!found) return empty(`The job has no vertex ${id} any more.`);
  const subtasks = of.subtasks?.vertices[id] ?? [];
  return html`
    <section class="card" aria-labelledby="vertex-title" id="vertex">
      <div class="card-head"><h2 id="vertex-title">Subtasks of ${found.name.replaceAll(" -> ", " → ")}</h2>
        <a class="quiet-button" href=${address(of.jid, "job")}>Close</a></div>
      ${subtasks.length === 0
        ? empty("Nothing is known of the subtasks yet; they are measured once a second while the job runs.")
        : table(`Subtasks of ${found.name}`, COLUMNS, repeat(subtasks, (each) => each.subtask, subtask), "tall")}
    </section>`;
}

const subtask = (each) => html`<tr>
  <th scope="row">${each.subtask}${each.ended ? html` <span class="tag">ended</span>` : nothing}</th>
  <td class="text">${each.node}</td>
  <td title=${count(each["read-records"])}>${short(each["read-records-per-second"])}/s</td>
  <td title=${count(each["write-records"])}>${short(each["write-records-per-second"])}/s</td>
  <td class="with-bar">${bar(each["busy-ratio"], "busy")}${percent(each["busy-ratio"])}</td>
  <td class="with-bar">${bar(each["back-pressured-ratio"], "held")}${percent(each["back-pressured-ratio"])}</td>
  <td>${each.watermark == null ? "–" : time(each.watermark)}</td>
  <td>${bytes(each["state-bytes"])}</td></tr>`;
