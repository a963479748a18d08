// The way in, when the server wants to know who asks.
import { html, nothing } from "../lib/lit.js";
import { send, session } from "../live/rest.js";

let error;

/** @param changed called when the form has to be drawn again */
export function login(changed) {
  return html`
    <section class="card login" aria-labelledby="login-title">
      <h2 id="login-title">Sign in</h2>
      ${session.auth === "oidc"
        ? html`<p>This dashboard asks your identity provider who you are.</p><p><a class="button" href=${session.login ?? "login"}>Sign in</a></p>`
        : html`<form @submit=${(event) => submitted(event, changed)}>
            ${session.auth === "basic"
              ? html`<label>User <input name="user" autocomplete="username" required></label>
                  <label>Password <input name="password" type="password" autocomplete="current-password" required></label>`
              : html`<label>Token <input name="token" type="password" autocomplete="current-password" required></label>`}
            ${error ? html`<p class="warning" role="alert">${error}</p>` : nothing}
            <div class="actions"><button class="primary">Sign in</button></div></form>`}
    </section>`;
}

async function submitted(event, changed) {
  event.preventDefault();
  const form = new FormData(event.target);
  const body = session.auth === "basic"
    ? { user: form.get("user"), password: form.get("password") }
    : { token: form.get("token") };
  try {
    await send("POST", "login", body);
    location.reload();
  } catch (refused) {
    error = refused.status === 401 ? "That is not right." : refused.message;
    changed();
  }
}
