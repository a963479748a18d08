// The live feed. After a break it says how far it had heard, and hears only what it missed.

const SHORTEST_WAIT = 250;
const LONGEST_WAIT = 5_000;

export class Feed {
  #store;
  #changed;
  #connection;
  #wait = SHORTEST_WAIT;
  #socket;
  #server;
  #seq = 0;
  #watched;

  /**
   * @param store takes the events
   * @param changed called after events were taken
   * @param connection told "connecting", "live" or "lost"
   */
  constructor(store, changed, connection) {
    this.#store = store;
    this.#changed = changed;
    this.#connection = connection;
  }

  connect() {
    const socket = new WebSocket(this.#address());
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(JSON.parse(event.data));
    socket.onclose = () => {
      this.#connection("lost");
      setTimeout(() => this.connect(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    };
  }

  #address() {
    const address = new URL("feed", location.href.split("#")[0].replace(/^http/, "ws"));
    if (this.#server) {
      address.searchParams.set("server", this.#server);
      address.searchParams.set("since", this.#seq);
    }
    return address;
  }

  #receive(message) {
    if (message.type === "snapshot") this.#store.clear();
    message.events.forEach((event) => this.#store.apply(event));
    if (message.type !== "update") {
      this.#server = message.server;
      this.#wait = SHORTEST_WAIT;
      this.#connection("live");
      this.#say();
    }
    this.#seq = message.seq;
    this.#changed();
  }

  /** Asks for the parts that are sent only to those who look at them; none when jid is undefined. */
  watch(jid) {
    if (jid === this.#watched) return;
    const before = this.#watched;
    this.#watched = jid;
    this.#say(before);
  }

  #say(before) {
    const jid = this.#watched ?? before;
    if (jid && this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ type: "watch", jid, parts: this.#watched ? ["subtasks"] : [] }));
    }
  }
}
