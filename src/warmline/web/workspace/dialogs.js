// What opens on top: commands, keys, correcting a reading, putting aside, passing on, signing in.
import { Switch, html, useEffect, useLayoutEffect, useRef, useState } from "../lib/ui.js";
import { closeConversation, handBack } from "./conversation.js";
import { settle, visible } from "./order.js";
import { Key, Urgency } from "./parts.js";
import { focusOn, isFolded, overlay, setSingleKeys, showsCurve, showsPanel, singleKeys } from "./places.js";
import { act, field, isMine, open, opened, queue, row, rows, serverNow, signOut, write } from "./store.js";
import { FEELINGS, KEYS, URGENCIES, URGENCY_VALUES, clockWithDay } from "./words.js";

export const close = () => (overlay.value = null);

export function Overlays() {
  const Shown = { commands: Commands, help: Help, correct: Correct, snooze: Snooze, transfer: Transfer, me: Me }[overlay.value];
  return Shown ? html`<${Shown} key=${overlay.value} />` : null;
}

/** A dialog of the browser's own: focus stays in it and comes back. */
export function Dialog({ label, className = "", children, onClose = close }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  const outside = (event) => event.target === box.current && onClose();
  return html`<dialog class=${`dialog ${className}`} ref=${box} aria-label=${label} onCancel=${(event) => { event.preventDefault(); onClose(); }} onClick=${outside}>
    <div class="dialog-body">${children}</div>
  </dialog>`;
}

/** Choices by digit or by pointer; the digit may follow its letter at once. */
function Choices({ choices, from = 1 }) {
  useLayoutEffect(() => {
    const pressed = (event) => {
      const chosen = choices[Number(event.key) - from];
      if (chosen && !event.metaKey && !event.ctrlKey && event.target.tagName !== "SELECT") {
        event.preventDefault();
        chosen.choose();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
  return html`<ul class="choices">${choices.map((each, index) => html`<li>
    <button type="button" onClick=${each.choose} aria-pressed=${each.isNow === undefined ? undefined : String(each.isNow)}>
      <${Key}>${index + from}<//><span>${each.title}</span>${each.mark}
    </button></li>`)}</ul>`;
}

function Correct() {
  const { reading, how } = opened.value ?? {};
  if (!reading) return html`<${Dialog} label="Correct this reading"><p>Nothing was read here yet.</p><//>`;
  const correct = (name, value) => async () => {
    close();
    await act("correct", { message_id: reading.message_id, field: name, value });
  };
  const said = (name) => reading.corrections.find((each) => each.field === name)?.value;
  const feelings = how?.state === "off" ? [] : FEELINGS.map(([value, title]) => ({ title, choose: correct("feeling", value), isNow: said("feeling") === value }));
  const urgencies = URGENCIES.map((title, step) => ({ title, choose: correct("urgency", URGENCY_VALUES[step]), isNow: row.value.urgency === step, mark: html`<${Urgency} step=${step} />` }));
  const pick = (event) => correct("intent", event.target.value)();
  return html`<${Dialog} label="Correct this reading" className="narrow">
    <h2>Correct this reading</h2>
    <p class="small-words">Your answer counts at once, for everybody who looks.</p>
    ${feelings.length > 0 && html`<h3>How the last words felt</h3><${Choices} choices=${feelings} />`}
    <h3>How soon it is needed</h3>
    <${Choices} choices=${urgencies} from=${5} />
    <h3><label for="wish">What they want</label></h3>
    <select id="wish" class="field" onChange=${pick}>
      <option value="" disabled selected>${row.value.wish}</option>
      ${queue.value.wishes.map((each) => html`<option value=${each.name}>${each.title}</option>`)}
      <option value="cannot_tell">Cannot be told from the words</option>
    </select>
  <//>`;
}

function Snooze() {
  const at = (hours, minutes = 0) => new Date(serverNow() + (hours * 60 + minutes) * 60_000);
  const tomorrow = new Date(serverNow());
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(8, 0, 0, 0);
  const until = (time) => async () => {
    close();
    if (await act("snooze", { until: time.toISOString() })) settle();
  };
  const choices = [[at(0, 15), "15 minutes"], [at(1), "An hour"], [at(4), "Four hours"], [tomorrow, "Tomorrow morning"]];
  const isAside = row.value?.snoozed_until;
  return html`<${Dialog} label="Put aside" className="narrow">
    <h2>Put aside</h2>
    <p class="small-words">It comes back by itself, or as soon as the customer writes.</p>
    <${Choices} choices=${choices.map(([time, title]) => ({ title: `${title}, until ${clockWithDay(time)}`, choose: until(time) }))} />
    ${isAside && html`<button type="button" class="button small" onClick=${async () => { close(); if (await act("unsnooze")) settle(); }}>Take it up again now</button>`}
  <//>`;
}

function Transfer() {
  const to = (id) => async () => {
    close();
    if (await act("transfer", id ? { to: id } : {})) settle();
  };
  const choices = [
    { title: "Whoever comes first; the customer keeps their place", choose: to(null) },
    ...queue.value.colleagues.slice(0, 8).map((each) => ({ title: each.name, choose: to(each.id) })),
  ];
  return html`<${Dialog} label="Pass on" className="narrow"><h2>Pass on to</h2><${Choices} choices=${choices} /><//>`;
}

function Help() {
  return html`<${Dialog} label="Keys">
    <h2>Keys</h2>
    <dl class="keys">${KEYS.map(([key, what]) => html`<div><dt><kbd class="key">${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    <p class="setting"><span>Single keys</span> <${Switch} on=${singleKeys.value} label="Single keys" words=${{ on: "On", off: "Off" }} set=${setSingleKeys} /></p>
    <button type="button" class="button small" onClick=${close}>Close the list</button>
  <//>`;
}

function Me() {
  return html`<${Dialog} label="You" className="narrow">
    <h2>${queue.value?.me.name}</h2>
    <button type="button" class="button small" onClick=${() => (overlay.value = "help")}>Keys</button>
    <button type="button" class="button small" onClick=${signOut}>Sign out</button>
  <//>`;
}

function commandsNow() {
  const then = (what) => () => { close(); what(); };
  const found = [];
  if (row.value?.holder === "waiting") found.push(["Take this conversation", then(async () => { if (await act("take")) { settle(); focusOn("#answer"); } })]);
  if (isMine.value) {
    found.push(["Close this conversation", then(closeConversation)], ["Hand back to the assistant", then(handBack)]);
    found.push(["Put aside", () => (overlay.value = "snooze")], ["Pass on", () => (overlay.value = "transfer")]);
  }
  if (opened.value) {
    found.push(["Correct a reading", () => (overlay.value = "correct")]);
    found.push(["Internal note", then(() => { write({ isNote: !field.value.isNote }); focusOn("#answer"); })]);
    found.push([isFolded.value ? "Unfold the packet" : "Fold the packet", then(() => (isFolded.value = !isFolded.value))]);
    found.push([showsCurve.value ? "Hide how it went" : "Show how it went", then(() => (showsCurve.value = !showsCurve.value))]);
    found.push(["The customer’s panel", then(() => (showsPanel.value = !showsPanel.value))]);
  }
  for (const id of visible.value) {
    const each = rows.value.get(id);
    if (each) found.push([`${each.name}: ${each.wish}`, then(() => open(id))]);
  }
  found.push(["Keys", () => (overlay.value = "help")], ["Sign out", signOut]);
  return found;
}

function Commands() {
  const [words, setWords] = useState("");
  const [place, setPlace] = useState(0);
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commandsNow().filter(([title]) => asked.every((each) => title.toLowerCase().includes(each)));
  const pressed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setPlace(Math.min(found.length - 1, Math.max(0, place + step)));
    } else if (event.key === "Enter" && found[place]) {
      event.preventDefault();
      found[place][1]();
    }
  };
  useEffect(() => document.getElementById(`command-${place}`)?.scrollIntoView({ block: "nearest" }), [place]);
  return html`<${Dialog} label="Commands" className="commands">
    <input class="field" type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-activedescendant=${found.length ? `command-${place}` : undefined}
      aria-label="Find a command or a conversation" placeholder="Find a command or a conversation" value=${words}
      onInput=${(event) => { setWords(event.target.value); setPlace(0); }} onKeyDown=${pressed} />
    <ul id="commands" role="listbox" aria-label="Commands">
      ${found.map(([title, run], index) => html`<li id=${`command-${index}`} role="option" aria-selected=${String(index === place)} onClick=${run}><bdi>${title}</bdi></li>`)}
    </ul>
    ${!found.length && html`<p class="small-words">Nothing of that name. Search looks at commands and at the queue.</p>`}
  <//>`;
}
