// How far each subtask has come in a checkpoint, and where the barriers are.
//
// A row is [arrived, aligned, taken, acknowledged]: milliseconds after the trigger, -1 for what has not happened.

/** What a subtask does after each of the steps of its row. */
export const PHASES = ["waiting", "aligning", "snapshotting", "writing", "acknowledged"];

export function phase(row, at) {
  for (let step = 3; step >= 0; step--) {
    if (row[step] >= 0 && row[step] <= at) return PHASES[step + 1];
  }
  return "waiting";
}

/** How many subtasks are in each phase, in the order of the phases, without those that nobody is in. */
export function tally(rows, at) {
  const counts = new Map();
  for (const row of rows) {
    const name = phase(row, at);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return PHASES.filter((name) => counts.has(name)).map((name) => [name, counts.get(name)]);
}

const LIKELY_MILLIS = 400;
const BEFORE_THE_DOOR = 0.9;

/**
 * How far the first and the last barrier between two vertices have come, 0 to 1; undefined when none is on its way. Of one
 * that has not arrived only its start is known: it is shown ever closer to the end, and stays before it.
 */
export function barriersBetween(sources, targets, at) {
  const sent = sources.map((row) => row[1]).filter((time) => time >= 0);
  if (sent.length === 0) return undefined;
  const arrived = targets.map((row) => row[0]).filter((time) => time >= 0);
  const complete = targets.every((row) => row[1] >= 0) && sent.length === sources.length;
  const first = way(Math.min(...sent), arrived.length > 0 ? Math.min(...arrived) : -1, at);
  const last = sent.length < sources.length
    ? 0
    : way(Math.max(...sent), complete ? Math.max(...targets.map((row) => row[1])) : -1, at);
  return first <= 0 || last >= 1 ? undefined : { first, last: Math.min(first, last) };
}

function way(from, to, at) {
  if (at <= from) return 0;
  if (to >= 0) return to <= from ? 1 : Math.min(1, (at - from) / (to - from));
  return BEFORE_THE_DOOR * (1 - Math.exp((from - at) / LIKELY_MILLIS));
}

/** The time of the last step that is known. */
export function lastStep(vertices) {
  let last = 0;
  for (const rows of Object.values(vertices)) {
    for (const row of rows) last = Math.max(last, ...row);
  }
  return last;
}
