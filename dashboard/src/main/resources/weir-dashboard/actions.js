import { h } from "./dom.js";

const POLL_MILLIS = 500;

const ACTIONS = {
  checkpoint: {
    title: "Take a checkpoint now?",
    text: "It is taken beside the regular ones; the job goes on.",
    button: "Take checkpoint",
    path: "checkpoints",
    body: () => ({}),
    started: "Checkpoint asked for.",
  },
  savepoint: {
    title: "Take a savepoint?",
    text: "It is yours: it stays until you remove it. The job goes on.",
    button: "Take savepoint",
    path: "savepoints",
    directory: true,
    body: (form) => directory(form, "target-directory"),
    started: "Savepoint asked for.",
  },
  stop: {
    title: "Stop the job with a savepoint?",
    text: "Sources stop, a savepoint is taken, its effects are committed, and the job ends.",
    button: "Stop job",
    path: "stop",
    directory: true,
    drain: true,
    body: (form) => ({ ...directory(form, "targetDirectory"), drain: form.get("drain") !== null }),
    started: "Stop asked for.",
  },
  cancel: {
    title: "Cancel the job?",
    text: "It ends at once, without a savepoint. What came after the last checkpoint is not committed.",
    button: "Cancel job",
    danger: true,
    path: "cancel",
    body: () => ({}),
    started: "The job is being cancelled.",
  },
};

function directory(form, name) {
  const value = form.get("directory").trim();
  return value === "" ? {} : { [name]: value };
}

/** Asks whether it is meant, and does it. */
export function ask(job, name) {
  const action = ACTIONS[name];
  const dialog = document.getElementById("confirm");
  const form = h("form", { method: "dialog" },
    h("h2", { id: "confirm-title" }, action.title),
    h("p", {}, h("strong", {}, job.name), ". ", action.text),
    action.directory && h("label", {}, "Directory",
      h("input", { name: "directory", placeholder: "the place set for savepoints", autocomplete: "off" })),
    action.drain && h("label", { class: "check" },
      h("input", { type: "checkbox", name: "drain" }), "Drain: let all windows and timers fire first"),
    h("div", { class: "actions" },
      h("button", { value: "no" }, "Back"),
      h("button", { value: "yes", class: action.danger ? "primary danger" : "primary" }, action.button)));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "yes") send(job, action, action.body(new FormData(form)));
  });
  dialog.setAttribute("aria-labelledby", "confirm-title");
  dialog.replaceChildren(form);
  dialog.showModal();
}

async function send(job, action, body) {
  const close = notice(action.started);
  try {
    const answer = await request(`jobs/${job.jid}/${action.path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const id = answer["request-id"];
    if (id !== undefined) notice(await outcome(job, id));
  } catch (error) {
    notice(`${action.button}: ${error.message}`, "bad");
  } finally {
    close();
  }
}

async function outcome(job, id) {
  for (;;) {
    const answer = await request(`jobs/${job.jid}/savepoints/${id}`);
    if (answer.status.id === "COMPLETED") {
      const { operation } = answer;
      if (operation["failure-cause"]) throw new Error(operation["failure-cause"]["stack-trace"]);
      return `Checkpoint ${operation.checkpointId} is complete: ${operation.location}`;
    }
    await new Promise((resume) => setTimeout(resume, POLL_MILLIS));
  }
}

async function request(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.errors.join(" "));
  return answer;
}

/** Shows a message; returns what takes it away. */
function notice(text, kind) {
  const close = () => element.remove();
  const element = h("p", { class: kind },
    text, h("button", { type: "button", "aria-label": "Dismiss", onclick: close }, "×"));
  document.getElementById("notices").append(element);
  return close;
}
