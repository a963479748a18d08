import { h, replace } from "./dom.js";
import { Feed } from "./feed.js";
import { foot, head } from "./job.js";
import { graph } from "./graph.js";
import { checkpoints, history } from "./checkpoints.js";
import { exceptions } from "./exceptions.js";

const main = document.getElementById("main");
const states = new Map();
let shown;

const feed = new Feed(() => requestAnimationFrame(render), connected);
addEventListener("hashchange", render);
feed.connect();

function connected(isConnected) {
  const status = document.getElementById("connection");
  status.textContent = isConnected ? "live" : "connection lost, trying again";
  document.body.classList.toggle("lost", !isConnected);
}

function selected() {
  const jobs = [...feed.jobs.values()];
  return feed.jobs.get(location.hash.slice(1))
    ?? jobs.find((job) => job["end-time"] < 0)
    ?? jobs.at(-1);
}

function render() {
  const job = selected();
  replace(document.getElementById("jobs"), feed.jobs.size > 1 && jobLinks(job));
  announce();
  if (!job) {
    shown = undefined;
    main.replaceChildren(h("p", { class: "empty" }, "Waiting for the first news of a job."));
    return;
  }
  if (shown !== job.jid) {
    shown = job.jid;
    main.replaceChildren(...["head", "graph", "checkpoints", "history", "exceptions", "foot"]
      .map((name) => h("section", { id: name, class: name })));
  }
  document.title = `${job.name} · ${job.state.toLowerCase()} · Weir`;
  for (const [name, content] of Object.entries({ head, graph, checkpoints, history, exceptions, foot })) {
    replace(document.getElementById(name), content(job, render));
  }
}

function jobLinks(job) {
  return [...feed.jobs.values()].map((each) =>
    h("a", { href: `#${each.jid}`, "aria-current": each === job ? "page" : null, "data-key": each.jid },
      h("span", { class: `dot ${each.state.toLowerCase()}` }), each.name,
      h("span", { class: "unseen" }, ` ${each.state.toLowerCase()}`)));
}

function announce() {
  for (const job of feed.jobs.values()) {
    const before = states.get(job.jid);
    if (before !== undefined && before !== job.state) {
      document.getElementById("announcements").textContent =
        `Job ${job.name} is ${job.state.toLowerCase()}.`;
    }
    states.set(job.jid, job.state);
  }
}
