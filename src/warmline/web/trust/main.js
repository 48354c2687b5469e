// The customer's own page: the door, then everything we hold about them, live.
import { effect, html, render } from "../lib/ui.js";
import { Bar } from "./bar.js";
import { Door } from "./door.js";
import { Erased } from "./erase.js";
import { Head } from "./head.js";
import { Page } from "./page.js";
import { begin, certificate, line, place, view } from "./store.js";
import { language, w } from "./words.js";

function Trust() {
  if (!w.value) return html`<main class="door" aria-busy="true"></main>`;
  const words = w.value;
  return html`<${Head} />
    ${line.value === "away" && html`<p class="line-note" role="status">${words["offline"]}</p>`}
    ${certificate.value ? html`<${Erased} />` : place.value === "page" && view.value ? html`<${Page} />` : html`<${Door} />`}
    <${Bar} />`;
}

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dir = language.value === "ar" ? "rtl" : "ltr";
  if (w.value) document.title = `${document.body.dataset.brand}: ${w.value["door-title"]}`;
});

document.querySelector("noscript")?.remove();
const root = document.createElement("div");
root.id = "place";
document.body.append(root);
begin();
render(html`<${Trust} />`, root);
