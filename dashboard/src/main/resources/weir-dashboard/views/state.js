// What the operators keep, as of the last checkpoint.
import { html, nothing, svg } from "../lib/lit.js";
import { bytes, count } from "../lib/format.js";
import { address } from "../live/route.js";
import { empty, facts, table } from "../parts/facts.js";

const COLUMNS = [["State", "text"], ["Kind", "text"], ["Key", "text"], ["Value", "text"], ["Entries"], ["Size"]];

export function state(job) {
  const vertices = Object.entries(job.state?.vertices ?? {})
    .map(([id, operators]) => [id, operators.filter((operator) => operator.descriptors.length > 0 || operator["full-bytes"] > 0)])
    .filter(([, operators]) => operators.length > 0);
  if (vertices.length === 0) {
    return html`<section class="card"><h2>State</h2>${empty(
      job.state ? `No operator kept anything in checkpoint ${job.state.checkpoint}.` : "It is known from the first completed checkpoint on.")}</section>`;
  }
  return html`
    <p class="lead">As of <a href=${address(job.jid, "checkpoints", job.state.checkpoint)}>checkpoint ${job.state.checkpoint}</a>.</p>
    ${vertices.map(([id, operators]) => operators.map((operator) => operatorOf(job, id, operator)))}`;
}

function operatorOf(job, id, operator) {
  const groups = operator["key-groups"] ?? [];
  return html`
    <section class="card" aria-label=${`State of ${operator.name}`}>
      <h2>${operator.name}</h2>
      ${facts([
        ["Vertex", job.nameOf(id)],
        ["Operator", operator.operator],
        ["Backend", operator.backend],
        ["In the last checkpoint", bytes(operator.bytes)],
        ["In all", bytes(operator["full-bytes"])],
      ])}
      ${operator.descriptors.length === 0 ? nothing : table(`State of ${operator.name}`, COLUMNS, operator.descriptors.map((each) => html`<tr>
        <th scope="row">${each.name}</th><td class="text">${each.kind}</td><td class="text">${each["key-type"] ?? "–"}</td><td class="text">${each["value-type"] ?? "–"}</td>
        <td>${count(each.entries)}</td><td>${bytes(each.bytes)}</td></tr>`))}
      ${groups.length === 0 ? nothing : distribution(groups)}
    </section>`;
}

function distribution(groups) {
  const least = groups[0][0];
  const most = groups.at(-1)[1] + 1;
  const density = (group) => group[2] / (group[1] - group[0] + 1);
  const highest = Math.max(1, ...groups.map(density));
  const largest = groups.reduce((a, b) => (density(b) > density(a) ? b : a));
  return html`
    <figure class="distribution">
      <svg viewBox=${`${least} 0 ${most - least} 40`} preserveAspectRatio="none" role="img"
        aria-label=${`Bytes by key group; the fullest are ${largest[0]} to ${largest[1]} with ${bytes(largest[2])}`}>
        ${groups.map((group) => {
          const height = Math.max(0.6, (density(group) / highest) * 40);
          return svg`<rect x=${group[0]} width=${(group[1] - group[0] + 1) * 0.92} y=${40 - height} height=${height}>
            <title>key groups ${group[0]} to ${group[1]}: ${bytes(group[2])}</title></rect>`;
        })}</svg>
      <figcaption><span>key group ${least}</span><span>bytes by key group</span><span>${most - 1}</span></figcaption>
    </figure>`;
}
