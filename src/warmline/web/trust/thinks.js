// What we think: each with its words, what it was used for, and “That is wrong”.
import { html, useEffect, useRef, useState } from "../lib/ui.js";
import { Curve } from "../lib/curve.js";
import { Fault } from "./door.js";
import { act, view } from "./store.js";
import { day, w } from "./words.js";

const FIRST = 4;

export function Thinks() {
  const words = w.value;
  const [all, setAll] = useState(false);
  const found = view.value.inferred;
  if (found.length === 0) return html`<p class="sheet empty">${words["thinks-none"]}</p>`;
  const shown = all ? found : found.slice(0, FIRST);
  return html`<ul class="sheet">
      ${shown.map((each) => html`<${Thought} key=${each.message_id + each.field} thought=${each} />`)}
    </ul>
    ${shown.length < found.length && html`<button type="button" class="button more-button" onClick=${() => setAll(true)}>${words["more"]}</button>`}`;
}

function Thought({ thought }) {
  const words = w.value;
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState(null);
  const button = useRef(null);
  const shut = () => {
    setOpen(false);
    queueMicrotask(() => button.current?.focus());
  };
  const choose = async (value) => {
    const body = { message_id: thought.message_id, field: thought.field, value };
    const answer = await act("POST", "corrections", body, "changed");
    if (!answer.ok) return setFault(words["fault"]);
    setFault(null);
    shut();
  };
  const name = `${words["wrong"]}: ${thought.title}`;
  return html`<li class="thought">
    <div class="thought-what">
      <h3>${thought.title}${thought.is_corrected && html` <span class="mark">${words["corrected"]}</span>`}</h3>
      <div class="thought-line">
        <${Curve} points=${thought.points} stretches=${thought.held} sentence=${thought.text} />
        <div><p><bdi>${thought.text}</bdi></p><p class="small">${thought.used_for} <span class="nowrap">${day(thought.at)}</span></p></div>
      </div>
      <${Fault} text=${fault} />
    </div>
    <button ref=${button} type="button" class="button" aria-expanded=${String(open)} aria-label=${name} onClick=${() => setOpen(!open)}>${words["wrong"]}</button>
    ${open && html`<${Choices} thought=${thought} choose=${choose} shut=${shut} />`}
  </li>`;
}

function Choices({ thought, choose, shut }) {
  const words = w.value;
  const first = useRef(null);
  useEffect(() => first.current.querySelector("button").focus(), []);
  const onKeyDown = (event) => event.key === "Escape" && shut();
  return html`<div ref=${first} class="choices" role="group" aria-label=${words["wrong-what"]} onKeyDown=${onKeyDown}>
    <p>${words["wrong-what"]}</p>
    ${thought.choices.map((each) => html`<button type="button" class="button chip" key=${each.value} onClick=${() => choose(each.value)}>${each.label}</button>`)}
    <button type="button" class="button quiet" onClick=${shut}>${words["leave"]}</button>
  </div>`;
}
