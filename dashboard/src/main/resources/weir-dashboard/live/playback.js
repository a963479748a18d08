// Which moment of a checkpoint the graph shows. A slow checkpoint is shown as it happens; one that is over before an eye
// could follow it is shown afterwards, slower.
import { lastStep } from "./phases.js";
import { moves } from "./preferences.js";

const WATCH_LIVE_AFTER = 400;
const LAG = 120;
const SLOW_MOTION = 1_500;
const REST = 900;

export class Playback {
  #id;
  #seen;
  #began = 0;
  #slowness = 0;
  #rows = {};
  #trigger = 0;
  #ended = Infinity;

  /** Hears of the progress of a checkpoint; what is shown already is shown to its end first. */
  hear(progress, checkpoint, now) {
    if (!progress || !checkpoint) return;
    if (progress.id !== this.#id && progress.id !== this.#seen && !this.#isShowing()) {
      this.#consider(progress, checkpoint, now);
    }
    if (progress.id === this.#id) {
      this.#rows = progress.vertices;
      if (checkpoint.status !== "IN_PROGRESS") this.#ended = lastStep(progress.vertices);
    }
  }

  #consider(progress, checkpoint, now) {
    const over = checkpoint.status !== "IN_PROGRESS";
    const age = now - progress.trigger_timestamp;
    if (!moves()) {
      this.#start(progress, 0);
    } else if (over) {
      const took = lastStep(progress.vertices);
      this.#start(progress, Math.max(1, SLOW_MOTION / Math.max(1, took)));
    } else if (age > WATCH_LIVE_AFTER) {
      this.#start(progress, 0);
    }
  }

  #start(progress, slowness) {
    this.#id = progress.id;
    this.#seen = progress.id;
    this.#trigger = progress.trigger_timestamp;
    this.#slowness = slowness;
    this.#began = performance.now();
    this.#ended = Infinity;
  }

  /** Shows it again, slowly. */
  replay(progress) {
    this.#start(progress, Math.max(1, SLOW_MOTION * 2 / Math.max(1, lastStep(progress.vertices))));
    this.#rows = progress.vertices;
    this.#ended = lastStep(progress.vertices);
  }

  #isShowing() {
    return this.#id !== undefined;
  }

  /** What to draw now: {id, at, rows, slowness}; undefined when nothing is under way. */
  frame(now) {
    if (!this.#isShowing()) return undefined;
    const at = this.#slowness > 0
      ? (performance.now() - this.#began) / this.#slowness
      : now - this.#trigger - LAG;
    const rest = this.#slowness > 0 ? REST / this.#slowness : REST;
    if (at > this.#ended + rest) {
      this.#id = undefined;
      return undefined;
    }
    return { id: this.#id, at: moves() ? at : Infinity, rows: this.#rows, slowness: this.#slowness };
  }
}
