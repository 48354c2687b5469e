// Cards in the talk: what it is, the clock of a wait, something to prove or to confirm.
import { Dial, Icon, Switch, html, useEffect, useState } from "../lib/ui.js";
import { calendar_blank, check, warning_circle } from "./icons.js";
import { send, serverNow, setSense, talk } from "./store.js";
import { clock, when, words } from "./words.js";

const CODE_LENGTH = 6;
const TICK = 10_000;

export function Disclosure({ current }) {
  const w = words.value;
  const granted = current?.sense.granted ?? true;
  return html`<section class="card disclosure">
    <h2>${w.software}</h2>
    <p>${w.notices}</p>
    <div class="row">
      <span class="label">${w.sense}</span>
      <${Switch} on=${granted} label=${w.sense} words=${w} set=${setSense} />
    </div>
  </section>`;
}

export function Honoured({ current }) {
  return current?.gpc === "honoured" && html`<p class="aside">${words.value.gpc}</p>`;
}

/** The honest clock: what is known, when we are late, and that nobody is here. */
export function Clock({ current, holder }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK);
    return () => clearInterval(timer);
  }, []);
  if (holder !== "waiting") return null;
  const wait = current?.wait;
  if (wait && !current.people.here) return html`<${NobodyHere} people=${current.people} wait=${wait} />`;
  return wait?.is_late ? html`<${Late} wait=${wait} />` : html`<${Coming} wait=${wait} />`;
}

function Coming({ wait }) {
  const w = words.value;
  const place = wait && w.you_are(w.place(wait.position));
  const others = wait?.answering ? w.answering_now(wait.answering) : "";
  if (!wait?.promised_at) {
    return html`<section class="card clock">
      <${Dial} share=${0} number="?" />
      <div><h2>${w.soon_known}</h2><p>${place} ${others} ${w.soon_known_detail}</p></div>
    </section>`;
  }
  const since = Date.parse(wait.since);
  const until = Date.parse(wait.promised_at);
  const left = Math.max(1, Math.ceil((until - serverNow()) / 60_000));
  return html`<section class="card clock">
    <${Dial} share=${(serverNow() - since) / (until - since)} number=${left} unit=${w.minutes(left).replace(/[\d\s]+/, "")} />
    <div><h2>${w.by_about(clock(until))}</h2><p>${place} ${others}</p></div>
    <p class="below">${w.longer(clock(until))}</p>
  </section>`;
}

function Late({ wait }) {
  const w = words.value;
  const { promised_at, first_promised_at } = wait;
  const over = Math.max(1, Math.round((serverNow() - Date.parse(first_promised_at)) / 60_000));
  return html`<section class="card clock">
    <${Dial} share=${1} number=${`+${over}`} unit=${w.minutes(over).replace(/[\d\s]+/, "")} />
    <div><h2>${w.late(clock(promised_at))}</h2><p>${w.late_detail}</p></div>
  </section>`;
}

function NobodyHere({ people, wait }) {
  const w = words.value;
  const place = w.place(wait.position);
  return html`<section class="card clock">
    <${Dial} share=${0} number=${people.back_at ? clock(people.back_at) : "?"} />
    <div>
      <h2>${w.nobody}</h2>
      <p>${people.back_at ? w.nobody_detail(when(people.back_at, serverNow()), place) : w.soon_known_detail}</p>
    </div>
    <p class="below">${w.danger}</p>
  </section>`;
}

/** What the assistant is about to do: nothing happens before it is confirmed. */
export function TaskCard({ current }) {
  const task = current?.task;
  if (!task || current.holder !== "assistant") return null;
  switch (task.step) {
    case "confirming":
    case "confirming_undo":
      return html`<${Confirm} task=${task} replies=${current.quick_replies} />`;
    case "proving":
      return task.asks === "code" && html`<${Code} key=${task.id} />`;
    case "done":
      return task.can_undo && html`<${Done} task=${task} />`;
    default:
      return null;
  }
}

function Confirm({ task, replies }) {
  const w = words.value;
  const [yes, no] = replies;
  // What was asked in the talk just above is not asked twice.
  const asked = talk.value.at(-1)?.text ?? "";
  return html`<section class="card task">
    <${Icon} path=${calendar_blank} size=${24} />
    <div>
      <h2>${task.title}</h2>
      ${task.summary.filter((line) => !asked.includes(line)).map((line) => html`<p dir="auto">${line}</p>`)}
    </div>
    <div class="deeds">
      <button type="button" class="button first" onClick=${() => send(yes)}>${yes}</button>
      <button type="button" class="button" onClick=${() => send(no)}>${w.leave}</button>
    </div>
  </section>`;
}

function Done({ task }) {
  const w = words.value;
  return html`<section class="card task done">
    <${Icon} path=${check} size=${22} />
    <h2>${task.title}</h2>
    <button type="button" class="button" onClick=${() => send(w.undo)}>${w.undo}</button>
  </section>`;
}

function Code() {
  const w = words.value;
  const [value, setValue] = useState("");
  const [wrong, setWrong] = useState(null);
  const submit = (event) => {
    event.preventDefault();
    const code = value.replace(/\s/g, "");
    setWrong(code.length === CODE_LENGTH ? null : code.length);
    if (code.length === CODE_LENGTH) send(code);
  };
  return html`<form class="card code" onSubmit=${submit}>
    <label for="warmline-code">${w.code}</label>
    <div class="row">
      <input
        id="warmline-code"
        class="field"
        inputmode="numeric"
        autocomplete="one-time-code"
        dir="ltr"
        aria-invalid=${String(wrong !== null)}
        aria-describedby="warmline-code-fault"
        value=${value}
        onInput=${(event) => setValue(event.target.value)}
      />
      <button class="button first">${w.check}</button>
    </div>
    <p id="warmline-code-fault" class=${wrong === null ? "hidden-words" : "fault"}>
      ${wrong !== null && html`<${Icon} path=${warning_circle} size=${18} />${w.code_length(wrong)}`}
    </p>
  </form>`;
}
