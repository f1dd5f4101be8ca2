/**
 * The table of contents: always open beside the text on a wide screen, closed above it on a narrow one.
 */

import { h } from "../dom.js";

const WIDE = "(min-width: 64rem)";
/** Fewer headings than this are seen at a glance. */
const FEWEST = 3;
/** Pixels from the top of the window within which a heading counts as reached; jumps leave 24. */
const UPPER_EDGE = 80;

/** Mark the entry of the part that is being read: the last heading at the upper edge, or above. */
function followReading(links) {
  let waiting = false;

  function mark() {
    waiting = false;
    if (!links[0].isConnected) {
      // Another view is shown.
      removeEventListener("scroll", onScroll);
      return;
    }
    const passed = links.filter((link) => {
      const heading = document.getElementById(link.dataset.anchor);
      return heading && heading.getBoundingClientRect().top < UPPER_EDGE;
    });
    for (const link of links) link.removeAttribute("aria-current");
    passed.at(-1)?.setAttribute("aria-current", "true");
  }

  function onScroll() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }

  addEventListener("scroll", onScroll, { passive: true });
  // The headings are in the document only once the view is shown.
  onScroll();
}

/** Return the contents of an article from the API's `toc`, or null when there is little to list. */
export function tableOfContents(toc, context) {
  const entries = (toc ?? []).filter((entry) => entry.level <= 3);
  if (entries.length < FEWEST) return null;
  const links = entries.map((entry) => h("a", { href: `#${entry.anchor}`, "data-anchor": entry.anchor }, entry.text));
  followReading(links);
  return h(
    "nav",
    { class: "toc", "aria-label": context.t("onThisPage") },
    h(
      "details",
      { open: window.matchMedia(WIDE).matches },
      h("summary", {}, context.t("onThisPage")),
      h("ol", { role: "list" }, links.map((link, index) => h("li", { class: `toc-${entries[index].level}` }, link))),
    ),
  );
}
