/** Links to other pages: related posts and buttons. */

import { h, uniqueId } from "../dom.js";
import { card } from "../parts/card.js";
import { icon } from "../parts/icons.js";

export function relatedPosts(value, context, { level }) {
  if (!value.posts?.length) return null;
  const title = value.title || context.t("related");
  const id = uniqueId("related");
  return h(
    "section",
    { class: "related-posts", "aria-labelledby": id },
    h(`h${level}`, { id, class: "block-title" }, title),
    h("ul", { class: "cards cards-compact", role: "list" }, value.posts.map((post) => card(post, context, { level: level + 1 }))),
  );
}

export function linkButton(value, context) {
  if (!value.url) return null;
  const style = value.style === "secondary" ? "secondary" : "primary";
  return h("p", { class: "button-row" },
    context.link(value.url, { class: `button button-${style}` }, value.text || value.page?.title || value.url,
      icon(value.external ? "outward" : "arrow")));
}
