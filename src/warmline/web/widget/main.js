// The widget: a button, and the panel it opens. `widget.js` loads this into a shadow root.
import partsStyle from "../lib/parts.css.js";
import tokensStyle from "../lib/tokens.css.js";
import { Icon, effect, html, render, useEffect, useRef } from "../lib/ui.js";
import { chat_circle_text, x } from "./icons.js";
import { Panel } from "./panel.js";
import { begin, dial, isOpen, line, outbox, see, state, unread } from "./store.js";
import widgetStyle from "./widget.css.js";
import { choose, direction, language, words } from "./words.js";

/** Begin in a shadow root; `settings` are `origin`, `key`, and `language` if the page names one. */
export async function start(root, settings) {
  root.adoptedStyleSheets = [tokensStyle, partsStyle, widgetStyle].map(sheet);
  await choose(settings.language);
  begin(settings);
  render(html`<${Widget} />`, root);
  effect(() => state.value && see());
  document.addEventListener("visibilitychange", see);
}

function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

function Widget() {
  const launcher = useRef(null);
  const w = words.value;
  const shut = () => {
    isOpen.value = false;
    requestAnimationFrame(() => launcher.current?.focus());
  };
  const open = () => {
    isOpen.value = true;
    dial();
    see();
  };
  useEffect(() => {
    if (isOpen.value && line.value === "idle" && outbox.value.length) dial();
  }, []);
  return html`<div class="widget" lang=${language.value} dir=${direction()}>
    ${isOpen.value && html`<${Panel} shut=${shut} />`}
    <button
      ref=${launcher}
      type="button"
      class=${isOpen.value ? "launcher open" : "launcher"}
      aria-expanded=${String(isOpen.value)}
      aria-label=${isOpen.value ? w.shut : unread.value ? `${w.open}: ${w.unread(unread.value)}` : w.open}
      onClick=${isOpen.value ? shut : open}
    >
      <${Icon} path=${isOpen.value ? x : chat_circle_text} size=${26} />
      ${!isOpen.value && unread.value > 0 && html`<span class="unread" aria-hidden="true">${unread.value}</span>`}
    </button>
  </div>`;
}
