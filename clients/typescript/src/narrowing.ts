import type { PageType, RichText } from "./types.js";

/** Tell whether a page is of one type; from there on its fields are known. */
export function isPage<Any extends { meta: { type: PageType } }, Type extends PageType>(
  page: Any,
  type: Type,
): page is Extract<Any, { meta: { type: Type } }> {
  return page.meta.type === type;
}

/** Return rich text as the text that it is in every format but `json`; throws a `TypeError` for a tree. */
export function html(richText: RichText): string {
  if (typeof richText !== "string") {
    throw new TypeError("This rich text is a tree: it was asked for with rich_text_format=json.");
  }
  return richText;
}
