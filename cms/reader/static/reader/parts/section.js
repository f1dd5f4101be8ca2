/** A titled part of a page; nothing at all when it would be empty. */

import { h, uniqueId } from "../dom.js";

/** Return `<section>` with a heading that names it, or null without content. */
export function section(title, content, { level = 2, className = "section" } = {}) {
  const children = [content].flat(Infinity).filter(Boolean);
  if (!children.length) return null;
  const id = uniqueId("section");
  return h(
    "section",
    { class: className, "aria-labelledby": id },
    h(`h${level}`, { id, class: "section-title" }, title),
    children,
  );
}
