// Take it, fix it, pause it, object, erase it.
import { Icon, html, useEffect, useRef, useState } from "../lib/ui.js";
import { pause, pencil_simple } from "../lib/icons.js";
import { Download, DownloadForms, EraseButton, EraseForm } from "./erase.js";
import { Fault } from "./door.js";
import { act, objectToAll, view } from "./store.js";
import { w } from "./words.js";

export function Rights() {
  const words = w.value;
  const [open, setOpen] = useState(null);
  const [fault, setFault] = useState(null);
  const paused = Boolean(view.value.restricted_since);
  const toggle = (name) => setOpen(open === name ? null : name);
  const restrict = async (on) => {
    const answer = await act("PUT", "restriction", { on }, "changed");
    setFault(answer.ok ? null : words["fault"]);
  };
  return html`<div class="ways rights">
      <${Download} open=${open === "download"} toggle=${() => toggle("download")} />
      <button type="button" class="button" aria-expanded=${String(open === "fix")} onClick=${() => toggle("fix")}><${Icon} path=${pencil_simple} size=${20} />${words["fix"]}</button>
      <button type="button" class="button" aria-describedby="pause-lead" onClick=${() => restrict(!paused)}><${Icon} path=${pause} size=${20} />${words[paused ? "unpause" : "pause"]}</button>
      <button type="button" class="button" onClick=${objectToAll}>${words["object"]}</button>
      <${EraseButton} open=${open === "erase"} toggle=${() => toggle("erase")} />
    </div>
    <p class="under" id="pause-lead">${words["pause-lead"]}</p>
    <${Fault} text=${fault} />
    ${open === "download" && html`<${DownloadForms} />`}
    ${open === "fix" && html`<${Fix} shut=${() => setOpen(null)} />`}
    ${open === "erase" && html`<${EraseForm} shut=${() => setOpen(null)} />`}`;
}

function Fix({ shut }) {
  const words = w.value;
  const field = useRef(null);
  const [fault, setFault] = useState(null);
  const [sent, setSent] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const text = new FormData(event.target).get("words");
    if (!text.trim()) return;
    const answer = await act("POST", "person", { words: text }, "fix-sent");
    setFault(answer.ok ? null : words["fault"]);
    setSent(answer.ok);
  };
  if (sent) return html`<p class="card">${words["fix-sent"]}</p>`;
  return html`<form class="card form" onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && shut()}>
    <label for="fix">${words["fix-words"]}</label>
    <textarea ref=${field} class="field" id="fix" name="words" rows="3" maxlength="4000" dir="auto"></textarea>
    <${Fault} text=${fault} />
    <div class="ways"><button class="button person">${words["fix-send"]}</button><button type="button" class="button quiet" onClick=${shut}>${words["leave"]}</button></div>
  </form>`;
}
