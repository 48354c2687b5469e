// The widget's words: one language is loaded, the one asked for or the nearest we have.
import { signal } from "../lib/ui.js";

const LANGUAGES = ["en", "de", "es", "fr", "ar"];

export const words = signal(null);
export const language = signal("en");

export async function choose(asked) {
  const wishes = [asked, document.documentElement.lang, ...navigator.languages, "en"];
  const found = wishes
    .map((each) => each?.toLowerCase().split("-")[0])
    .find((each) => LANGUAGES.includes(each));
  language.value = found;
  words.value = (await import(`./texts/${found}.js`)).default;
}

export const direction = () => (language.value === "ar" ? "rtl" : "ltr");

const HOURS = { hour: "2-digit", minute: "2-digit" };

/** A clock time in the reader's zone, such as 14:27. */
export const clock = (moment) =>
  new Date(moment).toLocaleTimeString(language.value, HOURS);

export const day = (moment) =>
  new Date(moment).toLocaleDateString(language.value, { dateStyle: "medium" });

/** A clock time with its day, as part of a sentence: at 14:27, tomorrow at 8:00, Monday at 8:00. */
export function when(moment, now) {
  const then = new Date(moment);
  const days = Math.round((then.setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 864e5);
  const time = clock(moment);
  if (days <= 0) return words.value.today(time);
  if (days === 1) return words.value.tomorrow(time);
  const name = new Date(moment).toLocaleDateString(language.value, { weekday: "long" });
  return words.value.on_day(name, time);
}
