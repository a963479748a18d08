import { h } from "./dom.js";
import { dateTime } from "./format.js";

const closed = new Set();

/** Why attempts failed, newest first, with the whole cause. */
export function exceptions(job, changed) {
  const all = job.exceptions;
  return [
    h("h2", {}, "Failures"),
    all.length === 0 && h("p", { class: "empty" }, "No attempt has failed."),
    all.map((failure, i) => {
      const key = `${job.jid}/failure/${failure.timestamp}/${failure.attempt}`;
      const isOpen = (i === 0) !== closed.has(key);
      const toggle = () => {
        if (!closed.delete(key)) closed.add(key);
        changed();
      };
      return h("article", { class: "failure" },
        h("h3", {},
          h("button", { type: "button", class: "plain", "aria-expanded": String(isOpen), "data-key": key, onclick: toggle },
            failure.exceptionName)),
        h("p", { class: "quiet" },
          `${dateTime(failure.timestamp)}, attempt ${failure.attempt}, ${failure.taskName ?? "coordinator"}, `,
          failure["restart-at"] ? `starts again at ${dateTime(failure["restart-at"])}` : "not started again"),
        isOpen && h("pre", { tabindex: 0, "aria-label": "Cause" }, failure.stacktrace));
    }),
  ];
}
