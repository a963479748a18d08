// Answers that are asked for once and then remembered, for views that are drawn many times a second.
import { get } from "../live/rest.js";

const answers = new Map();
const MOST = 60;

/**
 * What is known of a path now: {} while the answer is on its way, {answer} or {error}. Another `version` asks again, and the
 * old answer stands until the new one is there.
 */
export function asked(path, changed, version = 0) {
  const known = answers.get(path);
  if (known?.version === version) return known;
  const entry = { version, answer: known?.answer };
  answers.delete(path);
  answers.set(path, entry);
  if (answers.size > MOST) answers.delete(answers.keys().next().value);
  get(path).then((answer) => { entry.answer = answer; }, (error) => { entry.error = error.message; }).finally(changed);
  return entry;
}
