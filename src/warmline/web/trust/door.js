// The door: an address, then the six digits. It says the same whether we know the address or not.
import { Icon, html, useEffect, useRef, useState } from "../lib/ui.js";
import { warning_circle } from "../lib/icons.js";
import { doorNote, look, place, send, slug } from "./store.js";
import { language, say, w } from "./words.js";

export function Door() {
  const words = w.value;
  const [asked, setAsked] = useState(null);
  if (place.value === "coming") return html`<main class="door" aria-busy="true"><p class="lead">${words["loading"]}</p></main>`;
  return html`<main class="door">
    <h1>${words["door-title"]}</h1>
    <p class="lead">${words["door-lead"]}</p>
    ${doorNote.value && html`<p class="notice" role="status">${words[doorNote.value]}</p>`}
    ${asked ? html`<${Code} asked=${asked} again=${() => setAsked(null)} />` : html`<${Address} done=${setAsked} />`}
    <p class="more">${words["door-chat"]}</p>
  </main>`;
}

function Address({ done }) {
  const words = w.value;
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const address = new FormData(event.target).get("address").trim();
    if (!/^[^@\s]+@[^@\s]+$/.test(address)) return setProblem(words["door-address-fault"]);
    setBusy(true);
    const answer = await send("POST", "codes", { brand: slug, address, language: language.value });
    setBusy(false);
    if (answer.ok) return done({ address, ...answer.value });
    setProblem(words[answer.problem === "too_many_codes" ? "too-many" : answer.problem === "unusable_address" ? "door-address-fault" : "fault"]);
  };
  return html`<form class="card form" noValidate onSubmit=${submit}>
    <label for="address">${words["door-address"]}</label>
    <input class="field" id="address" name="address" type="email" dir="ltr" autocomplete="email" required aria-invalid=${String(Boolean(problem))} aria-describedby=${problem ? "door-fault" : undefined} />
    <${Fault} id="door-fault" text=${problem} />
    <button class="button first" aria-busy=${String(busy)}>${words[busy ? "door-sending" : "door-send"]}</button>
  </form>`;
}

function Code({ asked, again }) {
  const words = w.value;
  const field = useRef(null);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const code = new FormData(event.target).get("code").replace(/\s/g, "");
    if (!/^\d{6}$/.test(code)) return setProblem(words["door-code-fault"]);
    setBusy(true);
    const answer = await send("POST", "sessions", { brand: slug, pass_id: asked.pass_id, code });
    setBusy(false);
    if (answer.ok) return look();
    setProblem(words[answer.problem === "pass_refused" ? "door-refused" : "fault"]);
    field.current.select();
  };
  return html`<form class="card form" noValidate onSubmit=${submit}>
    <p role="status"><${Sent} asked=${asked} /></p>
    <label for="code">${words["door-code"]}</label>
    <input ref=${field} class="field code" id="code" name="code" dir="ltr" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required aria-invalid=${String(Boolean(problem))} aria-describedby=${problem ? "door-fault" : undefined} />
    <${Fault} id="door-fault" text=${problem} />
    <button class="button first" aria-busy=${String(busy)}>${words[busy ? "door-opening" : "door-open"]}</button>
    <button type="button" class="button quiet" onClick=${again}>${words["door-again"]}</button>
  </form>`;
}

function Sent({ asked }) {
  const [before, after] = say("door-sent", { minutes: asked.minutes }).split("{address}");
  return html`${before}<bdi dir="ltr">${asked.address}</bdi>${after}`;
}

export function Fault({ id, text }) {
  return text && html`<p class="fault" role="alert" id=${id}><${Icon} path=${warning_circle} size=${20} /><span>${text}</span></p>`;
}
