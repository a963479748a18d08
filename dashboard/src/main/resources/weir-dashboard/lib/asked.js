// Answers that are asked for once and then remembered, for views that are drawn many times a second.
import { get } from "../live/rest.js";

const answers = new Map();
const MOST = 60;
const PAUSE_MILLIS = 3000;

/**
 * What is known of a path now: {} while the answer is on its way, {answer} or {error}. Another `version` asks again, and the
 * old answer stands until the new one is there. After an error it is asked again in a while, as long as somebody wants to know.
 */
export function asked(path, changed, version = 0) {
  const known = answers.get(path);
  const same = known?.version === version;
  if (same && !(known.again <= performance.now())) return known;
  const entry = { version, answer: known?.answer, error: same ? known.error : undefined };
  answers.delete(path);
  answers.set(path, entry);
  if (answers.size > MOST) answers.delete(answers.keys().next().value);
  get(path).then((answer) => {
    entry.answer = answer;
    entry.error = undefined;
  }, (error) => {
    entry.error = error.message;
    entry.again = performance.now() + PAUSE_MILLIS;
    setTimeout(changed, PAUSE_MILLIS);
  }).finally(changed);
  return entry;
}
