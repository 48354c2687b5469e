// What was decided and why; each can be questioned, and then a person has a clock.
import { Icon, html, useEffect, useRef, useState } from "../lib/ui.js";
import { check, clock } from "../lib/icons.js";
import { Fault } from "./door.js";
import { act, view } from "./store.js";
import { by, say, w, when } from "./words.js";

const FIRST = 5;

export function Decided() {
  const words = w.value;
  const [all, setAll] = useState(false);
  const found = view.value.receipts;
  if (found.length === 0) return html`<p class="sheet empty">${words["decided-none"]}</p>`;
  const shown = all ? found : found.slice(0, FIRST);
  return html`<ul class="sheet">
      ${shown.map((each) => html`<${Receipt} key=${each.id} receipt=${each} />`)}
    </ul>
    ${shown.length < found.length && html`<button type="button" class="button more-button" onClick=${() => setAll(true)}>${words["more"]}</button>`}`;
}

function Receipt({ receipt }) {
  const words = w.value;
  const [open, setOpen] = useState(false);
  const number = say("receipt", { number: receipt.number });
  return html`<li class="receipt">
    <time dateTime=${receipt.at}>${when(receipt.at)}</time>
    <div class="receipt-what">
      <p><bdi>${receipt.text}</bdi></p>
      <p class="small">${receipt.because}</p>
      <p class="small">${number}</p>
      ${receipt.contest && html`<${Contest} contest=${receipt.contest} />`}
    </div>
    ${!receipt.contest && html`<button type="button" class="button" aria-expanded=${String(open)} aria-label=${`${words["question"]}: ${number}`} onClick=${() => setOpen(!open)}>${words["question"]}</button>`}
    ${open && !receipt.contest && html`<${Question} receipt=${receipt} shut=${() => setOpen(false)} />`}
  </li>`;
}

function Contest({ contest }) {
  if (contest.settled_at) {
    return html`<div class="contest settled"><${Icon} path=${check} size=${18} /><div><p>${contest.outcome} <span class="nowrap">${when(contest.settled_at)}</span></p><p dir="auto">${contest.answer}</p></div></div>`;
  }
  const text = say(contest.is_late ? "question-late" : "question-due", { at: by(contest.due_at) });
  return html`<p class=${contest.is_late ? "contest late" : "contest"}><${Icon} path=${clock} size=${18} /><span>${text}</span></p>`;
}

function Question({ receipt, shut }) {
  const words = w.value;
  const field = useRef(null);
  const [fault, setFault] = useState(null);
  useEffect(() => field.current.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const text = new FormData(event.target).get("words");
    const answer = await act("POST", "contests", { receipt_id: receipt.id, words: text }, "fix-sent");
    if (!answer.ok) return setFault(words["fault"]);
    shut();
    document.getElementById("s-decided").focus();
  };
  const id = `question-${receipt.id}`;
  return html`<form class="question" onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && shut()}>
    <label for=${id}>${words["question-words"]}</label>
    <textarea ref=${field} class="field" id=${id} name="words" rows="3" maxlength="4000" dir="auto"></textarea>
    <${Fault} text=${fault} />
    <div class="ways"><button class="button person">${words["question-send"]}</button><button type="button" class="button quiet" onClick=${shut}>${words["leave"]}</button></div>
  </form>`;
}
