// What the widget keeps on the device: nothing before the first message, then who the visitor is
// and what has not been sent yet. Where storage is forbidden it lasts as long as the page.
let name = "";
let kept = { visitor: null, outbox: [], read: 0 };

export function open(key) {
  name = `warmline:${key.slice(-12)}`;
  kept = { ...kept, ...stored() };
  return kept;
}

export function keep(change) {
  kept = { ...kept, ...change };
  if (!kept.visitor) return;
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still gets answers.
  }
}

/** 32 random bytes as text: who has them is this visitor, so they are told to our server only. */
export function newVisitor() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ "+": "-", "/": "_" })[sign] ?? "");
}

export const newId = () => newVisitor().slice(0, 22);

/** Hear when another tab of this page changed what is kept. */
export function listen(heard) {
  addEventListener("storage", (event) => {
    if (event.key !== name) return;
    if (!kept.visitor) kept = { ...kept, ...stored() };
    heard(kept);
  });
}

/** What is kept may be broken, or written by another: only what has our shape counts. */
function stored() {
  try {
    const { visitor, outbox, read } = JSON.parse(localStorage.getItem(name));
    return /^[\w-]{43}$/.test(visitor) && Array.isArray(outbox) ? { visitor, outbox, read: Number(read) || 0 } : {};
  } catch {
    return {};
  }
}
