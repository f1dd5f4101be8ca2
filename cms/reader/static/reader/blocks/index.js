/**
 * The body of a page: one renderer per type of block.
 *
 * A renderer is `(value, context, { level, titled }) -> Node or null`; `level` is the one for a title of its
 * own, one below the last heading; `titled` says that a heading stands right above. A type that is not listed is skipped with a note on the console: a newer
 * CMS must not break an older reader.
 */

import { h } from "../dom.js";
import { callout } from "./callout.js";
import { embed, image } from "./media.js";
import { linkButton, relatedPosts } from "./posts.js";
import { priceRange } from "./price.js";
import { references } from "./references.js";
import { table } from "./table.js";
import { bulletList, heading, numberedList, paragraph, question, quote } from "./text.js";
import { trials } from "./trials.js";

const RENDERERS = new Map([
  ["heading", heading],
  ["paragraph", paragraph],
  ["bullet_list", bulletList],
  ["numbered_list", numberedList],
  ["callout", callout],
  ["image", image],
  ["embed", embed],
  ["quote", quote],
  ["table", table],
  ["price_range", priceRange],
  ["trial_list", trials],
  ["related_posts", relatedPosts],
  ["link_button", linkButton],
  ["question", question],
  ["references", references],
]);

/** Render one block; null when there is nothing to show. */
function renderBlock(block, context, place) {
  const renderer = RENDERERS.get(block?.type);
  if (!renderer) {
    console.info(`This reader does not know blocks of the type "${block?.type}" and leaves them out.`);
    return null;
  }
  if (block.value === null || block.value === undefined) return null;
  try {
    const node = renderer(block.value, context, place);
    if (node && block.id) node.dataset.block = block.id;
    return node;
  } catch (error) {
    // One block that cannot be drawn must not take the page with it.
    console.error(`The block "${block.id}" (${block.type}) could not be shown.`, error);
    return null;
  }
}

/** Render a body (a list of blocks) below a heading of `level`, or null without any. */
export function renderBody(body, context, { level = 1 } = {}) {
  let last = level;
  let titled = false;
  const nodes = (body ?? []).map((block) => {
    const node = renderBlock(block, context, { level: last + 1, titled });
    if (node) titled = block.type === "heading";
    if (titled && node) last = Number(node.localName.slice(1));
    return node;
  }).filter(Boolean);
  return nodes.length ? h("div", { class: "body" }, nodes) : null;
}
