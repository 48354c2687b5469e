// What the page knows, and all that it can do. State comes whole, then in changed parts.
import { batch, effect, signal } from "../lib/ui.js";
import { choose, language } from "./words.js";

const OWN = "/api/v1/own";
const query = new URLSearchParams(location.search);

export const slug = query.get("brand") || document.body.dataset.slug;
/** “coming” until we know, then “door” or “page”. */
export const place = signal("coming");
export const view = signal(null);
export const line = signal("here");
/** Why the door is shown: a link that does not open, a session that is over. */
export const doorNote = signal(null);
/** What was just done, said once to whoever listens. */
export const done = signal("");
export const certificate = signal(null);
/** What was switched and is not confirmed yet, by name. */
export const pending = signal({});

let stream = null;

// A second link in the same tab is a change of the fragment alone.
addEventListener("hashchange", () => location.hash.length > 1 && begin());

export async function begin() {
  const token = location.hash.slice(1);
  // The word is used up at once and is in no history that others can go back to.
  if (token) history.replaceState(null, "", location.pathname + location.search);
  try {
    await choose();
    if (token && !(await send("POST", "sessions", { token })).ok) doorNote.value = "door-link-refused";
    await look();
  } catch {
    line.value = "away";
    setTimeout(begin, 3000);
  }
}

/** A request of ours; `problem` is the code of what was refused, “fault” where nothing came back. */
export async function send(method, path, body) {
  try {
    const answer = await fetch(`${OWN}/${path}`, {
      method,
      headers: { "content-type": "application/json", "x-warmline-own": "1" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.ok) return { ok: true, value: answer.status === 204 ? null : await answer.json() };
    const problem = (await answer.json().catch(() => ({}))).code ?? "fault";
    if (problem === "own_session_over") over();
    return { ok: false, problem };
  } catch {
    return { ok: false, problem: "fault" };
  }
}

export async function look() {
  const answer = await fetch(`${OWN}?language=${language.value}`);
  if (answer.status === 401) {
    place.value = "door";
    return;
  }
  if (!answer.ok) throw new Error("no page");
  const found = await answer.json();
  batch(() => {
    view.value = found;
    place.value = "page";
    doorNote.value = null;
  });
  follow();
}

function follow() {
  stream?.close();
  stream = new EventSource(`${OWN}/stream?language=${language.value}`);
  stream.addEventListener("state", (event) => take(JSON.parse(event.data)));
  stream.addEventListener("change", (event) => take({ ...view.value, ...JSON.parse(event.data).parts }));
  stream.addEventListener("over", over);
  stream.onopen = () => (line.value = "here");
  stream.onerror = async () => {
    if (certificate.value || place.value !== "page") return;
    line.value = "away";
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => look().catch(() => stream.onerror()), 2000);
  };
}

function take(next) {
  batch(() => {
    line.value = "here";
    view.value = next;
  });
}

function over() {
  stream?.close();
  if (certificate.value) return;
  batch(() => {
    view.value = null;
    place.value = "door";
    doorNote.value = "door-over";
  });
}

export async function setLanguage(wanted) {
  await choose(wanted);
  if (place.value === "page") await look();
}

export async function leave() {
  await send("DELETE", "session");
  over();
}

/** Shown as chosen at once; it goes back if that does not reach us, and says so. */
export async function setPurpose(name, granted) {
  pending.value = { ...pending.value, [name]: granted };
  const answer = await send("PUT", `purposes/${name}`, { granted, language: language.value });
  const { [name]: _, ...rest } = pending.value;
  batch(() => {
    if (answer.ok && view.value) {
      const purposes = view.value.purposes.map((each) => (each.name === name ? { ...each, granted } : each));
      view.value = { ...view.value, purposes };
    }
    pending.value = rest;
  });
  done.value = answer.ok ? (granted ? "changed" : "objected") : "";
  return answer;
}

export async function objectToAll() {
  for (const each of view.value.purposes) {
    if (each.can_be_refused && each.granted) await setPurpose(each.name, false);
  }
}

/** What is erased has no page that could change. */
effect(() => certificate.value && stream?.close());

/** Something else we can do; `said` is the word for it once it is done. */
export async function act(method, path, body, said = "") {
  const answer = await send(method, path, body);
  if (answer.ok) {
    done.value = said;
    await look().catch(() => (line.value = "away"));
  }
  return answer;
}
