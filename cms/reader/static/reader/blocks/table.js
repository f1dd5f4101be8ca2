/** Tables: with a caption, and scrolled by themselves where they are wider than the page. */

import { h, uniqueId } from "../dom.js";

function cell(value, column, context, isFirst) {
  const content = column.type === "rich_text" ? context.rich(value) : column.type === "number" ? context.format.number(value) : value;
  const attributes = column.type === "number" ? { class: "number" } : { class: "rich" };
  // A heading without words would be announced as one; an empty cell is just empty.
  return isFirst && column.type === "text" && value
    ? h("th", { ...attributes, scope: "row" }, content)
    : h("td", attributes, content);
}

export function table(value, context) {
  const columns = value.columns ?? [];
  const rows = value.rows ?? [];
  if (!columns.length || !rows.length) return null;
  const id = uniqueId("table");
  const headed = columns.some((column) => column.heading);
  return h(
    "div",
    // What scrolls must be reachable by keyboard, and named.
    {
      class: "table-scroll", role: "group", tabindex: "0",
      "aria-labelledby": value.caption ? id : null,
      "aria-label": value.caption ? null : context.t("table"),
    },
    h(
      "table",
      {},
      value.caption ? h("caption", { id }, value.caption) : null,
      headed
        ? h("thead", {}, h("tr", {}, columns.map((column) =>
            h(column.heading ? "th" : "td", {
              scope: column.heading ? "col" : null,
              class: column.type === "number" ? "number" : null,
            }, column.heading))))
        : null,
      h("tbody", {}, rows.map((row) =>
        h("tr", {}, columns.map((column, index) => cell(row[index] ?? "", column, context, index === 0))))),
    ),
  );
}
