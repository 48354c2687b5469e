// Where things stand on this screen: what is folded, which panel or overlay is open. None of it
// leaves the browser.
import { signal } from "../lib/ui.js";

const SINGLE_KEYS = "warmline-desk-single-keys";

export const isFolded = signal(matchMedia("(width < 720px)").matches);
export const showsCurve = signal(true);
export const showsPanel = signal(false);
/** "commands", "help", "correct", "snooze", "transfer", "me" or null. */
export const overlay = signal(null);
export const singleKeys = signal(localStorage.getItem(SINGLE_KEYS) !== "off");

export function setSingleKeys(on) {
  singleKeys.value = on;
  localStorage.setItem(SINGLE_KEYS, on ? "on" : "off");
}

const PATIENCE = 1500;

let coming = null;

/** While the focus is on its way to a field, no key is for the page. */
export const isFocusComing = () => coming !== null;

/** Move the focus to what is there, or as soon as it is: some of it comes by the server's word. */
export function focusOn(selector) {
  coming?.();
  const there = document.querySelector(selector);
  if (there) return there.focus();
  const observer = new MutationObserver(() => {
    const found = document.querySelector(selector);
    if (!found) return;
    found.focus();
    coming?.();
  });
  const late = setTimeout(() => coming?.(), PATIENCE);
  coming = () => {
    observer.disconnect();
    clearTimeout(late);
    coming = null;
  };
  observer.observe(document.body, { childList: true, subtree: true });
}
