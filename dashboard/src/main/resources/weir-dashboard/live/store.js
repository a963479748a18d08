// What is known of the jobs, put together from the parts that the feed brings.

// `history` of the feed is that of the job; here the word is taken by the checkpoints.
const PROPERTY = { history: "events" };

/** One job: each part as it came, the checkpoints by their id. */
class Job {
  checkpoint = new Map();
  #clockOffset = 0;

  constructor(jid) {
    this.jid = jid;
  }

  put({ part, key, data }) {
    if (key === undefined || key === null) {
      this[PROPERTY[part] ?? part] = data;
    } else {
      this[part].set(Number(key), data);
    }
    if (data.now) this.#clockOffset = data.now - Date.now();
  }

  /** The time of the node that serves this page, which may not be that of this machine. */
  now() {
    return Date.now() + this.#clockOffset;
  }

  get isOver() {
    return this.job["end-time"] >= 0;
  }

  get duration() {
    return (this.isOver ? this.job["end-time"] : this.now()) - this.job["start-time"];
  }

  /** Newest first. */
  get history() {
    return [...this.checkpoint.values()].sort((a, b) => b.id - a.id);
  }

  /** The newest of the checkpoints under way. */
  get underWay() {
    return this.history.find((checkpoint) => checkpoint.status === "IN_PROGRESS");
  }

  get vertices() {
    return this.plan?.vertices ?? [];
  }

  /** Of "score" the operators' names, of "payments/enumerator" those of its source and what it is. */
  nameOf(id) {
    const [vertexId, part] = id.split("/");
    const name = this.vertices.find((vertex) => vertex.id === vertexId)?.name ?? vertexId;
    const [first, ...others] = name.split(" -> ");
    return `${first}${others.length > 0 ? " → …" : ""}${part ? ` (${part})` : ""}`;
  }
}

export class Store {
  #jobs = new Map();

  clear() {
    this.#jobs.clear();
  }

  apply(event) {
    if (event.type === "part") {
      if (!this.#jobs.has(event.jid)) this.#jobs.set(event.jid, new Job(event.jid));
      this.#jobs.get(event.jid).put(event);
    } else if (event.type === "removed" && event.part === undefined) {
      this.#jobs.delete(event.jid);
    } else if (event.type === "removed") {
      this.#jobs.get(event.jid)?.[event.part]?.delete?.(Number(event.key));
    }
  }

  /** Those of which enough is known to be shown. */
  get jobs() {
    return [...this.#jobs.values()].filter((job) => job.job);
  }
}
