/** References, numbered, each leading to its source. */

import { h } from "../dom.js";

const NAMES = { doi: "DOI", pmid: "PubMed", registry: "", url: "" };

function source(item, context) {
  const name = NAMES[item.kind] ?? "";
  const text = [name, item.identifier || item.url].filter(Boolean).join(" ");
  return text ? context.link(item.url, { class: "reference-link" }, text) : null;
}

export function references(value, context) {
  const items = Array.isArray(value) ? value : value.items ?? [];
  if (!items.length) return null;
  return h(
    "ol",
    { class: "references", "aria-label": context.t("references") },
    items.map((item) => h("li", {}, item.citation ? [item.citation, " "] : null, source(item, context))),
  );
}
