// The warm line and the way to a person: at the same place at the door and on the page.
import { Icon, html, useState } from "../lib/ui.js";
import { user } from "../lib/icons.js";
import { act, place, view } from "./store.js";
import { by, say, w, when } from "./words.js";

export function Bar() {
  const words = w.value;
  const person = place.value === "page" ? view.value?.person : null;
  const holder = !person || person.state === "free" ? "assistant" : person.state;
  return html`<aside class="bar" aria-label=${words["talk"]}>
    <div class="holder-line" data-holder=${holder} key=${holder}></div>
    <div class="bar-row">
      <p role="status"><${Status} person=${person} /></p>
      <${Way} person=${person} />
    </div>
  </aside>`;
}

function Status({ person }) {
  const words = w.value;
  if (!person) return html`<strong>${words["bar-title"]}</strong><small>${words["bar-chat"]}</small>`;
  if (person.state === "person") return html`<strong><bdi>${say("bar-person", { name: person.name ?? "" })}</bdi></strong><small>${words["bar-read"]}</small>`;
  if (person.state === "waiting") return html`<strong>${words["bar-waiting"]}</strong><small>${coming(person)}</small>`;
  return html`<strong>${words["bar-title"]}</strong><small>${usually(person)}</small>`;
}

function coming(person) {
  const { position, promised_at: at, is_late: late } = person;
  if (!at) return say("bar-number", { position });
  return late ? say("bar-late", { at: when(at) }) : say("bar-by", { at: when(at), position });
}

function usually(person) {
  if (!person.here && person.back_at) return say("bar-away", { at: by(person.back_at) });
  if (person.here && person.usual_minutes) return say("bar-minutes", { minutes: person.usual_minutes });
  return w.value["bar-today"];
}

function Way({ person }) {
  const words = w.value;
  const [fault, setFault] = useState(false);
  const ask = async () => setFault(!(await act("POST", "person", {}, "")).ok);
  const stop = async () => setFault(!(await act("DELETE", "person", undefined, "")).ok);
  if (!person) return html`<a class="button person" href="/"><${Icon} path=${user} size=${20} />${words["talk"]}</a>`;
  if (person.state === "waiting") return html`<button type="button" class="button" onClick=${stop}>${words["stop"]}</button>`;
  if (person.state === "person") return html`<a class="button person" href="#s-talks" onClick=${toTalks}>${words["write"]}</a>`;
  return html`${fault && html`<span class="fault" role="alert">${words["fault"]}</span>`}
    <button type="button" class="button person" onClick=${ask}><${Icon} path=${user} size=${20} />${words["talk"]}</button>`;
}

function toTalks(event) {
  event.preventDefault();
  const field = document.getElementById("write");
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
