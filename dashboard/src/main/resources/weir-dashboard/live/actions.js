// What can be asked of a job: the words, the fields, and the request.
import { html } from "../lib/lit.js";
import { session } from "./rest.js";

const directory = (form, name) => {
  const value = form.get("directory").trim();
  return value === "" ? {} : { [name]: value };
};

const directoryField = html`<label>Directory
  <input name="directory" placeholder="the place set for savepoints" autocomplete="off" spellcheck="false"></label>`;

export const ACTIONS = {
  checkpoint: {
    label: "Checkpoint…",
    title: "Take a checkpoint now?",
    text: "It is taken beside the regular ones; the job goes on.",
    button: "Take checkpoint",
    started: "Checkpoint asked for",
    done: (operation) => `Checkpoint ${operation.checkpointId} is complete`,
    request: (job) => ["POST", `jobs/${job.jid}/checkpoints`, {}],
    status: "checkpoints",
  },
  savepoint: {
    label: "Savepoint…",
    title: "Take a savepoint?",
    text: "It is yours: it stays until you remove it. The job goes on.",
    button: "Take savepoint",
    started: "Savepoint asked for",
    done: (operation) => `Savepoint ${operation.checkpointId} is complete`,
    fields: () => directoryField,
    request: (job, form) => ["POST", `jobs/${job.jid}/savepoints`, directory(form, "target-directory")],
    status: "savepoints",
  },
  rescale: {
    label: "Rescale…",
    title: "Run the job at another parallelism?",
    text: "A checkpoint is taken, all subtasks stop, and the job goes on from it with as many subtasks as you say.",
    button: "Rescale",
    started: "Rescale asked for",
    done: () => "The job runs at the new parallelism",
    fields: (job) => html`<label>Parallelism
      <input name="parallelism" type="number" min="1" max=${most(job)} required value=${largest(job)}></label>`,
    request: (job, form) => ["PATCH", `jobs/${job.jid}/rescaling?parallelism=${Number(form.get("parallelism"))}`, {}],
    status: "rescaling",
    offered: () => session.features["web-rescale"],
  },
  fail: {
    label: "Inject failure…",
    title: "Make a subtask fail?",
    text: "It throws at its next record; the job then restarts as its policy says. For demonstrations only.",
    button: "Let it fail",
    danger: true,
    started: "The failure is under way",
    fields: (job) => html`<label>Subtask <select name="subtask">
      ${job.vertices.flatMap((vertex) => Array.from({ length: vertex.parallelism }, (none, i) =>
        html`<option value=${`${vertex.id} ${i}`}>${vertex.id}[${i}]</option>`))}</select></label>`,
    request: (job, form) => {
      const [vertex, subtask] = form.get("subtask").split(" ");
      return ["POST", `jobs/${job.jid}/fail`, { vertex, subtask: Number(subtask) }];
    },
    offered: () => session.features.demo,
  },
  stop: {
    label: "Stop…",
    title: "Stop the job with a savepoint?",
    text: "Sources stop, a savepoint is taken, its effects are committed, and the job ends.",
    button: "Stop job",
    started: "Stop asked for",
    done: (operation) => `The job has stopped with savepoint ${operation.checkpointId}`,
    fields: () => html`${directoryField}<label class="check"><input type="checkbox" name="drain">
      Drain: let all windows and timers fire first</label>`,
    request: (job, form) => ["POST", `jobs/${job.jid}/stop`,
      { ...directory(form, "targetDirectory"), drain: form.get("drain") !== null }],
    status: "savepoints",
  },
  cancel: {
    label: "Cancel…",
    title: "Cancel the job?",
    text: "It ends at once, without a savepoint. What came after the last checkpoint is not committed.",
    button: "Cancel job",
    danger: true,
    started: "The job is being cancelled",
    request: (job) => ["PATCH", `jobs/${job.jid}?mode=cancel`, {}],
  },
};

const most = (job) => Math.max(1, ...job.vertices.map((vertex) => vertex.maxParallelism));
const largest = (job) => Math.max(1, ...job.vertices.map((vertex) => vertex.parallelism));
