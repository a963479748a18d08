// Where the page is: #/<job>/<tab>/<what is looked at there>.

export function route() {
  const [, jid, tab, item] = location.hash.split("/").map(decodeURIComponent);
  return { jid, tab: tab || "job", item };
}

export function address(jid, tab, item) {
  return `#/${[jid, tab, item].filter((part) => part !== undefined).map(encodeURIComponent).join("/")}`;
}
