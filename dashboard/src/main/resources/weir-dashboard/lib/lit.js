// The one place that knows where the template library is served from.
export { html, svg, render, nothing } from "../webjars/lit-html/lit-html.js";
export { repeat } from "../webjars/lit-html/directives/repeat.js";
export { ref } from "../webjars/lit-html/directives/ref.js";
export { live } from "../webjars/lit-html/directives/live.js";
