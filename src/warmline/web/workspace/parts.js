// Small parts of the desk: key caps, faces, the urgency mark.
import { Icon, html } from "../lib/ui.js";
import { wave_sine } from "../lib/icons.js";
import { URGENCIES } from "./words.js";

export const Key = ({ children }) => html`<kbd class="key" aria-hidden="true">${children}</kbd>`;

const initial = (name) => [...(name ?? "?").replace(/^Visitor /, "")][0]?.toUpperCase() ?? "?";

/** People are circles, software is a rounded square. */
export function Face({ author, name }) {
  if (author === "assistant") {
    return html`<span class="face software" aria-hidden="true"><${Icon} path=${wave_sine} size=${15} /></span>`;
  }
  const kind = author === "customer" ? "face customer" : "face";
  return html`<span class=${kind} aria-hidden="true">${initial(name)}</span>`;
}

/** How soon harm comes: a dial filled clockwise by quarters, always with its words. */
export function Urgency({ step, size = 16 }) {
  const radius = 6;
  const round = 2 * Math.PI * (radius / 2);
  return html`<svg class="urgency" viewBox="0 0 16 16" width=${size} height=${size} role="img" aria-label=${`How soon: ${URGENCIES[step]}`}>
    <title>${URGENCIES[step]}</title>
    <circle class="ring" cx="8" cy="8" r="7" />
    ${step === 4
      ? html`<circle class="full" cx="8" cy="8" r="7.5" />`
      : step > 0 &&
        html`<circle class="part" cx="8" cy="8" r=${radius / 2} stroke-width=${radius}
          stroke-dasharray="${(round * step) / 4} ${round}" transform="rotate(-90 8 8)" />`}
  </svg>`;
}

export function Fault({ fault, children }) {
  return html`<div class="desk-fault" role="alert">
    <p>${fault.text}</p>
    ${fault.came && html`<p class="came"><bdi>${fault.came}</bdi></p>`}
    ${children}
  </div>`;
}
