// The desk: one page, one socket. Rail, queue, conversation, customer.
import { Icon, effect, html, render } from "../lib/ui.js";
import { magnifying_glass, question, tray } from "../lib/icons.js";
import { Conversation } from "./conversation.js";
import { Overlays } from "./dialogs.js";
import { listen } from "./keys.js";
import { Face } from "./parts.js";
import { Panel } from "./panel.js";
import { overlay } from "./places.js";
import { Queue } from "./queue.js";
import { SignIn } from "./signin.js";
import { begin, line, me, open, openId, queue, rows, session } from "./store.js";

function Rail() {
  const button = (label, path, run, current) => html`<button type="button" class="rail-button" aria-label=${label} title=${label} aria-current=${current} onClick=${run}><${Icon} path=${path} size=${20} /></button>`;
  return html`<nav class="rail" aria-label="Desk">
    <span class="brand-mark" role="img" aria-label="Warmline"></span>
    ${button("Queue", tray, () => open(null), "page")}
    <span class="rail-gap"></span>
    ${button("Find", magnifying_glass, () => (overlay.value = "commands"))}
    ${button("Keys", question, () => (overlay.value = "help"))}
    <button type="button" class="rail-button" aria-label=${me.value ? `You, ${me.value.name}` : "You"} onClick=${() => (overlay.value = "me")}><${Face} author="agent" name=${me.value?.name} /></button>
  </nav>`;
}

function Desk() {
  const isOut = session.value === "ended" || session.value === "refused";
  if (isOut && !queue.value) return html`<${SignIn} />`;
  return html`<div class="desk" data-open=${String(Boolean(openId.value))}>
      <${Rail} />
      <main class="desk-main">
        <h1 class="hidden-words">Desk</h1>
        <${Queue} />
        <${Conversation} />
      </main>
      <${Panel} />
    </div>
    ${line.value === "away" && !openId.value && html`<p class="offline floating" role="status">You are offline. The queue comes back by itself.</p>`}
    ${isOut ? html`<${SignIn} />` : html`<${Overlays} />`}`;
}

const title = document.title;
effect(() => {
  const waiting = [...rows.value.values()].filter((each) => each.holder === "waiting").length;
  document.title = waiting ? `(${waiting}) ${title}` : title;
});

document.querySelector("noscript")?.remove();
const place = document.createElement("div");
place.id = "place";
document.body.append(place);
listen();
begin();
render(html`<${Desk} />`, place);
