/** The list of articles, newest first, by topic. */

import { renderBody } from "../blocks/index.js";
import { h } from "../dom.js";
import { breadcrumbs } from "../parts/breadcrumbs.js";
import { articleList } from "./lists.js";

/** The topics that one can choose from; without them the list still works. */
async function topicsOf(context, view) {
  try {
    const answer = await context.api.list("topics", { locale: context.locale, limit: 100 }, { signal: view.signal });
    return answer.items;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return [];
  }
}

function topicFilter(topics, chosen, context, view) {
  if (!topics.length) return null;
  const choice = (slug, label) => h("li", {}, h("a", {
    class: "chip",
    href: context.reader.addresses.written({ path: view.address.path, query: slug ? `topic=${encodeURIComponent(slug)}` : "" }),
    "aria-current": slug === chosen ? "true" : null,
  }, label));
  return h("nav", { class: "filter", "aria-label": context.t("filterByTopic") },
    h("ul", { class: "chips", role: "list" },
      choice("", context.t("allTopics")),
      topics.map((topic) => choice(topic.meta?.slug ?? topic.slug, topic.title ?? topic.name))));
}

/** Return the index page. */
export async function articleIndex(page, context, view) {
  const chosen = new URLSearchParams(view.address.query).get("topic") ?? "";
  const [topics, list] = await Promise.all([
    topicsOf(context, view),
    articleList({ descendant_of: page.id, topics__slug: chosen }, context, { view, level: 2 }),
  ]);
  return h(
    "div",
    { class: "index" },
    h("header", { class: "page-header" },
      breadcrumbs(page.breadcrumbs, page.title, context),
      h("h1", {}, page.title),
      page.intro ? h("div", { class: "rich lede" }, context.rich(page.intro)) : null),
    topicFilter(topics, chosen, context, view),
    h("p", { class: "count" }, context.t("articleCount", { n: list.total })),
    list.node,
    renderBody(page.body, context),
  );
}
