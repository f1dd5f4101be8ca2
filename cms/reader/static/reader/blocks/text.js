/** Blocks that are mostly text. */

import { h, uniqueId } from "../dom.js";

export function heading(value) {
  const level = Math.min(4, Math.max(2, Number(value.level) || 2));
  return value.text ? h(`h${level}`, { id: value.anchor || uniqueId("heading"), tabindex: "-1" }, value.text) : null;
}

export function paragraph(value, context) {
  return value ? h("div", { class: "rich" }, context.rich(value)) : null;
}

function list(tag, items, context) {
  const entries = (items ?? []).filter(Boolean);
  return entries.length ? h(tag, { class: "list rich" }, entries.map((item) => h("li", {}, context.rich(item)))) : null;
}

export const bulletList = (value, context) => list("ul", value, context);

export const numberedList = (value, context) => list("ol", value, context);

export function quote(value, context) {
  if (!value.text) return null;
  const source = value.attribution || value.source_url;
  return h(
    "figure",
    { class: "quote" },
    h("blockquote", { cite: value.source_url || null }, value.text.split(/\n{2,}/).map((text) => h("p", {}, text))),
    source
      ? h("figcaption", {}, context.link(value.source_url, {}, value.attribution || context.t("source")))
      : null,
  );
}

export function question(value, context) {
  if (!value.question) return null;
  return h(
    "details",
    { class: "question" },
    h("summary", {}, h("span", {}, value.question)),
    h("div", { class: "rich" }, context.rich(value.answer)),
  );
}
