// The field: an answer or an internal note, with a draft from knowledge on offer. What is written
// is the agent's until it is sent; the line may break or the session end meanwhile.
import { Icon, html, useEffect, useRef } from "../lib/ui.js";
import { book_open, note_pencil } from "../lib/icons.js";
import { settle } from "./order.js";
import { Fault, Key } from "./parts.js";
import { focusOn } from "./places.js";
import { send } from "./sending.js";
import { act, draft, fault, field, isMine, openId, row, write } from "./store.js";
import { HELD } from "./words.js";

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);
export const SEND_KEYS = APPLE ? "⌘ ↵" : "Ctrl ↵";

export function Composer() {
  return html`<footer class="foot">
    ${fault.value && html`<${Fault} fault=${fault.value} />`}
    ${isMine.value || field.value.isNote ? html`<${Writing} />` : html`<${Standing} />`}
  </footer>`;
}

/** Not one's own: who has it, and the one thing to do about that. */
function Standing() {
  const { holder, agent } = row.value;
  const take = async () => {
    if (!(await act("take"))) return;
    settle();
    focusOn("#answer");
  };
  const first = useRef(null);
  useEffect(() => {
    if (holder === "waiting") first.current?.focus({ preventScroll: true });
  }, [openId.value, holder]);
  return html`<div class="standing">
    <p>${holder === "person" ? `${agent?.name ?? "A colleague"} has this conversation.` : HELD[holder]}</p>
    <${NoteButton} />
    ${holder === "waiting" && html`<button type="button" class="button first" id="take" ref=${first} onClick=${take}>Take</button>`}
  </div>`;
}

const NoteButton = () => html`<button type="button" class="button quiet small" aria-pressed=${String(field.value.isNote)}
  onClick=${() => { write({ isNote: !field.value.isNote }); focusOn("#answer"); }}>
  <${Icon} path=${note_pencil} size=${17} />Internal note</button>`;

function Writing() {
  const { text, isNote } = field.value;
  const offered = draft.value && !isNote ? draft.value : null;
  const isUsed = offered && text.trim() !== "";
  const label = isNote ? "Internal note, only for colleagues" : `Answer to ${row.value.name}`;
  return html`<div class=${isNote ? "composer is-note" : "composer"}>
    ${offered && html`<${DraftHead} offered=${offered} isUsed=${isUsed} />`}
    ${isNote && html`<p class="note-head"><${Icon} path=${note_pencil} size=${17} />Internal note. The customer never sees it.</p>`}
    <div class="write">
      ${offered && !isUsed && html`<p class="ghost" id="ghost" dir="auto">${offered.text}</p>`}
      <textarea id="answer" dir="auto" rows="2" aria-label=${label}
        aria-describedby=${offered && !isUsed ? "ghost" : undefined}
        placeholder=${offered ? "" : isNote ? "For colleagues" : "Write an answer"}
        value=${text} onInput=${(event) => write({ text: event.target.value })} onKeyDown=${typed}></textarea>
    </div>
    <div class="tools">
      <${NoteButton} />
      <button type="button" class="button first send" aria-disabled=${String(!text.trim())} onClick=${send}>
        ${isNote ? "Keep note" : "Send"} <${Key}>${SEND_KEYS}<//>
      </button>
    </div>
  </div>`;
}

function DraftHead({ offered, isUsed }) {
  return html`<div class="draft-head">
    <${Icon} path=${book_open} size=${18} />
    <p>${isUsed ? "From" : "Draft from"} “${offered.title}”, version ${offered.version}. Yours to change.</p>
    ${!isUsed && html`<button type="button" class="link" onClick=${use}>Use <${Key}>Tab<//></button>`}
    <button type="button" class="link" onClick=${drop}>Drop <${Key}>Esc<//></button>
  </div>`;
}

function use() {
  write({ text: draft.value.text });
  focusOn("#answer");
}

/** Drop the draft; what the agent has made of it stays theirs. */
export function drop() {
  if (draft.value && field.value.text === draft.value.text) write({ text: "" });
  draft.value = null;
}

function typed(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
    event.preventDefault();
    send();
  } else if (event.key === "Tab" && !event.shiftKey && draft.value && !field.value.text) {
    event.preventDefault();
    use();
  } else if (event.key === "Escape" && (draft.value || field.value.isNote)) {
    event.stopPropagation();
    if (field.value.isNote) write({ isNote: false });
    else drop();
  }
}
