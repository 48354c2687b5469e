// The panel: header, what was changed for this customer, the talk, the bar, the field.
import { Icon, html, signal, useEffect, useRef } from "../lib/ui.js";
import { Bar } from "./bar.js";
import { Composer } from "./composer.js";
import { dots_three, x } from "./icons.js";
import { Menu } from "./menu.js";
import { fault, holder, line, serverNow, state, usualView } from "./store.js";
import { Talk } from "./talk.js";
import { clock, when, words } from "./words.js";

const menuIsOpen = signal(false);
const HINTS = ["calm", "simpler_steps", "larger_text", "person_first"];

export function Panel({ shut }) {
  const panel = useRef(null);
  useEffect(() => {
    panel.current.querySelector("textarea")?.focus();
    return () => (menuIsOpen.value = false);
  }, []);
  const onKeyDown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (menuIsOpen.value) closeMenu();
    else shut();
  };
  const closeMenu = () => {
    menuIsOpen.value = false;
    panel.current.querySelector(".menu-button").focus();
  };
  const hints = state.value?.hints ?? {};
  const on = HINTS.filter((hint) => (hints[hint] ?? "off") !== "off");
  return html`<section
    ref=${panel}
    class=${["panel", ...on].join(" ")}
    role="dialog"
    aria-label=${words.value.dialog(state.value?.brand.name ?? "")}
    onKeyDown=${onKeyDown}
  >
    <${Head} shut=${shut} />
    ${on.length > 0 && !menuIsOpen.value && html`<${Changed} on=${on} />`}
    ${menuIsOpen.value ? html`<${Menu} done=${closeMenu} />` : html`<${Talk} />`}
    <${Line} />
    <${Bar} current=${state.value} holder=${holder.value} fault=${fault.value} options=${() => (menuIsOpen.value = true)} />
    <${Composer} />
  </section>`;
}

function Head({ shut }) {
  const w = words.value;
  const brand = state.value?.brand.name ?? "";
  return html`<div class="head">
    <span class="tile" aria-hidden="true">${brand.slice(0, 1)}</span>
    <div class="brand">
      <strong><bdi>${brand}</bdi></strong>
      <small>${presence(w)}</small>
    </div>
    <button
      type="button"
      class="round menu-button"
      aria-label=${w.more}
      aria-expanded=${String(menuIsOpen.value)}
      onClick=${() => (menuIsOpen.value = !menuIsOpen.value)}
    ><${Icon} path=${dots_three} size=${24} /></button>
    <button type="button" class="round" aria-label=${w.shut} onClick=${shut}>
      <${Icon} path=${x} />
    </button>
  </div>`;
}

/** When people are here, as far as it is known. */
function presence(w) {
  const people = state.value?.people;
  if (!people) return w.at_once;
  if (people.here) return people.until ? w.here_until(clock(people.until)) : w.at_once;
  return people.back_at ? w.back_at(when(people.back_at, serverNow())) : w.at_once;
}

function Changed({ on }) {
  const w = words.value;
  return html`<div class="changed">
    <span>${w.changed(on.map((hint) => w[hint]).join(", "))}</span>
    <button type="button" class="button quiet" onClick=${usualView}>${w.usual}</button>
  </div>`;
}

/** What is wrong with the line, if it matters: nobody's fault, so it is not red. */
function Line() {
  const w = words.value;
  const said =
    line.value === "ended" ? w.ended : line.value !== "away" ? "" : navigator.onLine ? w.away : w.offline;
  return html`<p class="line-note" role="status">${said}</p>`;
}
