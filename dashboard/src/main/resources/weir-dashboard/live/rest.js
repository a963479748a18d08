// Requests to the node that serves this page.

/** Who looks at the page, as far as the server knows; filled by signIn. */
export const session = { role: "viewer", auth: "none", csrf: null, user: null, warning: null, features: {} };

/** An answer that is a refusal, in the words of the server. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function signIn() {
  Object.assign(session, await get("session"));
  const config = await get("config");
  session.features = config.features ?? {};
  session.version = config["weir-version"];
}

export function get(path) {
  return request(path, {});
}

export function send(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  if (session.csrf) headers["X-CSRF-Token"] = session.csrf;
  return request(path, { method, headers, body: JSON.stringify(body) });
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, "the server cannot be reached");
  }
  if (response.status === 204) return {};
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) dispatchEvent(new CustomEvent("unauthorized"));
  if (!response.ok) {
    throw new Refused(response.status, answer.errors?.join(" ") ?? `the server answered ${response.status}`);
  }
  return answer;
}
