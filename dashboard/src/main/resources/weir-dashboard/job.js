import { h } from "./dom.js";
import { dateTime, span } from "./format.js";
import { ask } from "./actions.js";

/** Name, state and age of a job, and what can be done with it. */
export function head(job) {
  const over = job["end-time"] >= 0;
  return [
    h("div", { class: "title" },
      h("h1", {}, job.name),
      h("span", { class: `state ${job.state.toLowerCase()}` }, job.state.toLowerCase())),
    h("dl", { class: "facts" },
      fact(over ? "Ran for" : "Up for", span(job.duration)),
      fact("Attempt", job.attempt),
      fact("Term", job.term),
      fact("Subtasks", job.vertices.reduce((sum, vertex) => sum + vertex.parallelism, 0))),
    h("div", { class: "actions" },
      action(job, "checkpoint", "Checkpoint now", over),
      action(job, "savepoint", "Savepoint…", over),
      action(job, "stop", "Stop with savepoint…", over),
      action(job, "cancel", "Cancel…", over)),
  ];
}

/** What is needed to speak of the job elsewhere. */
export function foot(job) {
  return [
    h("p", {}, `Started ${dateTime(job["start-time"])}`),
    h("p", {}, "Job id ", h("code", {}, job.jid)),
    h("p", {}, "Checkpoints in ", h("code", {}, job["checkpoint-directory"])),
  ];
}

const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

const action = (job, name, label, disabled) =>
  h("button", {
    type: "button", class: name === "cancel" ? "danger" : null, disabled,
    "data-key": name, "data-action": name, onclick: () => ask(job, name),
  }, label);
