// The open conversation: its head, the warm line of who has held it, packet, talk and field.
import { Icon, html } from "../lib/ui.js";
import { arrow_bend_up_right, arrow_left, arrow_u_up_left, chat_circle_text, clock, device_mobile, envelope_simple, phone, user } from "../lib/icons.js";
import { Composer } from "./composer.js";
import { settle } from "./order.js";
import { Packet, How } from "./packet.js";
import { Face, Key } from "./parts.js";
import { overlay, showsCurve, showsPanel } from "./places.js";
import { Talk } from "./talk.js";
import { act, colleaguesHere, fault, isLoading, isMine, line, open, openId, opened, queue, row } from "./store.js";
import { CHANNELS, languageName } from "./words.js";

const CHANNEL_ICONS = { web_chat: chat_circle_text, email: envelope_simple, sms: device_mobile, phone };

export function Conversation() {
  if (!openId.value) return html`<section class="conversation is-empty" aria-label="Conversation"><${Nothing} /></section>`;
  return html`<section class="conversation" aria-label="Conversation">
    ${row.value && html`<${Head} />`}
    ${opened.value && html`<${HolderLine} stretches=${opened.value.stretches} last=${opened.value.seen} />`}
    ${line.value === "away" && html`<p class="offline" role="status">You are offline. Write on; it leaves when you are back.</p>`}
    ${opened.value
      ? html`<div class="middle"><${Packet} /><${WithoutPacket} /><${Talk} /></div><${Composer} />`
      : html`<${Opening} />`}
  </section>`;
}

function Nothing() {
  const waits = [...(queue.value?.rows ?? [])].length > 0;
  return html`<div class="empty">
    <p><b>${waits ? "Choose a conversation." : "Nothing is open."}</b></p>
    <p>${waits ? html`Press <kbd class="key">J</kbd> for the first one, then <kbd class="key">Enter</kbd>.` : "Whoever asks for a person appears in the queue at once."}</p>
  </div>`;
}

function Opening() {
  if (isLoading.value) return html`<div class="skeleton late" role="status" aria-label="Opening"><i></i><i></i><i></i></div>`;
  return html`<div class="empty"><p><b>This conversation is not here.</b></p><p>${fault.value?.text ?? ""}</p>
    <button type="button" class="button small" onClick=${() => open(null)}>To the queue</button></div>`;
}

async function leaveBy(type) {
  if (await act(type)) settle();
}

export const closeConversation = () => leaveBy("close");
export const handBack = () => leaveBy("hand_back");

function Head() {
  const { name, channel, language, holder } = row.value;
  return html`<header class="head">
    <button type="button" class="button quiet small back" aria-label="To the queue" onClick=${() => open(null)}><${Icon} path=${arrow_left} size=${18} turns /></button>
    <h2><bdi>${name}</bdi></h2>
    ${channel && html`<span class="channel"><${Icon} path=${CHANNEL_ICONS[channel] ?? chat_circle_text} size=${16} />${CHANNELS[channel] ?? channel}</span>`}
    <span class="language">${languageName(language)}</span>
    <${Presence} />
    <div class="acts">
      ${isMine.value &&
      html`<button type="button" class="button quiet small" title="Snooze" onClick=${() => (overlay.value = "snooze")}><${Icon} path=${clock} size=${18} /><span>Snooze</span></button>
        <button type="button" class="button quiet small" title="Pass on" onClick=${() => (overlay.value = "transfer")}><${Icon} path=${arrow_bend_up_right} size=${18} turns /><span>Pass on</span></button>
        <button type="button" class="button quiet small" title="Hand back" onClick=${handBack}><${Icon} path=${arrow_u_up_left} size=${18} turns /><span>Hand back</span></button>`}
      <button type="button" class="button quiet small show-panel" aria-expanded=${String(showsPanel.value)} aria-controls="panel" onClick=${() => (showsPanel.value = !showsPanel.value)}><${Icon} path=${user} size=${18} /><span>Customer</span></button>
      ${(isMine.value || holder === "waiting") &&
      html`<button type="button" class="button small" onClick=${closeConversation}>Close <${Key}>E<//></button>`}
    </div>
  </header>`;
}

function Presence() {
  const [first, ...others] = colleaguesHere.value;
  if (!first) return null;
  const words = others.length ? `${first.name} and ${others.length} more are looking too` : `${first.name} is looking too`;
  return html`<p class="presence" role="status"><${Face} author="agent" name=${first.name} /><span>${words}</span></p>`;
}

/** Who has held it, one part a stretch, as wide as what was said in it. */
function HolderLine({ stretches, last }) {
  const parts = stretches.map((each, index) => {
    const until = stretches[index + 1]?.from_position ?? last;
    return { holder: each.holder, share: Math.max(1, until - each.from_position) };
  });
  const words = `Held by: ${parts.map((each) => each.holder).join(", then ")}`;
  return html`<div class="stretches" role="img" aria-label=${words}>
    ${parts.map((each) => html`<i data-holder=${each.holder} style=${{ flexGrow: each.share }}></i>`)}
  </div>`;
}

/** Where there is no packet, how it went is there on demand. */
function WithoutPacket() {
  const { packet, how, stretches } = opened.value;
  if (packet || !how || !showsCurve.value) return null;
  return html`<section class="lone-how" aria-label="How it went"><${How} how=${how} stretches=${stretches} /></section>`;
}
