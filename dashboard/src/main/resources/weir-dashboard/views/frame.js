// What stands around the tabs: the bar on top, the head of the job, its alerts.
import { html, nothing, repeat } from "../lib/lit.js";
import { count, millis, span, words } from "../lib/format.js";
import { ACTIONS } from "../live/actions.js";
import { moves, prefer, preference } from "../live/preferences.js";
import { session } from "../live/rest.js";
import { address } from "../live/route.js";
import { confirm } from "../parts/confirm.js";
import { facts } from "../parts/facts.js";

const CONNECTION = { connecting: "connecting", live: "live", lost: "connection lost, trying again" };
const THEMES = { auto: "dark", dark: "light", light: "auto" };

export function bar(jobs, job, tab, connection, changed) {
  const theme = preference("theme", "auto");
  return html`
    <a class="mark" href="#/"><img src="icon.svg" alt="" width="22" height="22">Weir</a>
    <nav aria-label="Jobs">${jobs.length > 1 ? repeat(jobs, (each) => each.jid, (each) => html`
      <a href=${address(each.jid, tab)} aria-current=${each === job ? "page" : nothing}>
        <span class=${`dot ${each.job.state.toLowerCase()}`}></span>${each.job.name}<span class="unseen"> ${words(each.job.state)}</span></a>`) : nothing}</nav>
    <span class=${`connection ${connection}`} role="status">${CONNECTION[connection]}</span>
    <button type="button" class="quiet-button" aria-pressed=${String(moves())} title="Whether barriers are shown moving"
      @click=${() => set("motion", moves() ? "off" : "on", changed)}>Motion</button>
    <button type="button" class="quiet-button" title="Colours: as the system has them, dark, or light"
      @click=${() => set("theme", THEMES[theme], changed)}>${theme === "auto" ? "Auto" : theme === "dark" ? "Dark" : "Light"}<span class="unseen"> colours</span></button>
    ${session.user ? html`<span class="user">${session.user}, ${session.role}</span>` : nothing}`;
}

function set(name, value, changed) {
  prefer(name, value);
  changed();
}

export function head(job, tabs, tab) {
  return html`
    <section class="head" aria-label="Job">
      <div class="title"><h1>${job.job.name}</h1>
        <span class=${`state ${job.job.state.toLowerCase()}`}>${words(job.job.state)}</span></div>
      ${facts([
        [job.isOver ? "Ran for" : "Up for", span(job.duration)],
        ["Attempt", job.job.attempt],
        ["Term", job.job.term],
        ["Restarts", count(job.job.restarts)],
        ["Subtasks", count(job.vertices.reduce((sum, vertex) => sum + vertex.parallelism, 0))],
      ])}
      ${actions(job)}
    </section>
    ${alerts(job)}
    <nav class="tabs" aria-label="Views of the job">
      ${tabs.map(([name, label, badge]) => html`
        <a href=${address(job.jid, name)} aria-current=${name === tab ? "page" : nothing}>${label}${
          badge?.(job) ? html` <span class="badge">${badge(job)}</span>` : nothing}</a>`)}
    </nav>`;
}

function actions(job) {
  const mayNot = session.role !== "operator" ? "Only operators may do this." : job.isOver ? "The job is over." : undefined;
  return html`<div class="actions" role="group" aria-label="Actions">
    ${Object.entries(ACTIONS).filter(([, action]) => action.offered?.() ?? true).map(([name, action]) => html`
      <button type="button" data-action=${name} class=${action.danger ? "danger" : nothing} ?disabled=${mayNot !== undefined}
        title=${mayNot ?? nothing} @click=${() => confirm(job, name)}>${action.label}</button>`)}</div>`;
}

function alerts(job) {
  const failure = job.exceptions?.entries[0];
  const down = ["FAILING", "RESTARTING", "FAILED"].includes(job.job.state);
  return html`
    ${session.warning ? html`<p class="alert">${session.warning}</p>` : nothing}
    ${down && failure ? html`<p class="alert bad" role="alert"><b>${failure.taskName ?? "The coordinator"} failed:</b> ${failure.exceptionName}
      ${restart(job, failure)} <a href=${address(job.jid, "exceptions")}>The whole cause</a></p>` : nothing}
    ${job.checkpoints?.alert && !job.isOver ? html`<p class="alert" role="alert"><b>Checkpoints:</b> ${job.checkpoints.alert.message}.</p>` : nothing}`;
}

function restart(job, failure) {
  const at = failure["restart-at"];
  if (!at || job.job.state === "FAILED") return job.job.state === "FAILED" ? "The job was given up." : nothing;
  const left = at - job.now();
  return left > 0 ? `It starts again in ${millis(left)}.` : "It is starting again.";
}
