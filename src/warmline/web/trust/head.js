// Who this is about, how long it stays open, and the way out.
import { Icon, html, useEffect, useState } from "../lib/ui.js";
import { lock_simple, sign_out } from "../lib/icons.js";
import { leave, place, setLanguage, view } from "./store.js";
import { language, languages, say, w } from "./words.js";

const MINUTE = 60_000;

export function Head() {
  const words = w.value;
  const brand = view.value?.brand ?? document.body.dataset.brand;
  const isOpen = place.value === "page" && view.value;
  return html`<header class="head">
    <span class="brand"><span class="tile" aria-hidden="true">${brand.slice(0, 1)}</span><bdi>${brand}</bdi></span>
    ${isOpen && html`<${Visit} visit=${view.value.visit} />`}
    <label class="language">
      <span class="hidden-words">${words["language"]}</span>
      <select class="field" value=${language.value} onChange=${(event) => setLanguage(event.target.value)}>
        ${Object.entries(languages.value).map(([tag, name]) => html`<option value=${tag} lang=${tag} selected=${tag === language.value}>${name}</option>`)}
      </select>
    </label>
    ${isOpen && html`<button type="button" class="button quiet close" onClick=${leave}><${Icon} path=${sign_out} size=${18} turns />${words["close"]}</button>`}
  </header>`;
}

function Visit({ visit }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 4);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.max(0, Math.ceil((Date.parse(visit.ends_at) - now) / MINUTE));
  return html`<span class="visit"><${Icon} path=${lock_simple} size=${18} />${say(`opened-${visit.how}`, { minutes })}</span>`;
}
