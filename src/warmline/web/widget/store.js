// The widget's state and acts. What is seen is the server's state plus what was not confirmed yet;
// a message has its own id from the first moment, so sending it again does no harm.
import { Cut, apply, connect } from "../lib/socket.js";
import { computed, signal } from "../lib/ui.js";
import * as memory from "./memory.js";
import { language } from "./words.js";

export const LONGEST = 100_000;
const LONGEST_ON_THE_WIRE = 450_000;
const TYPING_EVERY = 2500;

export const isOpen = signal(false);
export const line = signal("idle");
export const state = signal(null);
export const outbox = signal([]);
export const asking = signal(null);
export const fault = signal(null);
export const typing = signal(null);
export const seen = signal(0);

let settings = null;
let socket = null;
let kept = null;
let told = null;
let wishes = [];
let toldTyping = 0;
const leaving = new Set();
const choosing = new Set();
let typingTimer = 0;

/** The time by the server's clock: a device may be wrong by a day, or be set while we talk. */
export const serverNow = () => (told ? told.now + performance.now() - told.at : Date.now());

export const begun = computed(() => Boolean(state.value?.conversation_id) || outbox.value.length > 0);

export const holder = computed(() => asking.value ?? state.value?.holder ?? "assistant");

/** Messages as they are shown: the server's, then what is still on its way. */
export const talk = computed(() => {
  const said = (state.value?.messages ?? []).filter((each) => !each.is_notice);
  const known = new Set(said.map((each) => each.client_id));
  const waiting = outbox.value.filter((each) => !known.has(each.id));
  return [
    ...said,
    ...waiting.map((each) => ({ ...each, client_id: each.id, author: "customer", sources: [] })),
  ];
});

export const unread = computed(
  () => talk.value.filter((each) => each.author !== "customer" && each.position > seen.value).length,
);

export function begin(given) {
  settings = given;
  kept = memory.open(given.key);
  outbox.value = kept.outbox.map((each) => ({ ...each, status: "sending" }));
  seen.value = kept.read;
  memory.listen(adopt);
  if (kept.visitor) dial();
}

/** Another tab begins the conversation: this one joins it, once the server knows of it. */
function adopt(found) {
  if (!found.visitor || state.value?.conversation_id) return;
  kept = found;
  socket?.stop();
  socket = null;
  dial();
}

export function dial() {
  if (socket) return;
  const url = settings.origin.replace(/^http/, "ws") + "/channels/web_chat/socket";
  socket = connect(url, { hello, hear, changed });
}

/** Trying again is no news: the line stays away until it is open. */
function changed(status) {
  if (status !== "connecting" || line.value !== "away") line.value = status;
}

function hello() {
  return {
    type: "hello",
    key: settings.key,
    visitor: kept.visitor,
    language: language.value,
    gpc: navigator.globalPrivacyControl === true,
  };
}

function hear(frame) {
  if (frame.type === "state") begins(frame.state);
  else if (frame.type === "change") {
    if (frame.change.rest) tellTime(frame.change.rest);
    fresh(apply(state.value, frame.change));
  } else if (frame.type === "typing") heardTyping(frame.who);
}

/** The whole state: what could not leave before this leaves now, choices before words. */
function begins(next) {
  tellTime(next);
  fresh(next);
  if (next.conversation_id) wishes = [];
  for (const wish of wishes) wish();
  flush();
}

const tellTime = ({ now }) => (told = { now: Date.parse(now), at: performance.now() });

function fresh(next) {
  state.value = [...choosing].reduce((soFar, chosen) => ({ ...soFar, ...chosen(soFar) }), next);
  if (next.holder !== "assistant") asking.value = null;
  if (next.messages.at(-1)?.author !== "customer") typing.value = null;
  settleOutbox();
}

/** What the server has is no longer ours to send. */
function settleOutbox() {
  const known = new Set(state.value.messages.map((each) => each.client_id));
  const left = outbox.value.filter((each) => !known.has(each.id));
  if (left.length !== outbox.value.length) setOutbox(left);
}

function setOutbox(next) {
  outbox.value = next;
  const unsent = next.map(({ id, text, at }) => ({ id, text, at }));
  kept.outbox = unsent;
  memory.keep({ visitor: kept.visitor, outbox: unsent });
}

function become() {
  if (kept.visitor) return;
  kept.visitor = memory.newVisitor();
  memory.keep({ visitor: kept.visitor });
}

/** Whether words can be sent at once; control signs grow on the way. */
export const fits = (text) =>
  text.length <= LONGEST && new Blob([JSON.stringify(text)]).size <= LONGEST_ON_THE_WIRE;

export function send(text) {
  become();
  const message = { id: memory.newId(), text, at: new Date(serverNow()).toISOString() };
  setOutbox([...outbox.value, { ...message, status: "sending" }]);
  dial();
  return deliver(message.id);
}

export function again(id) {
  mark(id, "sending");
  return deliver(id);
}

async function deliver(id) {
  const message = outbox.value.find((each) => each.id === id);
  leaving.add(id);
  try {
    await socket.ask({ type: "send", id, text: message.text, visitor: kept.visitor });
    mark(id, "delivered");
  } catch (error) {
    // A cut line is nobody's fault: it stays here and leaves when the line is back.
    if (!(error instanceof Cut)) mark(id, "failed", error.message);
  } finally {
    leaving.delete(id);
  }
}

async function flush() {
  for (const each of outbox.value)
    if (each.status === "sending" && !leaving.has(each.id)) await deliver(each.id);
}

function mark(id, status, why) {
  setOutboxStatus(outbox.value.map((each) => (each.id === id ? { ...each, status, why } : each)));
}

function setOutboxStatus(next) {
  outbox.value = next;
}

/** Ask for something that the server answers; what fails is said in the bar. */
async function act(frame, failure) {
  dial();
  try {
    fault.value = null;
    return await socket.ask(frame);
  } catch {
    fault.value = failure;
    return null;
  }
}

/** The bar changes at once; the server is told meanwhile, and if that fails it says so. */
export async function askForPerson() {
  become();
  asking.value = "waiting";
  await opened();
  const done = await act({ type: "ask_for_person", visitor: kept.visitor }, "not_told");
  if (!done) asking.value = null;
}

/** The line's first state, or two seconds: whichever comes first. */
function opened() {
  dial();
  if (line.value === "open") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 2000);
    const stop = line.subscribe((status) => {
      if (status === "open") {
        clearTimeout(timer);
        queueMicrotask(() => stop());
        resolve();
      }
    });
  });
}

export const stopWaiting = () => act({ type: "stop_waiting" }, "away");
export const close = () => act({ type: "close" }, "away");
export const passage = (message, source) =>
  act({ type: "passage", message_id: message.id, article: source.article, version: source.version }, null);

export const setSense = (granted) =>
  wish({ type: "set_purpose", purpose: "sense", granted }, () => ({ sense: { granted } }));

export const setHint = (hint, on) =>
  wish({ type: "set_hint", hint, on }, ({ hints }) => ({ hints: { ...hints, [hint]: on ? "chosen" : "off" } }));

/** What somebody chooses is seen at once and stays so while it is told; if that fails it is taken back.
    Until the first message nothing of it is kept anywhere, so each new line is told again. */
async function wish(frame, chosen) {
  const before = state.value;
  if (!before) return;
  const tell = () => {
    state.value = { ...state.value, ...chosen(state.value) };
    return act(frame, "away");
  };
  choosing.add(chosen);
  const done = await tell();
  choosing.delete(chosen);
  if (!done) state.value = { ...state.value, sense: before.sense, hints: before.hints };
  else if (!begun.value) wishes.push(tell);
}

export function usualView() {
  for (const [hint, how] of Object.entries(state.value?.hints ?? {}))
    if (how !== "off") setHint(hint, false);
}

export async function transcript() {
  const found = await act({ type: "transcript" }, "away");
  if (!found) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([found.text], { type: "text/plain" }));
  link.download = found.filename;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The visitor's own page, in a tab that is opened in the press itself: later ones are held back. */
export async function ownPage() {
  const tab = open("", "_blank");
  dial();
  const found = await socket.ask({ type: "own_page" }).catch(() => null);
  const page = `${settings.origin}/trust?language=${state.value?.language ?? ""}${found ? `#${found.word}` : ""}`;
  if (!tab) return location.assign(page);
  tab.opener = null;
  tab.location.replace(page);
}

export function tellTyping() {
  if (Date.now() - toldTyping < TYPING_EVERY) return;
  toldTyping = Date.now();
  if (state.value?.conversation_id) socket?.tell({ type: "typing" });
}

function heardTyping(who) {
  clearTimeout(typingTimer);
  typing.value = who;
  typingTimer = setTimeout(() => (typing.value = null), 5000);
}

/** What is on the screen has been seen. */
export function see() {
  const position = talk.value.at(-1)?.position ?? state.value?.messages.at(-1)?.position ?? 0;
  if (!isOpen.value || document.hidden || position <= seen.value) return;
  seen.value = position;
  memory.keep({ read: position });
  socket?.tell({ type: "read", position });
}
