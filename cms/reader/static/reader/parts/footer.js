/** The bottom of every page: who is behind it, links, what readers must know. */

import { h } from "../dom.js";

/** Return the footer's content. */
export function footer(context) {
  const { site, t } = context;
  const links = site.footer?.links ?? [];
  const disclaimers = (site.disclaimers ?? []).filter((disclaimer) => disclaimer.text);
  return h(
    "div",
    { class: "footer-inner" },
    h("p", { class: "footer-name" }, site.organisation?.name || site.name),
    site.footer?.text ? h("div", { class: "rich" }, context.rich(site.footer.text)) : null,
    disclaimers.map((disclaimer) => h("div", { class: "footer-disclaimer rich" }, context.rich(disclaimer.text))),
    links.length
      ? h("nav", { "aria-label": t("footer") },
          h("ul", { class: "footer-links", role: "list" }, links.map((link) => h("li", {}, context.link(link.url, {}, link.label)))))
      : null,
  );
}
