// The desk's state and acts. What is seen is the server's state; what the agent has written and
// the server has not, is kept here until it is said, whatever the line does.
import { Cut, Refused, apply, connect } from "../lib/socket.js";
import { batch, computed, effect, signal } from "../lib/ui.js";

const TYPING_EVERY = 2500;
const TICK = 10_000;

export const line = signal("connecting");
export const session = signal("unknown");
export const queue = signal(null);
export const rows = signal(new Map());
export const opened = signal(null);
export const openId = signal(null);
export const isLoading = signal(false);
export const presence = signal([]);
export const typing = signal(null);
export const fault = signal(null);
let skew = 0;

/** The time by the server's clock: a computer may be wrong by a day. */
export const serverNow = () => Date.now() + skew;
export const now = signal(serverNow());

/** What is written and not sent, by conversation; `note` is what the field is for. */
export const fields = signal({});
/** The draft on offer for the open conversation: `{text, title, version}` or null. */
export const draft = signal(null);

/** What is to be done whenever the line is there again. */
export const whenBack = [];

let socket = null;
let typingTimer = 0;
let toldTyping = 0;

export const me = computed(() => queue.value?.me ?? null);
export const row = computed(() => rows.value.get(openId.value) ?? opened.value?.row ?? null);
export const isMine = computed(
  () => row.value?.holder === "person" && row.value.agent?.id === me.value?.id,
);
export const field = computed(() => fields.value[openId.value] ?? { text: "", isNote: false });

export const colleaguesHere = computed(() => {
  const mine = me.value?.id;
  return presence.value.filter((each) => each.id !== mine);
});

export function begin() {
  setInterval(() => (now.value = serverNow()), TICK);
  addEventListener("hashchange", () => open(location.hash.slice(1) || null));
  dial();
}

export function dial() {
  socket?.stop();
  const url = `${location.origin.replace(/^http/, "ws")}/workspace/socket`;
  socket = connect(url, { hello: () => null, hear, changed });
}

function changed(status, code) {
  line.value = status;
  if (status === "ended") session.value = code === 4403 ? "refused" : "ended";
}

function hear(frame) {
  const told = { state: begun, change: moved, presence: seen, typing: heardTyping, erased }[frame.type];
  told?.(frame);
}

function begun({ topic, state }) {
  if (topic === "conversation") {
    if (state.id !== openId.value) return;
    batch(() => {
      opened.value = state;
      isLoading.value = false;
    });
    return;
  }
  batch(() => {
    skew = Date.parse(state.now) - Date.now();
    now.value = serverNow();
    session.value = "in";
    queue.value = state;
    rows.value = new Map(state.rows.map((each) => [each.conversation_id, each]));
  });
  const wanted = openId.value ?? (location.hash.slice(1) || null);
  openId.value = null;
  if (wanted) open(wanted);
  for (const each of whenBack) each();
}

function moved({ topic, conversation_id: about, change }) {
  if (topic === "queue") return rowsMoved(change);
  if (topic === "load") queue.value = { ...queue.value, load: change };
  else if (about === opened.value?.id) {
    opened.value = apply(opened.value, change);
    if (change.messages.length) typing.value = null;
  }
}

function rowsMoved(change) {
  const next = new Map(rows.value);
  for (const each of change.rows) next.set(each.conversation_id, each);
  for (const id of change.gone) next.delete(id);
  batch(() => {
    rows.value = next;
    queue.value = { ...queue.value, with_assistant: change.with_assistant };
  });
}

const lastBy = (author) =>
  opened.value?.messages.findLast((each) => each.author === author)?.position ?? 0;

/** The newest words that no person has answered, where it is ours to answer them. */
const unanswered = computed(() => {
  const theirs = lastBy("customer");
  return isMine.value && theirs > lastBy("agent") ? `${opened.value.id} ${theirs}` : null;
});
effect(() => void askDraft(unanswered.value));

/** Whoever it was with is erased: nothing of it stays on the screen. */
function erased({ conversation_id: about }) {
  if (about === openId.value) open(null);
}

function seen({ conversation_id: about, who }) {
  if (about === openId.value) presence.value = who;
}

function heardTyping({ conversation_id: about, who }) {
  if (about !== openId.value) return;
  typing.value = who;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => (typing.value = null), 2 * TYPING_EVERY);
}

/** Open a conversation, or none. */
export async function open(id) {
  if (id === openId.value) return;
  batch(() => {
    openId.value = id;
    opened.value = null;
    draft.value = null;
    presence.value = [];
    typing.value = null;
    fault.value = null;
    isLoading.value = Boolean(id);
  });
  history.replaceState(null, "", id ? `#${id}` : location.pathname);
  if (!id) return void socket.tell({ type: "leave_view" });
  const answer = await ask({ type: "open", conversation_id: id });
  if (!answer && openId.value === id && line.value === "open") isLoading.value = false;
}

/** Ask for something; a refusal is shown in place, a cut line is shown by the line itself. */
export async function ask(frame) {
  try {
    const answer = await socket.ask(frame);
    fault.value = null;
    return answer;
  } catch (error) {
    if (error instanceof Refused) fault.value = { text: error.message, code: error.code };
    else if (!(error instanceof Cut)) throw error;
    else if (frame.type !== "open") {
      fault.value = { text: "That did not reach us. Nothing was changed; try again.", code: "cut" };
    }
    return null;
  }
}

/** Send a frame as it is; rejects as the socket does. */
export const deliverFrame = (frame) => socket.ask(frame);

/** One act on the open conversation. */
export const act = (type, more = {}) => ask({ type, conversation_id: openId.value, ...more });

export async function earlier() {
  const state = opened.value;
  const page = await act("earlier", { before: state.messages[0].position });
  if (!page || opened.value?.id !== state.id) return;
  opened.value = {
    ...opened.value,
    messages: [...page.messages, ...opened.value.messages],
    has_earlier: page.has_earlier,
  };
}

async function askDraft(about) {
  draft.value = null;
  if (!about) return;
  const answer = await ask({ type: "draft", conversation_id: about.split(" ")[0] });
  if (answer?.draft && about === unanswered.peek()) draft.value = answer.draft;
}

export function write(more) {
  fields.value = { ...fields.value, [openId.value]: { ...field.value, ...more } };
  if (more.text && !field.value.isNote && isMine.value && Date.now() - toldTyping > TYPING_EVERY) {
    toldTyping = Date.now();
    socket.tell({ type: "typing", conversation_id: openId.value });
  }
}

/** Sign in; null, or what is wrong: `{code, detail}`. */
export async function signIn(brand, given) {
  const answer = await fetch("/api/v1/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ brand, ...given }),
  }).catch(() => null);
  if (!answer) return { code: null, detail: "We cannot be reached just now. Try again in a moment." };
  if (!answer.ok) return answer.json();
  session.value = "unknown";
  dial();
  return null;
}

export async function signOut() {
  await fetch("/api/v1/sign-out", { method: "POST" });
  location.replace(location.pathname);
}
