// The talk: who said what, in which order, with the holder's thread between the faces.
import { Icon, html, useLayoutEffect, useRef, useState } from "../lib/ui.js";
import { book_open, check, checks, note_pencil, warning_circle } from "../lib/icons.js";
import { holderAt } from "../lib/curve.js";
import { Face } from "./parts.js";
import { comingTo } from "./sending.js";
import { earlier, me, opened, typing } from "./store.js";
import { STATUS, clockWithDay } from "./words.js";

const NEAR_END = 48;

export function Talk() {
  const state = opened.value;
  const box = useRef(null);
  const entries = entriesOf(state);
  useStayingAtEnd(box, state.id);
  return html`<div class="talk" ref=${box} tabindex="0" role="log" aria-label="Talk" aria-live="polite">
    ${state.has_earlier && html`<${Earlier} box=${box} />`}
    <ol>
      ${entries.map((each) => html`<${Entry} key=${each.key} entry=${each} stretches=${state.stretches} />`)}
    </ol>
    ${typing.value && html`<p class="typing" role="status">${typing.value.name} is writing</p>`}
  </div>`;
}

/** On a phone the packet scrolls with the talk. */
const scroller = (talk) => (getComputedStyle(talk).overflowY === "visible" ? talk.parentElement : talk);

/** Who reads the newest words goes on reading them, whatever comes or changes its height. */
function useStayingAtEnd(box, id) {
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const talk = scroller(box.current);
    let furthest = 0;
    const room = () => talk.scrollHeight - talk.clientHeight;
    const toEnd = () => {
      furthest = room();
      if (isAtEnd.current) talk.scrollTop = furthest;
    };
    // A scroll is told a frame late: if the height has changed since, it says nothing of the reader.
    const look = () => {
      if (room() === furthest) isAtEnd.current = furthest - talk.scrollTop < NEAR_END;
      else toEnd();
    };
    const observer = new ResizeObserver(toEnd);
    observer.observe(talk);
    observer.observe(box.current.querySelector("ol"));
    talk.addEventListener("scroll", look, { passive: true });
    isAtEnd.current = true;
    toEnd();
    return () => {
      observer.disconnect();
      talk.removeEventListener("scroll", look);
    };
  }, [id]);
}

function Earlier({ box }) {
  const [busy, setBusy] = useState(false);
  const more = async () => {
    const talk = scroller(box.current);
    const before = talk.scrollHeight;
    setBusy(true);
    await earlier();
    setBusy(false);
    // What was in view stays in view.
    requestAnimationFrame(() => (talk.scrollTop += talk.scrollHeight - before));
  };
  return html`<p class="earlier"><button type="button" class="button small" aria-busy=${String(busy)} onClick=${more}>${busy ? "Loading" : "Earlier messages"}</button></p>`;
}

/** Messages by position, notes behind the message they stand after, then what is on its way. */
function entriesOf(state) {
  const notes = state.notes.map((each) => ({ ...each, kind: "note", key: each.id, place: each.after_position + 0.5 }));
  const first = state.messages[0]?.position ?? 0;
  const said = state.messages.map((each) => ({ ...each, kind: "message", key: each.id, place: each.position }));
  const coming = comingTo(state).map((each) => ({
    ...each,
    kind: each.type === "note" ? "note" : "message",
    key: each.id,
    author: "agent",
    agent: me.value,
    sources: [],
    place: Infinity,
  }));
  const known = [...said, ...notes.filter((each) => each.place > first || !state.has_earlier)];
  return [...known.sort((one, other) => one.place - other.place), ...coming];
}

function Entry({ entry, stretches }) {
  if (entry.kind === "note") return html`<${Note} note=${entry} />`;
  const holder = entry.place === Infinity ? "person" : holderAt(stretches, entry.place + 1);
  const name = nameOf(entry);
  return html`<li class="said" data-author=${entry.author} data-thread=${holder}>
    <${Face} author=${entry.author} name=${entry.agent?.name ?? name} />
    <div class="words">
      <p class="by"><b><bdi>${name}</bdi></b>${" "}${about(entry)}</p>
      <p class="text" dir="auto">${entry.text}</p>
    </div>
    <${When} entry=${entry} />
  </li>`;
}

function nameOf(entry) {
  if (entry.author === "customer") return opened.value.row.name;
  if (entry.author === "assistant") return "Assistant";
  return entry.agent?.id === me.value?.id ? "You" : (entry.agent?.name ?? "Colleague");
}

function about(entry) {
  if (entry.is_notice) return html`<span>software, notice</span>`;
  const source = entry.sources[0];
  if (source) return html`<span>software, from <${Icon} path=${book_open} size=${14} /> “${source.title}”, version ${source.version}</span>`;
  return entry.author === "assistant" ? html`<span>software</span>` : null;
}

const MARKS = { delivered: check, read: checks, failed: warning_circle };

function When({ entry }) {
  const status = entry.author === "agent" ? entry.status : null;
  return html`<p class="when" data-status=${status}>
    <time datetime=${entry.at}>${clockWithDay(entry.at)}</time>
    ${status && html`<span>${MARKS[status] && html`<${Icon} path=${MARKS[status]} size=${14} />`}${STATUS[status]}</span>`}
  </p>`;
}

function Note({ note }) {
  const name = note.agent?.id === me.value?.id ? "You" : note.agent?.name;
  return html`<li class="said note">
    <span class="note-mark"><${Icon} path=${note_pencil} size=${17} /></span>
    <div class="words">
      <p class="by"><b>${name}</b> <span>internal note</span></p>
      <p class="text" dir="auto">${note.text}</p>
    </div>
    <${When} entry=${{ at: note.at, author: note.status ? "agent" : "note", status: note.status }} />
  </li>`;
}
