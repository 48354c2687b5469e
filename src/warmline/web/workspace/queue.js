// The queue: with you, waiting for a person, put aside. Each row says why it stands where it does.
import { Icon, html, useRef } from "../lib/ui.js";
import { scales } from "../lib/icons.js";
import { isHeld, pending, settle, shown } from "./order.js";
import { Urgency } from "./parts.js";
import { now, open, openId, queue, rows } from "./store.js";
import { ago, clock, clockWithDay, heavy, minutesSince } from "./words.js";

export function Queue() {
  const list = useRef(null);
  const hold = (held) => () => {
    isHeld.value = held || Boolean(list.current?.contains(document.activeElement));
  };
  const left = (event) => {
    isHeld.value = list.current.contains(event.relatedTarget) || list.current.matches(":hover");
  };
  const lists = shown.value;
  const isEmpty = !lists.mine.length && !lists.waiting.length && !lists.aside.length;
  const capacity = queue.value?.capacity;
  return html`<section class="queue" aria-label="Queue">
    <header class="queue-head">
      <h2>Queue</h2>
      <p>Promise first, then urgency, then course</p>
    </header>
    <div class="queue-list" ref=${list} onPointerEnter=${hold(true)} onPointerLeave=${hold(false)}
      onFocusIn=${hold(true)} onFocusOut=${left}>
      ${pending.value > 0 &&
      html`<button type="button" class="button small new-rows" onClick=${settle}>${pending.value} new</button>`}
      ${!queue.value && html`<${Skeleton} />`}
      ${queue.value && isEmpty && html`<${Empty} />`}
      <${Section} title="With you" ids=${lists.mine} count=${capacity ? `${lists.mine.length} of ${capacity}` : lists.mine.length} />
      <${Section} title="Waiting for a person" ids=${lists.waiting} count=${lists.waiting.length} />
      <${Section} title="Put aside" ids=${lists.aside} count=${lists.aside.length} />
      ${queue.value?.more > 0 && html`<p class="queue-note">${queue.value.more} more wait behind these.</p>`}
      ${queue.value && html`<p class="queue-note">${withOthers(lists.others.length, queue.value.with_assistant)}</p>`}
    </div>
    ${queue.value?.load.heavy > 1 &&
    html`<footer class="load"><${Icon} path=${scales} size=${18} /><p>${heavy(queue.value.load.heavy)}</p></footer>`}
  </section>`;
}

const withOthers = (people, assistant) =>
  [
    people && `${people} with colleagues`,
    `${assistant >= 200 ? "200 or more" : assistant} with the assistant`,
  ]
    .filter(Boolean)
    .join(", ") + ".";

function Section({ title, ids, count }) {
  if (!ids.length) return null;
  return html`<section class="queue-section">
    <h3>${title}<span>${count}</span></h3>
    <ul>
      ${ids.map((id) => html`<${Row} key=${id} id=${id} />`)}
    </ul>
  </section>`;
}

function Row({ id }) {
  const row = rows.value.get(id);
  if (!row) return html`<li class="row gone">No longer in the queue</li>`;
  return html`<li>
    <button type="button" class="row" id=${`row-${id}`} aria-current=${String(openId.value === id)} onClick=${() => open(id)}>
      <span class="row-who"><b><bdi>${row.name}</bdi></b> <span class="row-wish"><bdi>${row.wish}</bdi></span></span>
      <span class=${row.is_late && row.holder === "waiting" ? "row-time late" : "row-time"}>${time(row)}</span>
      <span class="row-why"><b>${row.reason.cause}</b> ${row.reason.text}</span>
      <${Urgency} step=${row.urgency} />
    </button>
  </li>`;
}

function time(row) {
  if (row.snoozed_until && Date.parse(row.snoozed_until) > now.value) {
    return `until ${clockWithDay(row.snoozed_until)}`;
  }
  if (row.holder === "person") return ago(row.last_at, now.value);
  if (!row.promised_at) return `since ${clockWithDay(row.since)}`;
  const late = minutesSince(row.promised_at, now.value);
  return row.is_late && late > 0 ? `${late} min late` : `by ${clock(row.promised_at)}`;
}

const Empty = () => html`<div class="empty">
  <p><b>Nobody is waiting.</b></p>
  <p>Whoever asks for a person appears here at once.</p>
</div>`;

const Skeleton = () => html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`;
