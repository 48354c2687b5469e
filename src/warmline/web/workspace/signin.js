// Signing in: a page of its own at first, and on top of what is written when a session ends.
import { Icon, html, useEffect, useRef, useState } from "../lib/ui.js";
import { warning_circle } from "../lib/icons.js";
import { Dialog } from "./dialogs.js";
import { queue, session, signIn } from "./store.js";

const { slug } = document.body.dataset;

export function SignIn() {
  const refused = session.value === "refused";
  if (!queue.value) return html`<main class="sign-in-page"><${Form} title="The desk" why=${refused ? REFUSED : null} /></main>`;
  return html`<${Dialog} label="Sign in again" className="narrow" onClose=${() => {}}>
    <${Form} title="Sign in again" why=${refused ? REFUSED : "Your session has ended. What you wrote is still here."} />
  <//>`;
}

const REFUSED = "You may not answer customers any more. A team lead can give you that right.";

function Form({ title, why }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const codeField = useRef(null);
  useEffect(() => {
    if (asksCode) codeField.current.focus();
  }, [asksCode]);
  const submit = async (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    setBusy(true);
    const refused = await signIn(slug, given);
    setBusy(false);
    const isAsked = refused?.code === "second_factor_needed";
    if (isAsked) setAsksCode(true);
    setProblem(isAsked && !asksCode ? null : refused);
    if (refused?.code === "wrong_code") codeField.current?.select();
  };
  const isOfCode = problem?.code === "wrong_code" || problem?.code === "second_factor_needed";
  const fault = (isHere) => ({ "aria-invalid": String(Boolean(problem && isHere)), "aria-describedby": problem && isHere ? "sign-in-fault" : undefined });
  return html`<form class="sign-in" onSubmit=${submit}>
    <h1>${title}</h1>
    ${why && html`<p>${why}</p>`}
    <label for="email">E-mail</label>
    <input class="field" id="email" name="email" type="email" autocomplete="username" required autofocus ...${fault(!isOfCode)} />
    <label for="password">Password</label>
    <input class="field" id="password" name="password" type="password" autocomplete="current-password" required ...${fault(!isOfCode)} />
    ${asksCode && html`<label for="code">Code from your app</label>
      <p id="sign-in-code">Six digits, or one of your recovery codes.</p>
      <input class="field" id="code" name="code" ref=${codeField} inputmode="numeric" autocomplete="one-time-code" required maxlength="40" aria-invalid=${String(Boolean(isOfCode))} aria-describedby=${isOfCode ? "sign-in-code sign-in-fault" : "sign-in-code"} />`}
    ${problem && html`<p class="fault" role="alert" id="sign-in-fault"><${Icon} path=${warning_circle} size=${18} /><span>${problem.detail}</span></p>`}
    <button class="button first" aria-busy=${String(busy)}>${busy ? "Signing in" : "Sign in"}</button>
  </form>`;
}
