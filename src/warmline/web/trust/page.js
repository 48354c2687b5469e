// The page: its sentence first, then one section for each thing one may ask of us.
import { Icon, html, useEffect, useState } from "../lib/ui.js";
import { pause, shield_check } from "../lib/icons.js";
import { Decided } from "./decided.js";
import { Known, Seen, Talks } from "./facts.js";
import { Rights } from "./rights.js";
import { done, view } from "./store.js";
import { Thinks } from "./thinks.js";
import { Uses } from "./uses.js";
import { by, say, w } from "./words.js";

const SECTIONS = ["uses", "thinks", "knows", "seen", "decided", "talks", "rights"];

export function Page() {
  const words = w.value;
  const here = useHere();
  const { title, gpc, restricted_since: since, claimed_only: claimed } = view.value;
  return html`<div class="columns">
    <nav class="contents" aria-label=${words["nav"]}>
      <ul>${SECTIONS.map((name) => html`<li key=${name}><a href=${`#s-${name}`} aria-current=${here === name ? "true" : undefined} onClick=${(event) => jump(event, name)}>${words[`s-${name}`]}</a></li>`)}</ul>
    </nav>
    <main class="page">
      <h1>${title}</h1>
      <p class="lead">${words["lead"]}</p>
      <p class="hidden-words" role="status">${done.value && words[done.value]}</p>
      ${since && html`<p class="notice still"><${Icon} path=${pause} size=${20} /><span>${say("paused", { at: by(since) })}</span></p>`}
      ${gpc && html`<p class="notice"><${Icon} path=${shield_check} size=${20} /><span>${words["gpc"]}</span></p>`}
      ${claimed && html`<p class="notice still"><span>${words["claimed"]}</span></p>`}
      <${Section} name="uses"><${Uses} /><//>
      <${Section} name="thinks" lead=${words["thinks-lead"]}><${Thinks} /><//>
      <div class="beside">
        <${Section} name="knows"><${Known} /><//>
        <${Section} name="seen"><${Seen} /><//>
      </div>
      <${Section} name="decided"><${Decided} /><//>
      <${Section} name="talks"><${Talks} /><//>
      <${Section} name="rights"><${Rights} /><//>
    </main>
  </div>`;
}

/** The section that is read: the last whose heading has passed the upper third. */
function useHere() {
  const [here, setHere] = useState(SECTIONS[0]);
  useEffect(() => {
    const look = () => {
      const passed = SECTIONS.filter((name) => document.getElementById(`s-${name}`).getBoundingClientRect().top < innerHeight / 3);
      const isAtEnd = scrollY > 0 && Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight;
      setHere(isAtEnd ? SECTIONS.at(-1) : (passed.at(-1) ?? SECTIONS[0]));
    };
    addEventListener("scroll", look, { passive: true });
    return () => removeEventListener("scroll", look);
  }, []);
  return here;
}

/** The heading takes the focus, so that the next Tab is in its section. */
function jump(event, name) {
  event.preventDefault();
  const heading = document.getElementById(`s-${name}`);
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}

function Section({ name, lead, children }) {
  return html`<section class="section" aria-labelledby=${`s-${name}`}>
    <h2 id=${`s-${name}`} tabindex="-1">${w.value[`s-${name}`]}</h2>
    ${lead && html`<p class="under">${lead}</p>`}
    ${children}
  </section>`;
}
