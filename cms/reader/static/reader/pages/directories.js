/** The lists of all topics and of all authors. */

import { h } from "../dom.js";
import { breadcrumbs, homeCrumbs } from "../parts/breadcrumbs.js";
import { card } from "../parts/card.js";
import { pagedList } from "../parts/paged_list.js";
import { topicKind } from "./topic.js";

function directory({ title, endpoint, fields, draw }) {
  return async (context, view) => {
    const name = context.t(title);
    const list = await pagedList({
      fetchPart: (window) => context.api.list(endpoint, {
        locale: context.locale, order: "name", fields, ...window,
      }, { signal: view.signal }),
      draw: (item) => draw(item, context),
      listClass: "cards cards-text",
      size: 48,
      part: view.part,
      remember: view.rememberPart,
      context,
      empty: context.t("noResults"),
    });
    const node = h("div", { class: "index" },
      h("header", { class: "page-header" }, breadcrumbs(homeCrumbs(context), name, context), h("h1", {}, name)),
      list.node);
    return { title: name, node };
  };
}

const asCard = (item, summary, image = null) => ({
  title: item.name ?? item.title, url: item.meta?.html_url ?? item.url, summary, image,
});

export const topics = directory({
  title: "topics",
  endpoint: "topics",
  fields: "name,kind",
  draw: (item, context) => card(asCard(item, topicKind(item.kind, context)), context, { level: 2 }),
});

export const authors = directory({
  title: "authors",
  endpoint: "authors",
  fields: "name,credentials,role,photo",
  draw: (item, context) => card(
    asCard(item, [item.credentials, item.role].filter(Boolean).join(" · "), item.photo), context, { level: 2 }),
});
