// What every screen builds with: one import instead of five.
import { h } from "./vendor/preact.js";
import htm from "./vendor/htm.js";

export { Fragment, h, render } from "./vendor/preact.js";
export { useEffect, useLayoutEffect, useRef, useState } from "./vendor/hooks.js";
export { batch, computed, effect, signal, useSignal } from "./vendor/signals.js";

export const html = htm.bind(h);

/** An icon from `icons.js`; `turns` for arrows that follow the direction of reading. */
export function Icon({ path, size = 20, turns = false }) {
  return html`<svg
    class=${turns ? "icon turns" : "icon"}
    viewBox="0 0 256 256"
    width=${size}
    height=${size}
    aria-hidden="true"
  ><path d=${path} /></svg>`;
}

/** A switch with the word for its state beside it; `set` is told the new state. */
export function Switch({ on, label, words, set }) {
  return html`<span class="switch-word" aria-hidden="true">${on ? words.on : words.off}</span>
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked=${String(on)}
      aria-label=${label}
      onClick=${() => set(!on)}
    ></button>`;
}

const DOTS = 36;
const CENTRE = 38;
const RADIUS = 35;

/** The clock of a wait: `share` of it has passed (0 to 1); the words beside it say the rest. */
export function Dial({ share, number, unit }) {
  const past = Math.round(Math.min(1, Math.max(0, share)) * DOTS);
  const dots = Array.from({ length: DOTS }, (_, index) => {
    const angle = (index / DOTS) * 2 * Math.PI;
    return html`<circle
      cx=${CENTRE + RADIUS * Math.sin(angle)}
      cy=${CENTRE - RADIUS * Math.cos(angle)}
      r=${index < past ? 2.1 : 1.5}
      class=${index < past ? "past" : ""}
    />`;
  });
  return html`<svg class="dial" viewBox="0 0 76 76" aria-hidden="true">
    ${dots}
    <text x="38" y=${unit ? 42 : 46}>${number}</text>
    ${unit && html`<text class="unit" x="38" y="57">${unit}</text>`}
  </svg>`;
}
