// What the queue shows, and in which order. While the pointer or the focus is in it, no row moves:
// new ones wait under “2 new” until they are asked for or the queue is left.
import { computed, effect, signal } from "../lib/ui.js";
import { me, now, rows } from "./store.js";

const OWN_ACT = 1000;
const EMPTY = { mine: [], waiting: [], aside: [], others: [] };

export const isHeld = signal(false);
export const shown = signal(EMPTY);

const isAside = (row) => row.snoozed_until && Date.parse(row.snoozed_until) > now.value;

const fresh = computed(() => {
  const found = { mine: [], waiting: [], aside: [], others: [] };
  const mine = me.value?.id;
  for (const row of [...rows.value.values()].sort((a, b) => (a.order < b.order ? -1 : 1))) {
    if (row.holder === "waiting") found.waiting.push(row.conversation_id);
    else if (row.agent?.id !== mine) found.others.push(row.conversation_id);
    else found[isAside(row) ? "aside" : "mine"].push(row.conversation_id);
  }
  return found;
});

const all = (lists) => [...lists.mine, ...lists.waiting, ...lists.aside];

export const pending = computed(() => {
  if (!isHeld.value) return 0;
  const known = new Set(all(shown.value));
  return all(fresh.value).filter((id) => !known.has(id)).length;
});

export const visible = computed(() => all(shown.value));

let moveUntil = 0;

effect(() => {
  const next = fresh.value;
  if (!isHeld.value || Date.now() < moveUntil) shown.value = next;
});

/** Show things as they are: on demand, or after an act of one's own, with what comes of it. */
export function settle() {
  moveUntil = Date.now() + OWN_ACT;
  shown.value = fresh.value;
}

/** The row after or before one, among those that are shown. */
export function beside(id, step) {
  const ids = visible.value;
  if (!ids.length) return null;
  const place = ids.indexOf(id);
  if (place < 0) return ids[step > 0 ? 0 : ids.length - 1];
  return ids[Math.min(ids.length - 1, Math.max(0, place + step))];
}
