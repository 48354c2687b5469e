// All parts in all their states, drawn by the code that draws them for customers.
// Nothing here is live: presses are stopped, so a sample can do nothing.
import partsStyle from "../lib/parts.css.js";
import tokensStyle from "../lib/tokens.css.js";
import { html, render, signal } from "../lib/ui.js";
import widgetStyle from "../widget/widget.css.js";
import { choose, direction, language } from "../widget/words.js";
import { samples } from "./samples.js";
import { COLOURS, TYPE } from "./tokens.js";

const LANGUAGES = ["en", "de", "es", "fr", "ar"];
const dark = signal(matchMedia("(prefers-color-scheme: dark)").matches);

/** A part as the widget draws it, in a shadow root of its own. */
class Sample extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [tokensStyle, partsStyle, widgetStyle].map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    for (const type of ["click", "submit", "input", "keydown"])
      root.addEventListener(type, stop, { capture: true });
    this.root = root;
    this.draw();
  }

  draw() {
    render(
      html`<div class="widget" lang=${language.value} dir=${direction()} style=${{ colorScheme: dark.value ? "dark" : "light" }}>
        <div class=${`part ${this.dataset.hints ?? ""}`}>${samples[this.dataset.group][this.dataset.name]()}</div>
      </div>`,
      this.root,
    );
  }
}

function stop(event) {
  if (event.type === "keydown" && event.key === "Tab") return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

function Page() {
  return html`
    <section><h2>Colour by meaning</h2>
      <div class="colours">${COLOURS.map(
        ([name, on, said]) => html`<div class="colour" data-ground=${name} data-text=${on}><b>${name}</b><span>${said}</span></div>`,
      )}</div>
    </section>
    <section><h2>Type</h2>
      ${TYPE.map(([role, words]) => html`<p class="type" data-role=${role}>${words}</p>`)}
    </section>
    ${Object.entries(samples).map(
      ([group, parts]) => html`<section key=${group}><h2>${group}</h2>
        ${Object.keys(parts).map(
          (name) => html`<figure key=${name}>
            <part-sample data-group=${group} data-name=${name}></part-sample>
            <figcaption>${name}</figcaption>
          </figure>`,
        )}
      </section>`,
    )}`;
}

function Ways() {
  return html`
    <button type="button" class="button small" aria-pressed=${String(dark.value)} onClick=${() => show(() => (dark.value = !dark.value))}>Dark</button>
    <label>Language <select class="field" onChange=${(event) => show(() => choose(event.target.value))}>
      ${LANGUAGES.map((each) => html`<option selected=${each === language.value}>${each}</option>`)}
    </select></label>`;
}

async function show(change) {
  await change();
  document.documentElement.style.colorScheme = dark.value ? "dark" : "light";
  for (const each of document.querySelectorAll("part-sample")) each.draw();
  render(html`<${Ways} />`, document.getElementById("ways"));
}

await choose(new URLSearchParams(location.search).get("language") ?? "en");
customElements.define("part-sample", Sample);
render(html`<${Page} />`, document.getElementById("parts"));
show(() => {});
