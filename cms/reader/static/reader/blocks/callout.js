/** Callouts: a box with an icon and a word that say what kind of remark it is. */

import { h } from "../dom.js";
import { icon } from "../parts/icons.js";

const KINDS = new Set(["information", "tip", "warning", "disclaimer", "takeaway"]);

export function callout(value, context) {
  const kind = KINDS.has(value.kind) ? value.kind : "information";
  const label = context.t(kind);
  return h(
    "div",
    { class: `callout callout-${kind}`, role: "note", "aria-label": value.title ? `${label}: ${value.title}` : label },
    h("p", { class: "callout-label" }, icon(kind), label),
    value.title ? h("p", { class: "callout-title" }, value.title) : null,
    h("div", { class: "rich" }, context.rich(value.text)),
    value.link
      ? h("p", { class: "callout-link" }, context.link(value.link.url, {}, value.link.text || value.link.url))
      : null,
  );
}
