// What stands on the page of parts: each part with each of its states, and the words of a demo.
import { Dial, Icon, Switch, html } from "../lib/ui.js";
import { Bar } from "../widget/bar.js";
import { Clock, Disclosure, Honoured, TaskCard } from "../widget/cards.js";
import { warning_circle } from "../widget/icons.js";
import { Message, QuickReplies, Waited } from "../widget/talk.js";
import { words } from "../widget/words.js";

const minutes = (n) => new Date(Date.now() + n * 60_000).toISOString();
const PEOPLE = { here: true, until: minutes(200), back_at: null, usual_minutes: 4 };
const AWAY = { here: false, until: null, back_at: minutes(600), usual_minutes: 4 };
const HOLDER = { people: PEOPLE, holder_since: minutes(-3), person: { name: "Robin" } };
const WAIT = {
  position: 2,
  of: 3,
  since: minutes(-2),
  promised_at: minutes(4),
  first_promised_at: minutes(4),
  is_late: false,
  answering: 3,
};
const bar = (holder, more = {}) => html`<${Bar} holder=${holder} current=${{ ...HOLDER, ...more }} fault=${more.fault} />`;
const clock = (more = {}) => html`<${Clock} holder="waiting" current=${{ people: PEOPLE, wait: WAIT, ...more }} />`;
const message = (given) => html`<${Message} message=${{ id: "1", at: minutes(-2), sources: [], ...given }} />`;
const mine = (status, text = "Second time now. I work from home.") =>
  message({ author: "customer", client_id: "1", text, status });
const task = (given) =>
  html`<${TaskCard} current=${{
    holder: "assistant",
    quick_replies: ["Yes, do it", "No"],
    task: { id: "1", title: "New engineer visit", summary: [], ...given },
  }} />`;
const button = (kind, said, more = {}) => html`<button type="button" class=${`button ${kind}`} ...${more}>${said}</button>`;

export const samples = {
  "The line: always under the talk, always the way to a person": {
    "the assistant answers": () => bar("assistant"),
    "the time is not known": () => bar("assistant", { people: { ...PEOPLE, usual_minutes: null } }),
    "nobody is here": () => bar("assistant", { people: AWAY }),
    "a person is coming": () => bar("waiting", { wait: WAIT }),
    "waiting for the morning": () => bar("waiting", { wait: WAIT, people: AWAY }),
    "a person is there": () => bar("person"),
    closed: () => bar("nobody"),
    "asking failed": () => bar("assistant", { fault: "not_told" }),
  },
  "Messages by author": {
    sending: () => mine("sending"),
    delivered: () => mine("delivered"),
    read: () => mine("read"),
    failed: () => mine("failed"),
    assistant: () =>
      message({
        author: "assistant",
        text: "I’m sorry. €30 comes off your next bill.",
        sources: [{ article: "missed-visits", title: "Missed visits: what we owe you", version: 7 }],
      }),
    "a person": () => message({ author: "agent", name: "Robin", text: "Hello Sam, Robin here. I can see both visits." }),
    "letters that climb and turn": () => mine("delivered", "Z̴̢̛̳̗̓͊͝a̸͖̿l̷̰̈́g̵̬̒o̶̭͝ \u202Eevas dna dnes"),
    "the wait that was": () => html`<${Waited} waited=${{ waited_minutes: 4, said_minutes: 5 }} />`,
  },
  "Disclosure, with its switch": {
    "noticing is on": () => html`<${Disclosure} current=${{ sense: { granted: true } }} />`,
    "noticing is off": () => html`<${Disclosure} current=${{ sense: { granted: false } }} />`,
    "a signal honoured": () => html`<${Honoured} current=${{ gpc: "honoured" }} />`,
    "a switch alone": () =>
      html`<div class="row"><span class="label">${words.value.larger_text}</span>
        <${Switch} on=${true} label=${words.value.larger_text} words=${words.value} /></div>`,
  },
  "Clock: coming, late, nobody here": {
    coming: () => clock(),
    "how long is not known": () => clock({ wait: { ...WAIT, promised_at: null } }),
    late: () => clock({ wait: { ...WAIT, is_late: true, first_promised_at: minutes(-3) } }),
    "nobody here": () => clock({ people: AWAY }),
    "the dial": () => html`<${Dial} share=${0.4} number="4" unit="min" />`,
  },
  "Skill: proof, asked, done": {
    proof: () => task({ step: "proving", asks: "code" }),
    asked: () =>
      task({ step: "confirming", summary: ["Thursday 26 November, 8:00 to 10:00", "Free. You can change it until 18:00 today."] }),
    done: () => task({ step: "done", can_undo: true }),
  },
  "Quick replies": {
    "at most three": () =>
      html`<${QuickReplies} current=${{ holder: "assistant", quick_replies: ["Why did nobody come?", "It works now"] }} />`,
  },
  Actions: {
    first: () => button("first", "Book this visit"),
    second: () => button("", "Other time"),
    quiet: () => button("quiet", "Snooze"),
    person: () => button("person", words.value.talk),
    destructive: () => button("destructive", "Erase me"),
    "not possible, and why": () => button("", "Needs a code", { "aria-disabled": "true" }),
    working: () => button("first", "Booking", { "aria-busy": "true" }),
  },
  "Field, and a fault in it": {
    field: () => html`<input class="field" aria-label="E-mail" value="sam@example.org" />`,
    fault: () =>
      html`<input class="field" aria-label="Code" aria-invalid="true" value="4F2-1" />
        <p class="fault"><${Icon} path=${warning_circle} size=${18} /> ${words.value.code_length(5)}</p>`,
  },
};
