// What we know, who has seen it, what was said. All of it is text, whoever wrote it.
import { html, useState } from "../lib/ui.js";
import { Fault } from "./door.js";
import { act, view } from "./store.js";
import { day, say, w, when } from "./words.js";

const FIRST = 8;

export function Known() {
  const words = w.value;
  const found = view.value.known;
  if (found.length === 0) return html`<p class="sheet empty">${words["knows-none"]}</p>`;
  return html`<ul class="sheet facts">
    ${found.map((each, index) => html`<li key=${index}>
      <span class="fact">${each.value && html`<span class="small"><bdi>${each.label}</bdi></span>`}<bdi>${each.value || each.label}</bdi></span>
      <span class="from">${each.source}${each.at && html`, <span class="nowrap">${day(each.at)}</span>`}</span>
    </li>`)}
  </ul>`;
}

export function Seen() {
  const words = w.value;
  const [all, setAll] = useState(false);
  const found = view.value.seen;
  const shown = all ? found : found.slice(0, FIRST);
  if (found.length === 0) return html`<p class="sheet empty">${words["seen-none"]}</p>`;
  return html`<ul class="sheet facts">
    ${shown.map((each, index) => html`<li key=${index} class=${each.is_person ? "by-person" : ""}>
      <span class="fact"><bdi>${each.who}</bdi></span>
      <span class="from">${when(each.at)}, ${each.what}</span>
    </li>`)}
    ${shown.length < found.length
      ? html`<li><button type="button" class="button small" onClick=${() => setAll(true)}>${words["more"]}</button></li>`
      : html`<li><span class="fact">${words["seen-only"]}</span><span class="from">${words["seen-days"]}</span></li>`}
  </ul>`;
}

export function Talks() {
  const words = w.value;
  const found = view.value.conversations;
  if (found.length === 0) return html`<p class="sheet empty">${words["talks-none"]}</p>`;
  const withPeople = found.find((each) => each.holder === "waiting" || each.holder === "person");
  return html`<div class="sheet">
    ${found.map((each) => html`<details class="talk" key=${each.id} data-holder=${each.holder} open=${each === withPeople}>
      <summary><span class="talk-title"><bdi>${each.title || words["no-words"]}</bdi></span><span class="from">${day(each.at)}</span></summary>
      <p class="small">${each.holder_text}</p>
      ${each.has_earlier && html`<p class="small">${words["earlier"]}</p>`}
      <ol class="said">${each.messages.map((one) => html`<${Said} key=${one.id} said=${one} />`)}</ol>
      ${each === withPeople && html`<${Write} />`}
    </details>`)}
  </div>`;
}

function Said({ said }) {
  const words = w.value;
  const who = said.author === "customer" ? words["you"] : said.author === "agent" ? say("person", { name: said.name ?? "" }) : words["software"];
  return html`<li class=${`said-one ${said.author}`}>
    <p class="small"><strong><bdi>${who}</bdi></strong> ${when(said.at)}</p>
    <p class="words" dir="auto">${said.text}</p>
  </li>`;
}

function Write() {
  const words = w.value;
  const [fault, setFault] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const text = new FormData(form).get("words");
    if (!text.trim()) return;
    const answer = await act("POST", "person", { words: text }, "fix-sent");
    setFault(answer.ok ? null : words["fault"]);
    if (answer.ok) form.reset();
  };
  return html`<form class="write" onSubmit=${submit}>
    <label for="write">${words["write"]}</label>
    <textarea class="field" id="write" name="words" rows="2" maxlength="4000" dir="auto"></textarea>
    <${Fault} text=${fault} />
    <button class="button">${words["send"]}</button>
  </form>`;
}
