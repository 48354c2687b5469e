// The customer's panel: who it is as far as is proven, what they like, what may be used.
import { Icon, html } from "../lib/ui.js";
import { check_circle, circle_dashed, device_mobile, envelope_simple, globe_simple, lock_simple, phone, text_aa, user, warning_circle, x } from "../lib/icons.js";
import { Face } from "./parts.js";
import { promise } from "./packet.js";
import { showsPanel } from "./places.js";
import { open, opened } from "./store.js";
import { KINDS, day } from "./words.js";

const KIND_ICONS = { email: envelope_simple, phone, visitor: globe_simple, account: user, sms: device_mobile };

export function Panel() {
  const state = opened.value;
  if (!state) return null;
  const { customer, promised, row } = state;
  const since = customer.known_since ? `Known since ${new Date(customer.known_since).getFullYear()}` : "Writes from an address we know";
  return html`<aside class=${showsPanel.value ? "panel is-open" : "panel"} aria-label="Customer" id="panel">
    <header>
      <${Face} author="customer" name=${row.name} />
      <div><h2><bdi>${row.name}</bdi></h2><p>${customer.is_proven ? since : "Not proven yet"}</p></div>
      <button type="button" class="button quiet small close-panel" aria-label="Close the panel" onClick=${() => (showsPanel.value = false)}><${Icon} path=${x} size=${18} /></button>
    </header>
    ${customer.closed && html`<section><h3>Not proven yet</h3><p class="closed"><${Icon} path=${lock_simple} size=${17} /><span>${customer.closed}</span></p></section>`}
    <${Section} title="Reached by" items=${customer.reached} show=${reached} />
    <${Section} title="Prefers" items=${customer.prefers} show=${prefers} />
    <${Section} title="Happening now" items=${customer.happening} show=${happening} />
    <${Section} title="Promises" items=${promised} show=${promises} />
    <${Section} title="Before this" items=${customer.before} show=${before} />
    <${Uses} uses=${customer.uses} />
  </aside>`;
}

function Section({ title, items, show }) {
  if (!items.length) return null;
  return html`<section><h3>${title}</h3><ul>${items.map((each) => html`<li>${show(each)}</li>`)}</ul></section>`;
}

const reached = (each) => html`<${Icon} path=${KIND_ICONS[each.kind] ?? globe_simple} size=${17} />
  <span><bdi>${each.value ?? KINDS[each.kind]}</bdi> <small>${each.is_proven ? "proven" : "claimed"}</small></span>`;

const prefers = (each) => html`<${Icon} path=${text_aa} size=${17} />
  <span>${each.name.replaceAll("_", " ")}${each.value && html`: <bdi>${each.value}</bdi>`}</span>`;

const happening = (text) => html`<${Icon} path=${warning_circle} size=${17} /><span>${text}</span>`;

const promises = (each) => html`<${Icon} path=${each.state === "kept" ? check_circle : circle_dashed} size=${17} /><span>${promise(each)}</span>`;

const before = (each) => html`<time datetime=${each.at}>${day(each.at)}</time>
  <button type="button" class="link" onClick=${() => open(each.conversation_id)}><bdi>${each.wish}</bdi></button>`;

function Uses({ uses }) {
  const titles = (kept) => uses.filter(kept).map((each) => each.title).join(", ");
  const on = titles((each) => each.granted);
  const off = titles((each) => !each.granted && each.is_answered);
  const never = titles((each) => !each.granted && !each.is_answered);
  return html`<section><h3>May be used</h3><p>
    ${on && html`${on}: yes. `}
    ${off && html`${off}: <b>switched off by the customer</b>. Nothing is missing. `}
    ${never && html`${never}: no.`}
  </p></section>`;
}
