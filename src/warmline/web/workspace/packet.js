// The packet: what a person needs to know before the first word, and nothing without content.
import { Icon, html } from "../lib/ui.js";
import { arrow_right, hand_arrow_down } from "../lib/icons.js";
import { Curve } from "../lib/curve.js";
import { Key, Urgency } from "./parts.js";
import { isFolded, overlay, showsCurve } from "./places.js";
import { opened } from "./store.js";
import { URGENCIES, clock, clockWithDay } from "./words.js";

export function Packet() {
  const { packet, stretches } = opened.value;
  if (!packet) return null;
  const folded = isFolded.value;
  return html`<section class="packet" aria-label="Handed over">
    <header>
      <${Icon} path=${hand_arrow_down} size=${18} />
      <p>${packet.reason}, <time datetime=${packet.at}>${clockWithDay(packet.at)}</time></p>
      <button type="button" class="button quiet tiny" aria-expanded=${String(!folded)} onClick=${() => (isFolded.value = !folded)}>
        ${folded ? "Unfold" : "Fold"} <${Key}>H<//>
      </button>
    </header>
    <div class="packet-body">
      <h3><bdi>${packet.wants}</bdi></h3>
      <p class="next"><${Icon} path=${arrow_right} size=${16} turns /><span><b>Next:</b> ${packet.next}</span></p>
      ${!folded && html`<${Details} packet=${packet} stretches=${stretches} />`}
    </div>
  </section>`;
}

function Details({ packet, stretches }) {
  const soon = packet.urgency > 0 && html`<span class="soon"><${Urgency} step=${packet.urgency} size=${18} />${cap(URGENCIES[packet.urgency])}</span>`;
  return html`<dl class="packet-facts">
    <${Fact} title="Tried" lines=${packet.tried} />
    <${Fact} title="Promised so far" lines=${packet.promised.map(promise)} />
    ${packet.how && html`<div class="how"><dt>How it went</dt><dd><${How} how=${packet.how} stretches=${stretches} /></dd></div>`}
    ${packet.given.length > 0 && html`<${Fact} title="Already given, do not ask again" lines=${[cap(packet.given.join(", "))]} />`}
    ${soon && html`<${Fact} title="How soon" lines=${[soon]} />`}
    <${Fact} title="Open risk" lines=${packet.risks} />
  </dl>`;
}

function Fact({ title, lines }) {
  if (!lines.length) return null;
  return html`<div><dt>${title}</dt>${lines.map((each) => html`<dd>${each}</dd>`)}</div>`;
}

export function How({ how, stretches }) {
  const curve = showsCurve.value && html`<${Curve} points=${how.points} stretches=${stretches} sentence=${how.sentence} />`;
  return html`<div class="how-line">
    ${curve}
    <p>
      ${how.sentence}${" "}
      ${how.state !== "off" &&
      html`<button type="button" class="link" onClick=${() => (overlay.value = "correct")}>Correct <${Key}>R<//></button>`}
    </p>
  </div>`;
}

export function promise(each) {
  const when = `${each.text} by ${clock(each.at)}`;
  if (each.state === "kept") return `${when}, kept ${clock(each.kept_at)}`;
  if (each.state === "late") return each.kept_at ? `${when}, came ${clock(each.kept_at)}` : `${when}: we are late`;
  return when;
}

const cap = (text) => text.charAt(0).toUpperCase() + text.slice(1);
