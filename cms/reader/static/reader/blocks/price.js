/** What something costs: a range, where and when it was true, and who says so. */

import { h } from "../dom.js";
import { sentence, time } from "../parts/time.js";

export function priceRange(value, context) {
  const { t, format } = context;
  const amount = format.money(value.low, value.high, value.currency);
  if (!amount) return null;
  const date = value.as_of ? h("span", {}, sentence(t("priceAsOf", { date: "{date}" }), { date: time(value.as_of, context) })) : null;
  const source = value.source || value.source_url
    ? h("p", { class: "note" }, `${t("source")}: `, context.link(value.source_url, {}, value.source || value.source_url))
    : null;
  return h(
    "div",
    { class: "price", role: "group", "aria-label": t("priceRange") },
    h("p", { class: "price-label" }, t("priceRange")),
    h("p", { class: "price-amount" }, h("strong", {}, amount), value.unit ? h("span", { class: "price-unit" }, ` ${value.unit}`) : null),
    value.place ? h("p", { class: "price-place" }, value.place) : null,
    date ? h("p", { class: "note" }, date) : null,
    source,
  );
}
