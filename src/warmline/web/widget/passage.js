// A citation: under the answer, and the passage it is from, in place.
import { Icon, html, useEffect, useRef, useState } from "../lib/ui.js";
import { book_open } from "./icons.js";
import { passage } from "./store.js";
import { day, words } from "./words.js";

export function Passage({ message, source }) {
  const [found, setFound] = useState(null);
  const [isOpen, setOpen] = useState(false);
  const shown = useRef(null);
  const w = words.value;
  useEffect(() => shown.current?.scrollIntoView({ block: "nearest" }), [isOpen, found]);
  const toggle = async () => {
    setOpen(!isOpen);
    if (!found) setFound((await passage(message, source)) ?? { paragraphs: [w.passage_gone], quoted: [] });
  };
  return html`<div class="source">
    <button type="button" class="link" aria-expanded=${String(isOpen)} onClick=${toggle}>
      <${Icon} path=${book_open} size=${16} /> <bdi>${source.title}</bdi>
    </button>
    ${isOpen &&
    found &&
    html`<blockquote ref=${shown} class="passage" tabindex="0" dir="auto" lang=${found.language}>
      ${found.paragraphs.map((text, place) => html`<p>${found.quoted.includes(place) ? html`<mark>${text}</mark>` : text}</p>`)}
      ${found.published_at && html`<footer>${w.version(source.version, day(found.published_at))}</footer>`}
    </blockquote>`}
  </div>`;
}
