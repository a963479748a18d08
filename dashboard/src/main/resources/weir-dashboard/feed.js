// The live feed: keeps the latest document of each job, and connects again when the server was away.

const LONGEST_WAIT = 5_000;

export class Feed {
  jobs = new Map();
  #sequences = new Map();
  #wait = 250;
  #onChange;
  #onConnection;

  constructor(onChange, onConnection) {
    this.#onChange = onChange;
    this.#onConnection = onConnection;
  }

  connect() {
    const socket = new WebSocket(new URL("feed", location.href.replace(/^http/, "ws")));
    socket.onopen = () => {
      this.#wait = 250;
      this.#onConnection(true);
    };
    socket.onmessage = (event) => this.#receive(JSON.parse(event.data));
    socket.onclose = () => {
      this.#onConnection(false);
      setTimeout(() => this.connect(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    };
  }

  #receive(message) {
    if (message.type === "snapshot") {
      this.jobs = new Map(message.jobs.map((each) => [each.job.jid, each.job]));
      this.#sequences = new Map(message.jobs.map((each) => [each.job.jid, each.seq]));
    } else if (message.type === "job" && message.seq > (this.#sequences.get(message.job.jid) ?? 0)) {
      this.jobs.set(message.job.jid, message.job);
      this.#sequences.set(message.job.jid, message.seq);
    } else if (message.type === "forgotten") {
      this.jobs.delete(message.jid);
      this.#sequences.delete(message.jid);
    }
    this.#onChange();
  }
}
