// Every option and where its value came from.
import { html, live, nothing } from "../lib/lit.js";
import { asked } from "../lib/asked.js";
import { plural } from "../lib/format.js";
import { empty, table } from "../parts/facts.js";

const COLUMNS = [["Option", "text"], ["Value", "text"], ["From", "text"]];
const filter = { text: "", changedOnly: false };

export function config(job, changed) {
  const { answer, error } = asked(`jobs/${job.jid}/settings`, changed, job.job.attempt);
  const settings = answer?.settings ?? [];
  const shown = settings.filter((setting) =>
    (!filter.changedOnly || setting.origin !== "default")
    && `${setting.key} ${setting.value}`.toLowerCase().includes(filter.text.toLowerCase()));
  const set = (choice) => {
    Object.assign(filter, choice);
    changed();
  };
  return html`
    <section class="card" aria-labelledby="config-title">
      <h2 id="config-title">Configuration</h2>
      <form class="filters" @submit=${(event) => event.preventDefault()}>
        <label>Contains <input type="search" .value=${live(filter.text)} @input=${(event) => set({ text: event.target.value })}></label>
        <label class="check"><input type="checkbox" .checked=${live(filter.changedOnly)} @change=${(event) => set({ changedOnly: event.target.checked })}> Only what was set</label>
      </form>
      ${error ? html`<p class="warning">The configuration could not be read: ${error}.</p>` : nothing}
      ${answer && shown.length === 0 ? empty(`None of ${plural(settings.length, "option")} fits.`) : nothing}
      ${shown.length === 0 ? nothing : table("Options", COLUMNS, shown.map((setting) => html`<tr class=${setting.origin === "default" ? "by-default" : nothing}>
        <th scope="row"><code>${setting.key}</code></th>
        <td class="text"><code>${setting.secret ? "hidden" : setting.value}</code></td>
        <td class="text">${setting.origin}${setting.where ? html` <span class="small">${setting.where}</span>` : nothing}</td></tr>`), "settings")}
    </section>`;
}
