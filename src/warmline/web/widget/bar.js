// The bar: who holds the conversation, and the way to a person, always in the same place.
import { Icon, html } from "../lib/ui.js";
import { user } from "./icons.js";
import { askForPerson, serverNow, stopWaiting } from "./store.js";
import { clock, when, words } from "./words.js";

export function Bar({ current, holder, fault, options }) {
  const w = words.value;
  const [head, detail] = status(w, current, holder);
  return html`<div class="bar" data-holder=${holder}>
    <div key=${holder} class="holder-line" data-holder=${holder}></div>
    ${holder === "person" && html`<span class="face" aria-hidden="true">${nameIn(current).slice(0, 1)}</span>`}
    <p class="holds" role="status">
      <span>${head}</span>
      <small>${detail}</small>
    </p>
    <${Control} holder=${holder} options=${options} />
    ${fault && html`<p class="fault" role="alert">${w[fault]}</p>`}
  </div>`;
}

const nameIn = (current) => current?.person?.name ?? "";

function status(w, current, holder) {
  switch (holder) {
    case "waiting":
      return waiting(w, current);
    case "person":
      return [html`<strong><bdi>${w.with_you(nameIn(current))}</bdi></strong>`, w.ask_for(nameIn(current))];
    case "nobody":
      return [html`<strong>${w.closed_at(clock(current.holder_since))}</strong>`, w.opens_again];
    default:
      // Before the first state nothing is known of people, and nothing is said that would move.
      if (!current) return ["", ""];
      return [html`<strong>${w.assistant}</strong><span class="wide">${w.answering}</span>`, personIn(w, current.people)];
  }
}

function waiting(w, current) {
  const wait = current?.wait;
  const head = html`<strong>${w.coming}</strong>`;
  if (!wait) return [head, ""];
  if (!current.people.here && current.people.back_at)
    return [html`<strong>${w.in_line(when(current.people.back_at, serverNow()))}</strong>`, w.kept];
  const place = w.place(wait.position);
  if (!wait.promised_at) return [head, w.you_are(place)];
  const left = Math.max(1, Math.ceil((Date.parse(wait.promised_at) - serverNow()) / 60_000));
  return [head, w.coming_detail(w.minutes(left), place)];
}

function personIn(w, people) {
  if (!people) return "";
  if (!people.here) return people.back_at ? w.person_away(when(people.back_at, serverNow())) : w.person_unknown;
  return people.usual_minutes ? w.person_in(w.minutes(people.usual_minutes)) : w.person_unknown;
}

/** One control, one place: it never moves and never asks whether one is sure. */
function Control({ holder, options }) {
  const w = words.value;
  switch (holder) {
    case "waiting":
      return html`<button type="button" class="button" onClick=${stopWaiting}>${w.stop_waiting}</button>`;
    case "person":
      return html`<button type="button" class="button" onClick=${options}>${w.more}</button>`;
    default:
      return html`<button type="button" class="button person" onClick=${askForPerson}>
        <${Icon} path=${user} size=${20} /> ${w.talk}
      </button>`;
  }
}
