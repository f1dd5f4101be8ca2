/** Home pages and standard pages. */

import { renderBody } from "../blocks/index.js";
import { h } from "../dom.js";
import { breadcrumbs } from "../parts/breadcrumbs.js";
import { reviewLine } from "../parts/byline.js";
import { cards } from "../parts/card.js";
import { icon } from "../parts/icons.js";
import { picture } from "../parts/picture.js";
import { section } from "../parts/section.js";

/** Return the home page. */
export function home(page, context) {
  const image = picture(page.hero_image, context, { sizes: "(min-width: 60rem) 36rem, 100vw", eager: true });
  return h(
    "div",
    { class: "home" },
    h(
      "div",
      { class: image ? "hero" : "hero hero-plain" },
      h("div", { class: "hero-text" },
        h("h1", {}, page.hero_title || page.title),
        page.hero_text ? h("div", { class: "rich lede" }, context.rich(page.hero_text)) : null,
        page.hero_link
          ? h("p", { class: "button-row" }, context.link(page.hero_link.url, { class: "button button-primary" },
              page.hero_link.text || page.hero_link.page?.title || page.hero_link.url, icon("arrow")))
          : null),
      image ? h("div", { class: "hero-picture" }, image) : null,
    ),
    section(context.t("featured"), cards(page.featured, context)),
    renderBody(page.body, context),
  );
}

/** Return a standard page. */
export function standard(page, context) {
  return h(
    "article",
    { class: "article" },
    h("header", { class: "page-header" },
      breadcrumbs(page.breadcrumbs, page.title, context),
      h("h1", {}, page.title),
      reviewLine(page.review, context)),
    h("div", { class: "without-aside" },
      page.intro ? h("div", { class: "rich" }, context.rich(page.intro)) : null,
      renderBody(page.body, context)),
  );
}
