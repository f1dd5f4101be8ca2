/**
 * A list from the API that grows: "Show more" fetches the next part and keeps the place in the address.
 */

import { h } from "../dom.js";
import { icon } from "./icons.js";

/** The API hands out at most this many at once. */
const MOST = 100;

/** Return which part of a list an address asks for: 1 for the first, 3 for the first three. */
export function partOf(query) {
  const part = Number.parseInt(new URLSearchParams(query).get("part") ?? "1", 10);
  return Number.isFinite(part) && part > 0 ? part : 1;
}

/** Fetch the first `count` items, in as few requests as the API allows. */
async function fetchFirst(fetchPart, count) {
  const answer = await fetchPart({ offset: 0, limit: Math.min(count, MOST) });
  const items = [...answer.items];
  while (items.length < Math.min(count, answer.meta.total_count)) {
    const next = await fetchPart({ offset: items.length, limit: Math.min(count - items.length, MOST) });
    if (!next.items.length) break;
    items.push(...next.items);
  }
  return { items, total: answer.meta.total_count };
}

/**
 * Return `{ node, total }`: a list with a button for more.
 *
 * `fetchPart({ offset, limit })` asks the API, `draw(item)` makes one `<li>`, `listClass` styles the list,
 * `size` is how many a part has, `part` how many parts to show at first, `remember(part)` is told of each.
 */
export async function pagedList({ fetchPart, draw, listClass, size, part = 1, remember, context, empty, ordered = false }) {
  const { t } = context;
  const first = await fetchFirst(fetchPart, size * part);
  if (!first.items.length) return { node: h("p", { class: "empty" }, empty), total: first.total };

  const list = h(ordered ? "ol" : "ul", { class: listClass, role: "list" }, first.items.map(draw));
  const status = h("p", { class: "paging-status", role: "status" });
  const button = h("button", { type: "button", class: "button button-secondary" }, t("showMore"), icon("chevron"));
  let shownParts = part;

  function report() {
    const shown = list.childElementCount;
    status.textContent = first.total > size ? t("shownOf", { shown, total: first.total }) : "";
    button.hidden = shown >= first.total;
  }

  async function more() {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetchPart({ offset: list.childElementCount, limit: size });
      const nodes = answer.items.map(draw);
      list.append(...nodes);
      shownParts += 1;
      remember?.(shownParts);
      report();
      // The keyboard goes on where the new part starts.
      nodes[0]?.querySelector("a")?.focus({ preventScroll: true });
      if (!nodes.length) button.hidden = true;
    } catch (error) {
      status.textContent = error.name === "NoAnswer" ? t("noAnswer") : error.message;
    } finally {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  }

  button.addEventListener("click", more);
  report();
  return { node: h("div", { class: "paged" }, list, h("div", { class: "paging" }, status, button)), total: first.total };
}
