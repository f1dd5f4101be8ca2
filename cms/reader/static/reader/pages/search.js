/** What a search finds: articles, and trials below them. */

import { h } from "../dom.js";
import { breadcrumbs, homeCrumbs } from "../parts/breadcrumbs.js";
import { searchForm } from "../parts/header.js";
import { pagedList } from "../parts/paged_list.js";
import { section } from "../parts/section.js";
import { trialList } from "../parts/trial.js";
import { articleCard, trialCards } from "./lists.js";

const TRIALS_SHOWN = 5;

function articlesFor(words, context, view) {
  return pagedList({
    fetchPart: (window) => context.api.list("pages", {
      type: "blog.ArticlePage", search: words, locale: context.locale, fields: "summary,hero_image,published_at", ...window,
    }, { signal: view.signal }),
    draw: (item) => articleCard(item, context),
    listClass: "cards",
    size: 12,
    part: view.part,
    remember: view.rememberPart,
    context,
    empty: context.t("noResults"),
  });
}

async function found(words, context, view) {
  const { t } = context;
  const [articles, trials] = await Promise.all([
    articlesFor(words, context, view),
    trialCards({ search: words, limit: TRIALS_SHOWN }, context, view),
  ]);
  const count = trials.meta.total_count;
  const all = count > TRIALS_SHOWN
    ? h("p", {}, h("a", { href: context.own(`/trials/?search=${encodeURIComponent(words)}`) }, t("trialCount", { n: count })))
    : null;
  return [
    h("p", { class: "count", role: "status" }, t("resultCount", { n: articles.total + count })),
    section(t("articles"), articles.node),
    section(t("trials"), count ? [trialList(trials.items, context, { layout: "short" }), all] : null),
  ];
}

/** Return the page of results. */
export async function search(context, view) {
  const { t } = context;
  const words = new URLSearchParams(view.address.query).get("q")?.trim() ?? "";
  const title = words ? t("searchResultsFor", { query: words }) : t("searchResults");
  const results = words ? await found(words, context, view) : h("p", { class: "note" }, t("searchHint"));
  const node = h("div", { class: "index" },
    h("header", { class: "page-header" },
      breadcrumbs(homeCrumbs(context), t("search"), context),
      h("h1", {}, title),
      searchForm(context, { value: words, prominent: true })),
    results);
  return { title, node, robots: "noindex" };
}
