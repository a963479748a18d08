// Asks whether an action is meant, does it, and tells how it goes.
import { html, nothing, render } from "../lib/lit.js";
import { millis } from "../lib/format.js";
import { ACTIONS } from "../live/actions.js";
import { get, send } from "../live/rest.js";
import { notice, update } from "./notices.js";

const EVERY = 400;

export function confirm(job, name) {
  const action = ACTIONS[name];
  const dialog = document.getElementById("dialog");
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.setAttribute("aria-describedby", "dialog-text");
  render(nothing, dialog);
  render(html`
    <form method="dialog" @submit=${(event) => submitted(event, job, action)}>
      <h2 id="dialog-title">${action.title}</h2>
      <p id="dialog-text"><strong>${job.job.name}</strong>: ${action.text}</p>
      ${action.fields?.(job) ?? nothing}
      <div class="actions">
        <button value="no" formnovalidate>Back</button>
        <button value="yes" class=${action.danger ? "primary danger" : "primary"}>${action.button}</button>
      </div>
    </form>`, dialog);
  dialog.returnValue = "";
  dialog.showModal();
}

function submitted(event, job, action) {
  if (event.submitter?.value !== "yes") return;
  carryOut(job, action, action.request(job, new FormData(event.target)));
}

async function carryOut(job, action, [method, path, body]) {
  const one = notice({ text: `${action.started}.` });
  const began = Date.now();
  try {
    const answer = await send(method, path, body);
    const id = answer["request-id"];
    if (id === undefined || !action.status) {
      update(one, { text: `${action.started}.`, kind: "good" });
      return;
    }
    const operation = await outcome(job, action, id, one);
    update(one, {
      text: `${action.done(operation)}, after ${millis(Date.now() - began)}.`,
      detail: operation.location, progress: undefined, kind: "good",
    });
  } catch (error) {
    update(one, { text: `${action.button}: ${error.message}`, progress: undefined, kind: "bad" });
  }
}

async function outcome(job, action, id, one) {
  for (;;) {
    const { status, operation } = await get(`jobs/${job.jid}/${action.status}/${id}`);
    if (status.id === "COMPLETED") {
      const failure = operation?.["failure-cause"];
      if (failure) throw new Error(failure["stack-trace"]);
      return operation ?? {};
    }
    const checkpoint = job.underWay;
    update(one, {
      text: checkpoint
        ? `${action.started}: ${checkpoint.num_acknowledged_subtasks} of ${checkpoint.num_subtasks} subtasks have acknowledged.`
        : `${action.started}; waiting.`,
      progress: checkpoint && { done: checkpoint.num_acknowledged_subtasks, of: Math.max(1, checkpoint.num_subtasks) },
    });
    await new Promise((resume) => setTimeout(resume, EVERY));
  }
}
