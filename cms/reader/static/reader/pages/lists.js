/** What the list pages ask the API for. */

import { card, cardOf } from "../parts/card.js";
import { pagedList } from "../parts/paged_list.js";

const ARTICLE_FIELDS = "summary,hero_image,published_at";
const TRIAL_FIELDS = "conditions,interventions,countries,sponsor,enrolment,as_of,summary";
const PART = 12;

/** Draw an article of a list, with its date. */
export function articleCard(item, context, { level = 3 } = {}) {
  const { published_at: published, ...rest } = cardOf(item);
  return card(rest, context, { level, note: context.format.date(published) });
}

/** Return a paged list of articles, newest first; `filters` are the API's. */
export function articleList(filters, context, { view, level = 3, size = PART } = {}) {
  return pagedList({
    fetchPart: (window) => context.api.list("pages", {
      type: "blog.ArticlePage", fields: ARTICLE_FIELDS, order: "-published_at", ...filters, ...window,
    }, { signal: view.signal }),
    draw: (item) => articleCard(item, context, { level }),
    listClass: "cards",
    size,
    part: view.part,
    remember: view.rememberPart,
    context,
    empty: context.t("noArticles"),
  });
}

/** Turn an item of the list of trials into a card: a document's `url` is the registry's, a card's the reader's. */
function trialOf(item) {
  return { ...item, url: item.meta?.html_url ?? item.url, registry_url: item.url };
}

/** Return `{ meta, items }` with the cards of trials that `filters` select. */
export async function trialCards(filters, context, view) {
  const answer = await context.api.list(
    "trials", { fields: TRIAL_FIELDS, locale: context.locale, ...filters }, { signal: view.signal });
  return { ...answer, items: answer.items.map(trialOf) };
}
