/**
 * Cards: a link to a page, a topic or an author with what is needed to choose it.
 */

import { drawing, h } from "../dom.js";
import { picture } from "./picture.js";

/** A quiet drawing for cards without a picture: a leaf of paper with lines of text. */
const BLANK = "M7 4h7l4 4v12H7zm6 1.5H8.5v13h8V9H13zM10 11h5v1.2h-5zm0 2.6h5v1.2h-5zm0 2.6h3v1.2h-3z";
const SIZES = "(min-width: 60rem) 22rem, (min-width: 40rem) 45vw, 92vw";

/**
 * Return the card of a page. `level` is the heading's level, so that headings keep their order.
 *
 * The title's link covers the whole card; the picture says nothing that the title does not.
 */
export function card(item, context, { level = 3, note = null } = {}) {
  const media = picture(item.image, context, { sizes: SIZES, alt: "" });
  return h(
    "li",
    { class: "card" },
    h("div", { class: "card-media" }, media ?? drawing(BLANK, "card-blank")),
    h(
      "div",
      { class: "card-text" },
      h(`h${level}`, { class: "card-title" }, context.link(item.url, { class: "card-link" }, item.title)),
      item.summary ? h("p", { class: "card-summary" }, item.summary) : null,
      note ? h("p", { class: "card-note" }, note) : null,
    ),
  );
}

/** Return a list of cards, or null when there are none. */
export function cards(items, context, options = {}) {
  if (!items?.length) return null;
  return h("ul", { class: "cards", role: "list" }, items.map((item) => card(item, context, options)));
}

/** Turn an item of a page list (a page document with few fields) into a card. */
export function cardOf(item) {
  return {
    title: item.title,
    url: item.meta?.html_url ?? item.url,
    summary: item.summary ?? item.meta?.search_description ?? "",
    image: item.hero_image ?? item.image ?? null,
    published_at: item.published_at ?? item.meta?.first_published_at ?? null,
  };
}

/** Return topics as a row of small links. */
export function chips(topics, context, label) {
  if (!topics?.length) return null;
  return h(
    "ul",
    { class: "chips", role: "list", "aria-label": label },
    topics.map((topic) => h("li", {}, context.link(topic.url, { class: "chip" }, topic.title))),
  );
}
