// What for, and what you get: one row a purpose, on and off of equal weight.
import { Switch, html, useState } from "../lib/ui.js";
import { Fault } from "./door.js";
import { pending, setPurpose, view } from "./store.js";
import { w } from "./words.js";

export function Uses() {
  return html`<ul class="sheet">${view.value.purposes.map((each) => html`<${Use} key=${each.name} use=${each} />`)}</ul>`;
}

function Use({ use }) {
  const words = w.value;
  const [fault, setFault] = useState(null);
  const on = pending.value[use.name] ?? use.granted;
  const set = async (granted) => {
    setFault(null);
    const answer = await setPurpose(use.name, granted);
    if (!answer.ok) setFault(words["fault"]);
  };
  return html`<li class="use">
    <div class="use-what">
      <h3>${use.title}</h3>
      <p>${use.what}</p>
      <details><summary>${words["why"]}</summary><p>${use.basis} ${use.kept}</p></details>
      <${Fault} text=${fault} />
    </div>
    <div class="use-gives">
      <p class="small">${words["you-get"]}</p>
      <p>${use.gives}</p>
      ${use.gave.length > 0 && html`<p class="small gave">${words["it-gave"]}</p>${use.gave.map((each) => html`<p class="gave-one" key=${each}>${each}</p>`)}`}
    </div>
    <div class="use-switch">
      ${use.can_be_refused ? html`<${Switch} on=${on} label=${use.title} words=${words} set=${set} />` : html`<span class="small">${words["always"]}</span>`}
    </div>
  </li>`;
}
