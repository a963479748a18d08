// Elements from descriptions. Text becomes text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

export const h = (name, attributes, ...children) =>
  fill(document.createElement(name), attributes, children);

export const svg = (name, attributes, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

// A bar is a progress element: its meaning is told to screen readers, and no style is written inline.
export const bar = (value, max, label, kind) =>
  h("progress", { value, max: Math.max(max, 1e-9), "aria-label": label, class: kind });

/** Puts new content in place of the old, only if it differs, and keeps the focus where it was. */
export function replace(element, ...children) {
  const fresh = fill(element.cloneNode(false), {}, children);
  if (fresh.isEqualNode(element)) return;
  const key = element.contains(document.activeElement) && document.activeElement.dataset.key;
  const scrolls = new Map(
    [...element.querySelectorAll("[data-scroll]")].map((e) => [e.dataset.scroll, [e.scrollLeft, e.scrollTop]]));
  element.replaceChildren(...fresh.childNodes);
  for (const [name, [left, top]] of scrolls) {
    const scrolled = element.querySelector(`[data-scroll="${name}"]`);
    if (scrolled) scrolled.scrollTo(left, top);
  }
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
