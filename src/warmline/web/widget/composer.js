// The field: what is typed stays until it was taken over; Enter sends, Shift and Enter is a new line.
import { Icon, html, signal, useLayoutEffect, useRef, useState } from "../lib/ui.js";
import { arrow_up } from "./icons.js";
import { LONGEST, fits, holder, send, tellTyping } from "./store.js";
import { words } from "./words.js";

const draft = signal("");

export function Composer() {
  const field = useRef(null);
  const [isTooLong, setTooLong] = useState(false);
  const w = words.value;
  useLayoutEffect(() => {
    const { style } = field.current;
    style.blockSize = "auto";
    style.blockSize = `${field.current.scrollHeight + 2}px`;
  }, [draft.value]);
  const submit = (event) => {
    event.preventDefault();
    const text = draft.value;
    setTooLong(!fits(text));
    if (!text.trim() || !fits(text)) return;
    draft.value = "";
    send(text);
    field.current.focus();
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  };
  const onInput = (event) => {
    draft.value = event.target.value;
    if (isTooLong) setTooLong(!fits(draft.value));
    tellTyping();
  };
  const placeholder = holder.value === "waiting" ? w.add : w.write;
  return html`<form class="composer" onSubmit=${submit}>
    ${isTooLong && html`<p class="fault" role="alert">${w.too_long(LONGEST)}</p>`}
    <textarea
      ref=${field}
      class="field"
      rows="1"
      dir="auto"
      aria-label=${placeholder}
      aria-invalid=${String(isTooLong)}
      placeholder=${placeholder}
      value=${draft.value}
      onInput=${onInput}
      onKeyDown=${onKeyDown}
    ></textarea>
    <button class="button first send" aria-label=${w.send}><${Icon} path=${arrow_up} size=${22} /></button>
  </form>`;
}
