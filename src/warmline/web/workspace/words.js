// Every word of the desk's own, in one place. What comes from the server is in the staff's
// language already; these are its match.
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const LONG_DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const MINUTE = 60_000;

export const clock = (iso) => CLOCK.format(new Date(iso));
export const day = (iso) => DAY.format(new Date(iso));
export const clockWithDay = (iso) =>
  new Date(iso).toDateString() === new Date().toDateString() ? clock(iso) : LONG_DAY.format(new Date(iso));

export function minutesSince(iso, now) {
  return Math.max(0, Math.floor((now - Date.parse(iso)) / MINUTE));
}

/** How long ago in the fewest words: “now”, “12 min”, “3 h”, “24 Nov”. */
export function ago(iso, now) {
  const minutes = minutesSince(iso, now);
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes} min`;
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h` : day(iso);
}

export const URGENCIES = ["can wait", "this week", "today", "this hour", "now"];
export const URGENCY_VALUES = ["can_wait", "this_week", "today", "this_hour", "now"];

export const FEELINGS = [
  ["worried", "Worried"],
  ["calm", "Calm"],
  ["annoyed", "Annoyed"],
  ["cannot_tell", "Cannot be told from the words"],
];

export const STATUS = {
  sending: "Sending",
  waiting: "Goes when the line is back",
  queued: "On its way",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not delivered",
};

export const CHANNELS = {
  api: "App",
  web_chat: "Web chat",
  email: "E-mail",
  sms: "SMS",
  phone: "Phone",
  whatsapp: "WhatsApp",
};

export const KINDS = { email: "E-mail", phone: "Phone", visitor: "This browser", account: "Account" };

export const HELD = {
  assistant: "The assistant has this conversation.",
  waiting: "Waits for a person.",
  nobody: "Closed. It opens again when the customer writes.",
};

const names = new Intl.DisplayNames(undefined, { type: "language" });
export const languageName = (tag) => (tag ? names.of(tag) : "");

export const heavy = (count) =>
  count === 1
    ? "You have just carried one heavy conversation. A light one next is fair."
    : `You have just carried ${count} heavy conversations. A light one next is fair.`;

export const KEYS = [
  ["J, K", "Next and previous in the queue"],
  ["Enter", "Open it; on Take, take it"],
  ["N", "Internal note"],
  ["Tab", "Use the draft, in an empty field"],
  ["Esc", "Drop the draft, close what is open"],
  ["R, then a digit", "Correct a reading"],
  ["F", "How it went"],
  ["H", "Fold the packet"],
  ["I", "The customer’s panel"],
  ["E", "Close the conversation"],
  ["/", "Find in the queue"],
  ["⌘K or Ctrl K", "Commands"],
  ["⌘↵ or Ctrl ↵", "Send"],
  ["?", "This list"],
];
