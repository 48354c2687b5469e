// What is written leaves in order, one at a time and exactly once: it has its own id from the first
// moment, so sending it again after a cut does no harm.
import { Cut } from "../lib/socket.js";
import { signal } from "../lib/ui.js";
import { deliverFrame, draft, fault, field, fields, me, openId, opened, serverNow, whenBack } from "./store.js";

export const outbox = signal([]);

/** Random, also where a page without TLS has no `randomUUID`. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (each) => each.toString(36)).join("-");

/** What is on its way and not on the screen by the server's word yet, in one conversation. */
export function comingTo(state) {
  const mine = me.value?.id;
  const isThere = (one) =>
    state.messages.some(
      (each) => each.agent?.id === mine && each.position > one.seen && each.text === one.text,
    );
  return outbox.value.filter((each) => each.conversation_id === state.id && !isThere(each));
}

/** Say what is in the field, or note it; it is on the screen at once and leaves exactly once. */
export function send() {
  const { text, isNote } = field.value;
  if (!text.trim()) return;
  const one = {
    id: newId(),
    type: isNote ? "note" : "answer",
    conversation_id: openId.value,
    text: text.trim(),
    at: new Date(serverNow()).toISOString(),
    status: "sending",
  };
  outbox.value = [...outbox.value, one];
  draft.value = null;
  fields.value = { ...fields.value, [one.conversation_id]: { text: "", isNote: false } };
  flush();
}

let flushing = false;

/** In order and one at a time: each answer names the newest that was on the screen. */
async function flush() {
  if (flushing) return;
  flushing = true;
  try {
    while (outbox.value.length && (await deliver(outbox.value[0])));
  } finally {
    flushing = false;
  }
}

async function deliver(one) {
  const frame = { type: one.type, conversation_id: one.conversation_id, id: one.id, text: one.text };
  if (one.type === "answer") {
    frame.seen = one.seen ?? newestSeen(one.conversation_id);
    mark(one, { seen: frame.seen });
  }
  try {
    const done = await deliverFrame(frame);
    if (done.position) newest.set(one.conversation_id, done.position);
    fault.value = null;
  } catch (error) {
    if (error instanceof Cut) {
      // The same `seen` again: what was on the screen when it was written.
      mark(one, { status: "waiting" });
      return false;
    }
    takeBack(one, error);
  }
  outbox.value = outbox.value.filter((each) => each.id !== one.id);
  return true;
}

const newest = new Map();
const newestSeen = (id) =>
  Math.max(newest.get(id) ?? 0, opened.value?.id === id ? opened.value.seen : 0);

function mark(one, more) {
  outbox.value = outbox.value.map((each) => (each.id === one.id ? { ...each, ...more } : each));
}

/** What was refused is the agent's again, and says why. */
function takeBack(one, error) {
  const before = fields.value[one.conversation_id]?.text;
  const text = before ? `${one.text}\n${before}` : one.text;
  fields.value = {
    ...fields.value,
    [one.conversation_id]: { text, isNote: one.type === "note" },
  };
  const came = error.more?.came?.at(-1);
  if (came) newest.set(one.conversation_id, came.position);
  fault.value = { text: error.message, code: error.code, came: came?.text };
}

whenBack.push(flush);
