// Taking everything along, and erasing it: a typed word, then the certificate.
import { Icon, html, useEffect, useRef, useState } from "../lib/ui.js";
import { check_circle, download_simple, trash } from "../lib/icons.js";
import { Fault } from "./door.js";
import { certificate, send } from "./store.js";
import { by, say, w } from "./words.js";

const FORMATS = ["json", "csv", "vcon"];

export function Download({ open, toggle }) {
  const words = w.value;
  return html`<button type="button" class="button" aria-expanded=${String(open)} onClick=${toggle}><${Icon} path=${download_simple} size=${20} />${words["download"]}</button>`;
}

export function DownloadForms() {
  const words = w.value;
  return html`<div class="card form">
    <p>${words["download-lead"]}</p>
    <div class="ways">${FORMATS.map((format) => html`<a class="button" key=${format} href=${`/api/v1/own/export?format=${format}`} download>${format === "vcon" ? "vCon" : format.toUpperCase()}</a>`)}</div>
  </div>`;
}

export function EraseButton({ open, toggle }) {
  return html`<button type="button" class="button destructive" aria-expanded=${String(open)} onClick=${toggle}><${Icon} path=${trash} size=${20} />${w.value["erase"]}</button>`;
}

export function EraseForm({ shut }) {
  const words = w.value;
  const field = useRef(null);
  const [fault, setFault] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current.focus(), []);
  const word = words["erase-word"];
  const submit = async (event) => {
    event.preventDefault();
    const typed = new FormData(event.target).get("word").trim().toLowerCase();
    if (typed !== word.toLowerCase()) return setFault(say("erase-lead", { word }));
    setBusy(true);
    const answer = await send("POST", "erasure", { confirm: true });
    setBusy(false);
    if (answer.ok) certificate.value = answer.value;
    else setFault(words[REFUSED[answer.problem] ?? "fault"]);
  };
  return html`<form class="card form erase" noValidate onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && shut()}>
    <p id="erase-lead">${say("erase-lead", { word })}</p>
    <label for="erase">${words["erase-field"]}</label>
    <input ref=${field} class="field" id="erase" name="word" autocomplete="off" aria-describedby="erase-lead" aria-invalid=${String(Boolean(fault))} />
    <${Fault} text=${fault} />
    <div class="ways"><button type="button" class="button" onClick=${shut}>${words["leave"]}</button><button class="button destructive" aria-busy=${String(busy)}>${words["erase-now"]}</button></div>
  </form>`;
}

const REFUSED = { on_hold: "erase-held", prove_first: "erase-prove" };

export function Erased() {
  const words = w.value;
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  const { certificate: paper, due_by: due } = certificate.value;
  if (!paper) return html`<main class="door"><h1 ref=${heading} tabindex="-1">${say("erase-by", { at: by(due) })}</h1></main>`;
  return html`<main class="door">
    <h1 ref=${heading} tabindex="-1"><${Icon} path=${check_circle} size=${32} /> ${words["erased"]}</h1>
    <p class="lead">${words["erased-lead"]}</p>
    <button type="button" class="button first" onClick=${() => keep(paper)}><${Icon} path=${download_simple} size=${20} />${words["certificate"]}</button>
    <section class="section"><h2>${words["erase-stays"]}</h2><ul class="sheet facts">${["events", "digests", "figures", "this"].map((each) => html`<li key=${each}>${words[`stays-${each}`]}</li>`)}</ul></section>
  </main>`;
}

function keep(paper) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(paper, null, 1)], { type: "application/json" }));
  link.download = "certificate.json";
  link.click();
  URL.revokeObjectURL(link.href);
}
