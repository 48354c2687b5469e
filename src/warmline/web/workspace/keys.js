// Keys: single ones act outside fields only, and can be switched off.
import { closeConversation } from "./conversation.js";
import { drop } from "./composer.js";
import { beside, isHeld } from "./order.js";
import { focusOn, isFocusComing, isFolded, overlay, showsCurve, showsPanel, singleKeys } from "./places.js";
import { draft, field, isMine, open, openId, opened, row, session, write } from "./store.js";

const isField = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;

const SINGLE = {
  j: () => move(1),
  k: () => move(-1),
  n: () => opened.value && note(),
  r: () => opened.value && (overlay.value = "correct"),
  f: () => opened.value && (showsCurve.value = !showsCurve.value),
  h: () => opened.value && (isFolded.value = !isFolded.value),
  i: () => opened.value && (showsPanel.value = !showsPanel.value),
  e: () => (isMine.value || row.value?.holder === "waiting") && closeConversation(),
  "/": () => (overlay.value = "commands"),
  "?": () => (overlay.value = "help"),
};

function note() {
  write({ isNote: !field.value.isNote });
  focusOn("#answer");
}

/** The focus moves from row to row; Enter is the row's own. */
function move(step) {
  const row = document.activeElement?.id?.startsWith("row-") ? document.activeElement.id.slice(4) : openId.value;
  isHeld.value = true;
  const id = beside(row, step);
  if (id) document.getElementById(`row-${id}`)?.focus();
}

export function listen() {
  addEventListener("keydown", (event) => {
    if (session.value !== "in" || event.isComposing) return;
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      overlay.value = overlay.value === "commands" ? null : "commands";
      return;
    }
    if (overlay.value || isFocusComing() || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Escape") return escape(event);
    const act = SINGLE[event.key.toLowerCase()];
    if (!singleKeys.value || isField(event.target) || !act) return;
    event.preventDefault();
    act();
  });
}

function escape(event) {
  if (showsPanel.value) showsPanel.value = false;
  else if (draft.value && !isField(event.target)) drop();
  else if (isField(event.target)) focusOn(`#row-${CSS.escape(openId.value)}`);
  else if (matchMedia("(width < 1024px)").matches) open(null);
}
