// Warmline's chat: <script src="https://…/widget.js" data-key="wl_browser_…" async></script>
// It stores nothing until the first message is sent, and touches nothing of the page around it.
(() => {
  const script = document.currentScript;
  const { key, language, font } = script.dataset;
  const origin = new URL(script.src).origin;
  const host = document.createElement("warmline-chat");
  // The page's own styles must not hide or move it.
  for (const [name, value] of [
    ["all", "initial"],
    ["position", "fixed"],
    ["inset", "auto 0 0 auto"],
    ["z-index", "2147483000"],
    ["display", "block"],
  ])
    host.style.setProperty(name, value, "important");
  if (font) host.style.setProperty("--warmline-font", font);
  // All parts are asked for at once, not each when the one before it names it.
  const load = (name) => import(`${origin}/web/{{build}}/${name}`);
  for (const name of "{{modules}}".split(" ")) load(name);
  load("widget/words.js").then(({ choose }) => choose(language));
  const main = load("widget/main.js");
  const begin = () => {
    document.body.append(host);
    main.then(({ start }) => start(host.attachShadow({ mode: "open" }), { origin, key, language }));
  };
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
})();
