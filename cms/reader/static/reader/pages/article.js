/** An article. */

import { renderBody } from "../blocks/index.js";
import { h } from "../dom.js";
import { breadcrumbs } from "../parts/breadcrumbs.js";
import { authorBoxes, byline, reviewLine } from "../parts/byline.js";
import { cards, chips } from "../parts/card.js";
import { picture } from "../parts/picture.js";
import { section } from "../parts/section.js";
import { tableOfContents } from "../parts/toc.js";

function hero(page, context) {
  const drawn = picture(page.hero_image, context, { sizes: "(min-width: 72rem) 70rem, 100vw", eager: true });
  if (!drawn) return null;
  const credit = page.hero_image.credit;
  return h("figure", { class: "hero-image" }, drawn,
    credit ? h("figcaption", {}, h("span", { class: "credit" }, context.t("imageCredit", { credit }))) : null);
}

function tags(page, context) {
  if (!page.tags?.length) return null;
  return h("p", { class: "tags" }, `${context.t("tags")}: ${context.format.list(page.tags)}`);
}

/** Return the article's elements. */
export function article(page, context) {
  const { t } = context;
  const contents = tableOfContents(page.toc, context);
  return h(
    "article",
    { class: "article" },
    h(
      "header",
      { class: "page-header" },
      breadcrumbs(page.breadcrumbs, page.title, context),
      chips(page.topics, context, t("topics")),
      h("h1", {}, page.title),
      page.summary ? h("p", { class: "lede" }, page.summary) : null,
      byline(page, context),
      reviewLine(page.review, context),
    ),
    hero(page, context),
    h("div", { class: contents ? "with-aside" : "without-aside" }, contents, renderBody(page.body, context)),
    h(
      "footer",
      { class: "article-footer" },
      tags(page, context),
      authorBoxes(page.authors, context),
      section(t("related"), cards(page.related, context)),
    ),
  );
}
