// The tab of the nodes: who holds what, who leads, and what has happened.
import { html, nothing, repeat, svg } from "../lib/lit.js";
import { bytes, count, dateTime, percent, plural, span } from "../lib/format.js";
import { bar, empty, facts } from "../parts/facts.js";
import { recovery } from "../parts/recovery.js";

// How records come to a vertex that has its share of the keys; elsewhere key groups mean nothing.
const KEYED = new Set(["HASH", "KEYEDFORWARD"]);

// Random ids are told apart by how they begin.
const named = (id) => html`<span title=${id}>${/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id ?? "") ? id.slice(0, 8) : id}</span>`;

export function cluster(job) {
  const { cluster: known, nodes: measured } = job;
  if (!known) return html`<section class="card">${empty("Nothing is known of the nodes yet.")}</section>`;
  return html`
    <section class="card" aria-labelledby="nodes-title">
      <h2 id="nodes-title">Nodes</h2>
      ${facts([
        ["Leader", known.leader ? named(known.leader) : "none"],
        ["Term", known.term],
        ["Run", known.run],
        ["Nodes", count(known.nodes.length)],
        ["Scaling", known.scaling],
        ["Can take over", known.safe === undefined ? undefined : known.safe ? "yes" : "no", known.safe === false ? "bad" : ""],
      ])}
      <ul class="nodes">${repeat(known.nodes, (node) => node.id, (node) => nodeOf(job, node, measured?.nodes[node.id]))}</ul>
    </section>
    ${keyGroups(job, known.nodes)}
    ${history(job)}`;
}

function nodeOf(job, node, now = {}) {
  const subtasks = Object.entries(node.subtasks ?? {});
  const many = subtasks.reduce((sum, [, indexes]) => sum + indexes.length, 0);
  return html`
    <li class="node" data-node=${node.id}>
      <h3>${named(node.id)}${node.leader ? html` <span class="tag leader">leads</span>` : nothing}${node.leaving ? html` <span class="tag">leaving</span>` : nothing}</h3>
      <p class="small">${node.host} · ${plural(node.cores, "core")} · ${
        now.uptime === undefined ? `since ${dateTime(node.since)}` : `up for ${span(now.uptime)}`}</p>
      <dl class="gauges">
        <div><dt>Heap</dt><dd>${bar(now["heap-used"] / now["heap-max"], "busy")}${bytes(now["heap-used"])} of ${bytes(now["heap-max"])}</dd></div>
        <div><dt>CPU</dt><dd>${bar(now.cpu, "busy")}${percent(now.cpu)}</dd></div>
        <div><dt>Bus</dt><dd>${rate(now["bus-bytes-in-per-second"])} in, ${rate(now["bus-bytes-out-per-second"])} out</dd></div>
        <div><dt>Threads</dt><dd>${count(now.threads)}</dd></div>
      </dl>
      <p class="holds">${many === 0 ? "Holds no subtask." : html`Holds ${plural(many, "subtask")}: ${
        subtasks.map(([id, indexes], i) => html`${i > 0 ? ", " : ""}<span title=${job.nameOf(id)}>${id}&nbsp;[${ranges(indexes)}]</span>`)}.`}</p>
    </li>`;
}

const rate = (value) => (value === undefined || value === null ? "–" : `${bytes(value)}/s`);

/** [0, 1, 2, 5] as 0–2, 5. */
function ranges(indexes) {
  const sorted = [...indexes].sort((a, b) => a - b);
  const runs = [];
  for (const index of sorted) {
    const run = runs.at(-1);
    if (run && index === run[1] + 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(", ");
}

function keyGroups(job, nodes) {
  const byKey = new Set((job.plan?.edges ?? []).filter((edge) => KEYED.has(edge.ship_strategy)).map((edge) => edge.target));
  const keyed = job.vertices.filter((vertex) => byKey.has(vertex.id) && nodes.some((node) => node.keyGroups?.[vertex.id]?.length > 0));
  if (keyed.length === 0) return nothing;
  return html`
    <section class="card" aria-labelledby="groups-title">
      <div class="card-head"><h2 id="groups-title">Key groups</h2>
        <ul class="legend">${nodes.map((node, i) => html`<li class=${`node-${i % 6}`}>${named(node.id)}</li>`)}</ul></div>
      ${keyed.map((vertex) => html`
        <p class="group-name">${vertex.name.replaceAll(" -> ", " → ")} <span class="small">${count(vertex.maxParallelism)} key groups</span></p>
        ${strip(vertex, nodes)}`)}
    </section>`;
}

function strip(vertex, nodes) {
  const held = nodes.flatMap((node, i) => (node.keyGroups?.[vertex.id] ?? []).map(([from, to]) => ({ node, i, from, to })))
    .sort((a, b) => a.from - b.from);
  const words = nodes.map((node) => `${node.id}: ${(node.keyGroups?.[vertex.id] ?? []).map(([from, to]) => `${from} to ${to}`).join(", ") || "none"}`).join("; ");
  return html`<svg class="strip" viewBox=${`0 0 ${vertex.maxParallelism} 10`} preserveAspectRatio="none" role="img" aria-label=${words}>
    ${held.map(({ node, i, from, to }) => svg`<rect class=${`node-${i % 6}`} x=${from} width=${to - from + 1} height="10">
      <title>${node.id}: key groups ${from} to ${to}</title></rect>`)}</svg>`;
}

function history(job) {
  const events = job.events?.events ?? [];
  return html`
    <section class="card" aria-labelledby="events-title">
      <h2 id="events-title">What has happened</h2>
      ${events.length === 0 ? empty("Nothing has happened yet.") : html`<ol class="events">
        ${repeat(events, (event, i) => `${event.at}/${event.kind}/${events.length - i}`, (event) => html`
          <li class=${`event ${event.kind}`}>
            <span class="kind">${event.kind}</span>
            <div><p>${event.text}</p>
              <p class="small">${dateTime(event.at)}${event.attempt ? ` · attempt ${event.attempt}` : ""}${event.term ? ` · term ${event.term}` : ""}</p>
              ${event.recovery ? recovery(event.recovery) : nothing}</div>
          </li>`)}</ol>`}
    </section>`;
}
