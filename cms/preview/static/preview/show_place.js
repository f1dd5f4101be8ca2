/**
 * In the editor: show the place at which the preview panel was clicked.
 *
 * Only a frame of this editor's own preview panel is listened to, and all it can do is name an element.
 */
(() => {
  // As long as a panel takes to unfold.
  const UNFOLDING_MILLISECONDS = 150;
  const WRITABLE = "input:not([type=hidden]):not([tabindex='-1']), textarea, select, [contenteditable=true], button";

  const isPreview = (source) =>
    [...document.querySelectorAll(".w-preview iframe")].some((frame) => frame.contentWindow === source);

  function openTab(place) {
    const tab = place.closest("[role=tabpanel]");
    if (tab?.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
  }

  function unfold(place) {
    for (let panel = place; panel; panel = panel.parentElement?.closest("[data-panel]")) {
      panel.querySelector(":scope > .w-panel__header > [data-panel-toggle][aria-expanded=false]")?.click();
    }
  }

  function show(place) {
    place.scrollIntoView({ block: "start" });
    const content = place.querySelector(".w-panel__content") ?? place;
    content.querySelector(WRITABLE)?.focus({ preventScroll: true });
  }

  window.addEventListener("message", (event) => {
    if (event.data?.type !== "cms:show-place" || !isPreview(event.source)) return;
    const place = document.getElementById(String(event.data.anchor));
    if (!place) return;
    openTab(place);
    unfold(place);
    window.setTimeout(() => show(place), UNFOLDING_MILLISECONDS);
  });
})();
