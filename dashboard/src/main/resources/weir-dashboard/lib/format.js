// Numbers, sizes and times as people read them.

const NONE = "–";
const absent = (value) => value === undefined || value === null || Number.isNaN(value);

export function count(value) {
  return absent(value) ? NONE : Math.round(value).toLocaleString("en");
}

/** 1234567 as 1.23M: short enough to stand in the graph. */
export function short(value) {
  if (absent(value)) return NONE;
  for (const [unit, size] of [["G", 1e9], ["M", 1e6], ["k", 1e3]]) {
    if (value >= size) return significant(value / size) + unit;
  }
  return value >= 10 || value === 0 ? String(Math.round(value)) : significant(value);
}

export function bytes(value) {
  if (absent(value) || value < 0) return NONE;
  for (const [unit, size] of [["GiB", 2 ** 30], ["MiB", 2 ** 20], ["KiB", 2 ** 10]]) {
    if (value >= size) return `${significant(value / size)} ${unit}`;
  }
  return `${Math.round(value)} B`;
}

export function millis(value) {
  if (absent(value) || value < 0) return NONE;
  if (value >= 60_000) return span(value);
  if (value >= 1_000) return `${significant(value / 1_000)} s`;
  return `${value > 0 && value < 10 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ms`;
}

/** Days to seconds, the two greatest that are there. */
export function span(value) {
  if (absent(value)) return NONE;
  const seconds = Math.max(0, Math.floor(value / 1_000));
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts.slice(first === -1 ? 3 : first).slice(0, 2)
    .map(([amount, unit]) => `${amount} ${unit}`).join(" ");
}

export function percent(ratio) {
  return absent(ratio) ? NONE : `${Math.round(Math.min(1, Math.max(0, ratio)) * 100)} %`;
}

export function time(timestamp) {
  return absent(timestamp) || timestamp < 0 ? NONE : new Date(timestamp).toLocaleTimeString("en-GB");
}

export function dateTime(timestamp) {
  if (absent(timestamp) || timestamp < 0) return NONE;
  const date = new Date(timestamp);
  return `${date.toLocaleDateString("en-CA")} ${date.toLocaleTimeString("en-GB")}`;
}

/** IN_PROGRESS as "in progress". */
export function words(constant) {
  return absent(constant) ? NONE : String(constant).toLowerCase().replaceAll("_", " ");
}

export function plural(amount, one, many = `${one}s`) {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}

function significant(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
