// Behind the three dots: how this looks, what is noticed, taking the chat along, ending it.
import { Icon, Switch, html, useEffect, useRef } from "../lib/ui.js";
import { download_simple, user, x } from "./icons.js";
import { begun, close, ownPage, setHint, setSense, state, transcript } from "./store.js";
import { words } from "./words.js";

const HINTS = ["calm", "simpler_steps", "larger_text", "person_first"];

export function Menu({ done }) {
  const first = useRef(null);
  const w = words.value;
  const hints = state.value?.hints ?? {};
  useEffect(() => first.current.querySelector("button").focus(), []);
  const end = () => {
    close();
    done();
  };
  return html`<div ref=${first} class="menu">
    <h2>${w.view}</h2>
    ${HINTS.map((hint) => {
      const on = (hints[hint] ?? "off") !== "off";
      return html`<div class="row" key=${hint}>
        <span class="label">${w[hint]}</span>
        <${Switch} on=${on} label=${w[hint]} words=${w} set=${(next) => setHint(hint, next)} />
      </div>`;
    })}
    <h2>${w.software}</h2>
    <p>${w.notices}</p>
    <div class="row">
      <span class="label">${w.sense}</span>
      <${Switch} on=${state.value?.sense.granted ?? true} label=${w.sense} words=${w} set=${setSense} />
    </div>
    <div class="ways">
      <button type="button" class="button" onClick=${ownPage}><${Icon} path=${user} size=${18} /> ${w.own_page}</button>
    </div>
    ${begun.value &&
    html`<div class="ways">
      <button type="button" class="button" onClick=${transcript}>
        <${Icon} path=${download_simple} size=${18} /> ${w.take_along}
      </button>
      <button type="button" class="button" onClick=${end}><${Icon} path=${x} size=${18} /> ${w.end}</button>
    </div>`}
  </div>`;
}
