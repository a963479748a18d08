// The way in, when the server wants to know who asks.
import { html, nothing, render } from "../lib/lit.js";
import { send, session } from "../live/rest.js";

export function login(into, entered) {
  const attempt = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const body = session.auth === "basic"
      ? { user: form.get("user"), password: form.get("password") }
      : { token: form.get("token") };
    try {
      await send("POST", "login", body);
      entered();
    } catch (error) {
      draw(error.status === 401 ? "That is not right." : error.message);
    }
  };
  const draw = (error) => render(html`
    <section class="card login" aria-labelledby="login-title">
      <h2 id="login-title">Sign in</h2>
      ${session.auth === "oidc"
        ? html`<p>This dashboard asks your identity provider who you are.</p><p><a class="button" href=${session.login ?? "login"}>Sign in</a></p>`
        : html`<form @submit=${attempt}>
            ${session.auth === "basic"
              ? html`<label>User <input name="user" autocomplete="username" required></label>
                  <label>Password <input name="password" type="password" autocomplete="current-password" required></label>`
              : html`<label>Token <input name="token" type="password" autocomplete="current-password" required></label>`}
            ${error ? html`<p class="warning" role="alert">${error}</p>` : nothing}
            <button class="primary">Sign in</button></form>`}
    </section>`, into);
  draw();
}
