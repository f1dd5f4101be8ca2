/** From a document of the API to a view: which renderer draws which kind. */

import { article } from "./article.js";
import { articleIndex } from "./article_index.js";
import { home, standard } from "./standard.js";
import { author, topic } from "./topic.js";
import { trial } from "./trial.js";

const RENDERERS = new Map([
  ["home.HomePage", home],
  ["home.StandardPage", standard],
  ["blog.ArticleIndexPage", articleIndex],
  ["blog.ArticlePage", article],
  ["trials.Trial", trial],
  ["blog.Topic", topic],
  ["blog.Author", author],
]);

/** The language of a document; what has none (a trial) takes that of its address. */
export function localeOf(document_, fallback) {
  const locale = document_.meta?.locale;
  return (typeof locale === "string" ? locale : locale?.language_code) || fallback;
}

/** Return the view of a document; a type that is not known is shown as a plain page with its body. */
export async function documentView(document_, context, view) {
  const renderer = RENDERERS.get(document_.meta?.type) ?? standard;
  return {
    node: await renderer(document_, context, view),
    title: document_.seo?.title || document_.title || document_.name || context.site.name,
    translations: document_.translations ?? [],
    url: document_.meta?.html_url ?? null,
    description: document_.seo?.description || (typeof document_.summary === "string" ? document_.summary : ""),
    canonical: document_.seo?.canonical,
    robots: document_.seo?.robots,
  };
}
