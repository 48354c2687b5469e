// The page's words in the reader's language, and their way to write times.
import { signal } from "../lib/ui.js";

const asked = new URLSearchParams(location.search).get("language") ?? navigator.language;

export const language = signal("en");
export const languages = signal({});
export const w = signal(null);

export async function choose(wanted = asked) {
  const answer = await fetch(`/api/v1/own/words?language=${encodeURIComponent(wanted)}`);
  if (!answer.ok) throw new Error("no words");
  const found = await answer.json();
  languages.value = found.languages;
  language.value = found.language;
  w.value = found.words;
}

/** A text with its holes filled; what is filled in is text, never markup. */
export const say = (key, values = {}) =>
  w.value[key].replace(/\{(\w+)\}/g, (hole, name) => (name in values ? String(values[name]) : hole));

const style = (options) => new Intl.DateTimeFormat(language.value === "ar" ? "ar-u-nu-latn" : language.value, options);
const isToday = (at) => at.toDateString() === new Date().toDateString();

/** “14:22” today, else the day and the time. */
export function when(iso) {
  const at = new Date(iso);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return style(isToday(at) ? clock : { ...clock, day: "numeric", month: "short" }).format(at);
}

/** The day of the week with it: what is promised for later. */
export function by(iso) {
  const at = new Date(iso);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return style(isToday(at) ? clock : { ...clock, weekday: "long", day: "numeric", month: "long" }).format(at);
}

export const day = (iso) => style({ day: "numeric", month: "long" }).format(new Date(iso));
