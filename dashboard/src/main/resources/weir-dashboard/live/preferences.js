// What somebody chose for this browser. A browser that keeps nothing forgets it with the page.

const chosen = {};

export function preference(name, fallback) {
  try {
    return chosen[name] ?? localStorage.getItem(`weir.${name}`) ?? fallback;
  } catch {
    return fallback;
  }
}

export function prefer(name, value) {
  chosen[name] = value;
  try {
    localStorage.setItem(`weir.${name}`, value);
  } catch {
    // storage is switched off: it holds until the page is left
  }
}

/** Whether things may move by themselves. */
export function moves() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? "off" : "on";
  return preference("motion", still) === "on";
}
