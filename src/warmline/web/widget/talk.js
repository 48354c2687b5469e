// The talk: what was said by whom, in order, and what stands between (a wait, something to confirm).
import { Icon, html, useEffect, useLayoutEffect, useRef, useState } from "../lib/ui.js";
import { Clock, Disclosure, Honoured, TaskCard } from "./cards.js";
import { check, checks, clock as clock_icon, warning_circle, wave_sine } from "./icons.js";
import { Passage } from "./passage.js";
import { again, holder, isOpen, outbox, send, state, talk, typing } from "./store.js";
import { clock, words } from "./words.js";

const FOLD_AT = 1500;
const READING_FOR = 8000;
const UNSENT = new Set(["sending", "failed"]);

export function Talk() {
  const list = useRef(null);
  const atEnd = useRef(true);
  const messages = talk.value;
  const current = state.value;
  // Not the whole list: what is on the screen moves only when something at the end is new.
  const newest = messages.at(-1);
  useLayoutEffect(() => {
    if (atEnd.current || newest?.author === "customer") list.current.scrollTop = list.current.scrollHeight;
  }, [
    newest?.id,
    newest?.status,
    current?.holder,
    current?.wait?.since,
    current?.wait?.promised_at,
    current?.task?.step,
    typing.value,
    isOpen.value,
  ]);
  const onScroll = () => {
    if (!list.current) return; // a scroll can still come when the panel has closed
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return html`<div
    ref=${list}
    class="talk"
    role="log"
    aria-live="polite"
    aria-label=${words.value.dialog(current?.brand.name ?? "")}
    tabindex="0"
    onScroll=${onScroll}
  >
    <div class="grow"></div>
    <${Disclosure} current=${current} />
    <${Honoured} current=${current} />
    ${messages.map((message, index) => [
      html`<${Message} key=${message.client_id ?? message.id} message=${message} before=${messages[index - 1]} />`,
      message.position && current?.waited?.at_position === message.position && html`<${Waited} key=${`w${message.id}`} waited=${current.waited} />`,
    ])}
    <${Writing} newest=${newest} />
    <${Clock} current=${current} holder=${holder.value} />
    ${!outbox.value.length && html`<${TaskCard} current=${current} /><${QuickReplies} current=${current} />`}
  </div>`;
}

export function Message({ message, before }) {
  const runs = before && before.author === message.author && before.name === message.name;
  if (message.author === "customer") return html`<${Mine} message=${message} runs=${runs} />`;
  const isPerson = message.author === "agent";
  const w = words.value;
  const name = isPerson ? message.name : w.assistant;
  return html`<article class=${`theirs ${message.author}${runs ? " runs" : ""}`}>
    ${!runs &&
    html`<span class=${isPerson ? "face" : "face software"} aria-hidden="true">
        ${isPerson ? name.slice(0, 1) : html`<${Icon} path=${wave_sine} size=${18} />`}
      </span>`}
    <p class=${runs ? "hidden-words" : "by"}>
      <strong><bdi>${name}</bdi></strong> ${isPerson ? w.kind_person : w.kind_software}${" "}
      <time>${clock(message.at)}</time>
    </p>
    <${Words} text=${message.text} />
    ${message.sources.map((source) => html`<${Passage} key=${source.article} message=${message} source=${source} />`)}
  </article>`;
}

function Mine({ message, runs }) {
  const w = words.value;
  return html`<article class=${runs ? "mine runs" : "mine"} data-status=${message.status}>
    <span class="hidden-words">${w.you}</span>
    <${Words} text=${message.text} />
    <${Status} message=${message} />
  </article>`;
}

function Status({ message }) {
  const w = words.value;
  switch (message.status) {
    case "sending":
      return html`<p class="status">${w.sending}</p>`;
    case "failed":
      return html`<p class="status fault">
        <${Icon} path=${warning_circle} size=${14} />
        <span>${w.failed} ${message.why ?? ""}</span>
        <button type="button" class="link" onClick=${() => again(message.client_id)}>${w.again}</button>
      </p>`;
    case "read":
      return html`<p class="status"><${Icon} path=${checks} size=${14} /> ${w.read} ${clock(message.at)}</p>`;
    default:
      return html`<p class="status"><${Icon} path=${check} size=${14} /> ${w.delivered} ${clock(message.at)}</p>`;
  }
}

/** Words as they were written; very long ones are folded, foreign directions stay inside. */
function Words({ text }) {
  const [whole, setWhole] = useState(text.length <= FOLD_AT);
  return html`<div class="words" dir="auto">${whole ? text : `${text.slice(0, FOLD_AT)}…`}</div>
    ${!whole &&
    html`<button type="button" class="link" onClick=${() => setWhole(true)}>${words.value.show_all}</button>`}`;
}

export function Waited({ waited }) {
  const { waited_minutes, said_minutes } = waited;
  const w = words.value;
  return html`<p class="waited">
    <${Icon} path=${clock_icon} size=${18} />
    <span>
      <strong>${w.waited(w.minutes(waited_minutes))}</strong>${" "}
      ${said_minutes !== null && w.had_said(w.minutes(said_minutes))}
    </span>
  </p>`;
}

/** That somebody is writing, or that the assistant reads: in words, for a short while. */
function Writing({ newest }) {
  const w = words.value;
  const [late, setLate] = useState(false);
  const reads = holder.value === "assistant" && newest?.author === "customer" && !UNSENT.has(newest.status);
  useEffect(() => {
    setLate(false);
    const timer = setTimeout(() => setLate(true), READING_FOR);
    return () => clearTimeout(timer);
  }, [newest?.client_id]);
  const said = typing.value ? w.writing(typing.value) : reads && !late ? w.reading : "";
  return said && html`<p class="writing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${said}</p>`;
}

export function QuickReplies({ current }) {
  const replies = current?.quick_replies ?? [];
  const isConfirming = ["confirming", "confirming_undo"].includes(current?.task?.step);
  if (!replies.length || isConfirming || current.holder !== "assistant") return null;
  return html`<div class="chips">
    ${replies
      .slice(0, 3)
      .map((text) => html`<button type="button" class="button chip" onClick=${() => send(text)}><bdi>${text}</bdi></button>`)}
  </div>`;
}

