// Puts the page together: what the feed brings is kept in the store, and drawn as the address says.
import { nothing, render } from "./lib/lit.js";
import { words } from "./lib/format.js";
import { Feed } from "./live/feed.js";
import { moves, preference } from "./live/preferences.js";
import { get, session, signIn } from "./live/rest.js";
import { route } from "./live/route.js";
import { Store } from "./live/store.js";
import { login } from "./parts/login.js";
import { empty } from "./parts/facts.js";
import { bar, head } from "./views/frame.js";
import { checkpoints } from "./views/checkpoints.js";
import { cluster } from "./views/cluster.js";
import { config } from "./views/config.js";
import { exceptions } from "./views/exceptions.js";
import { job } from "./views/job.js";
import { logs } from "./views/logs.js";
import { state } from "./views/state.js";

const TABS = [
  ["job", "Job"],
  ["checkpoints", "Checkpoints", (of) => (of.underWay ? "under way" : undefined)],
  ["cluster", "Cluster", (of) => of.cluster?.nodes.length],
  ["exceptions", "Exceptions", (of) => of.exceptions?.entries.length],
  ["logs", "Logs"],
  ["state", "State"],
  ["config", "Config"],
];
const VIEWS = {
  job: (of, item) => job(of, item),
  checkpoints: (of, item) => checkpoints(of, item, redraw),
  cluster: (of) => cluster(of),
  exceptions: (of) => exceptions(of),
  logs: (of) => logs(of, redraw),
  state: (of) => state(of),
  config: (of) => config(of, redraw),
};
const DETAIL = { job: "vertex", checkpoints: "checkpoint" };
const TICK = 1_000;

const store = new Store();
const states = new Map();
let connection = "connecting";
let isDue = false;
let isSignedOut = false;

const feed = new Feed(store, redraw, (now) => {
  connection = now;
  if (now === "lost" && session.auth !== "none") get("config").catch(() => {}); // if it is no longer known who asks, this tells
  redraw();
});

function redraw() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    draw();
  });
}

/** The one that the address names, or else one that runs, or else the latest. */
function selected(jid) {
  const { jobs } = store;
  return jobs.find((each) => each.jid === jid) ?? jobs.find((each) => !each.isOver) ?? jobs.at(-1);
}

function draw() {
  document.documentElement.dataset.theme = preference("theme", "auto");
  document.body.classList.toggle("lost", connection === "lost");
  const { jid, tab: asked, item } = route();
  const tab = asked in VIEWS ? asked : "job";
  const of = isSignedOut ? undefined : selected(jid);
  render(bar(store.jobs, of, tab, connection, redraw), document.getElementById("bar"));
  announce();
  const content = document.getElementById("content");
  render(of ? head(of, TABS, tab) : nothing, document.getElementById("frame"));
  if (isSignedOut) {
    render(login(redraw), content);
    return;
  }
  if (!of) {
    render(empty(jid && connection === "live" ? `This node knows of no job ${jid}.` : "Waiting for the first news of a job."), content);
    return;
  }
  document.title = `${of.job.name} · ${words(of.job.state)} · Weir`;
  feed.watch(tab === "job" && item ? of.jid : undefined);
  render(VIEWS[tab](of, item), content);
}

/** Says aloud what changes without anybody having asked. */
function announce() {
  for (const each of store.jobs) {
    const now = each.job.state;
    const before = states.get(each.jid);
    if (before !== undefined && before !== now) {
      document.getElementById("announcements").textContent = `Job ${each.job.name} is ${words(now)}.`;
    }
    states.set(each.jid, now);
  }
}

/** Brings what an address names into view. */
function moved() {
  redraw();
  requestAnimationFrame(() => requestAnimationFrame(() =>
    document.getElementById(route().item ? DETAIL[route().tab] : "")?.scrollIntoView({ block: "start", behavior: moves() ? "smooth" : "auto" })));
}

async function begin() {
  try {
    await signIn();
    feed.connect();
    setInterval(redraw, TICK);
  } catch {
    if (isSignedOut) return;
    connection = "lost";
    setTimeout(begin, TICK);
    redraw();
  }
}

addEventListener("hashchange", moved);
addEventListener("unauthorized", () => {
  isSignedOut = true;
  redraw();
});
document.getElementById("content").replaceChildren();
redraw();
begin();
