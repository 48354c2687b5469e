// Warmline's chat: <script src="https://…/widget.js" data-key="wl_browser_…" async></script>
// It stores nothing until the first message is sent, and touches nothing of the page around it.
(() => {
  const script = document.currentScript;
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
  const font = script.dataset.font;
  if (font) host.style.setProperty("--warmline-font", font);
  const begin = () => {
    document.body.append(host);
    import(`${origin}/web/{{build}}/widget/main.js`).then(({ start }) =>
      start(host.attachShadow({ mode: "open" }), {
        origin,
        key: script.dataset.key,
        language: script.dataset.language,
      }),
    );
  };
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
})();
