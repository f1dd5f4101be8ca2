/** Links to other pages: related posts and buttons. */

import { h, uniqueId } from "../dom.js";
import { card } from "../parts/card.js";
import { icon } from "../parts/icons.js";

export function relatedPosts(value, context, { level, titled }) {
  if (!value.posts?.length) return null;
  // A heading right above says already what these are.
  const title = value.title || (titled ? null : context.t("related"));
  const id = uniqueId("related");
  return h(
    // A group and not a landmark: a page may have several.
    "div",
    { class: "related-posts", role: "group", "aria-labelledby": title ? id : null, "aria-label": title ? null : context.t("related") },
    title ? h(`h${level}`, { id, class: "block-title" }, title) : null,
    h("ul", { class: "cards cards-compact", role: "list" }, value.posts.map((post) => card(post, context, { level: title ? level + 1 : level }))),
  );
}

export function linkButton(value, context) {
  if (!value.url) return null;
  const style = value.style === "secondary" ? "secondary" : "primary";
  return h("p", { class: "button-row" },
    context.link(value.url, { class: `button button-${style}` }, value.text || value.page?.title || value.url,
      icon(value.external ? "outward" : "arrow")));
}
