/**
 * The table of contents: always open beside the text on a wide screen, closed above it on a narrow one.
 */

import { h } from "../dom.js";

const WIDE = "(min-width: 64rem)";
/** Fewer headings than this are seen at a glance. */
const FEWEST = 3;

/** Mark the entry of the part that is being read. */
function followReading(links) {
  if (!("IntersectionObserver" in window)) return;
  const byAnchor = new Map(links.map((link) => [link.dataset.anchor, link]));
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (!seen) return;
      for (const link of links) link.removeAttribute("aria-current");
      byAnchor.get(seen.target.id)?.setAttribute("aria-current", "true");
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  // The headings are in the document only once the view is shown.
  requestAnimationFrame(() => {
    for (const anchor of byAnchor.keys()) {
      const heading = document.getElementById(anchor);
      if (heading) observer.observe(heading);
    }
  });
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
