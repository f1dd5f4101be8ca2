/** The way from the home page to here. */

import { h } from "../dom.js";

/** Return the breadcrumbs for the cards of a page's ancestors; null on the home page. */
export function breadcrumbs(ancestors, current, context) {
  if (!ancestors?.length) return null;
  return h(
    "nav",
    { class: "breadcrumbs", "aria-label": context.t("breadcrumbs") },
    h(
      "ol",
      { role: "list" },
      ancestors.map((ancestor) => h("li", {}, context.link(ancestor.url, {}, ancestor.title))),
      h("li", {}, h("span", { "aria-current": "page" }, current)),
    ),
  );
}

/** Return the one crumb that is known without asking: the home page, and perhaps a list below it. */
export function homeCrumbs(context, ...between) {
  return [{ url: context.own("/"), title: context.t("home") }, ...between];
}
