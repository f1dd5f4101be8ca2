/** A topic with its articles, and an author with theirs. */

import { h } from "../dom.js";
import { breadcrumbs, homeCrumbs } from "../parts/breadcrumbs.js";
import { picture } from "../parts/picture.js";
import { section } from "../parts/section.js";
import { fact } from "../parts/trial.js";
import { articleList } from "./lists.js";

/** Return the topic's page. */
export async function topic(document_, context, view) {
  const { t, format } = context;
  const title = document_.name ?? document_.title;
  const slug = document_.slug ?? document_.meta?.slug;
  const list = await articleList({ topics__slug: slug, locale: context.locale }, context, { view });
  const codes = (document_.codes ?? []).map((code) => `${code.system} ${code.code}`);
  return h(
    "div",
    { class: "index" },
    h("header", { class: "page-header" },
      breadcrumbs(homeCrumbs(context, { url: context.own("/topics/"), title: t("topics") }), title, context),
      h("p", { class: "kicker" }, topicKind(document_.kind, context)),
      h("h1", {}, title),
      document_.description ? h("div", { class: "rich lede" }, context.rich(document_.description)) : null,
      h("dl", { class: "facts" },
        fact(t("alsoKnownAs"), document_.synonyms?.length ? format.list(document_.synonyms) : null),
        fact(t("codes"), codes.join(", ")))),
    section(t("articlesOnTopic"), list.node),
  );
}

/** Name the kind of a topic. */
export function topicKind(kind, context) {
  return context.t.label("topicKind", kind || "other");
}

/** Return the author's page. */
export async function author(document_, context, view) {
  const { t } = context;
  const name = document_.name ?? document_.title;
  const slug = document_.slug ?? document_.meta?.slug;
  const list = await articleList({ authors__slug: slug, locale: context.locale }, context, { view });
  const photo = picture(document_.photo, context, { sizes: "10rem", eager: true });
  const links = document_.profile_links ?? [];
  return h(
    "div",
    { class: "index" },
    h("header", { class: "page-header" },
      breadcrumbs(homeCrumbs(context, { url: context.own("/authors/"), title: t("authors") }), name, context),
      h("div", { class: "author-head" },
        photo ? h("div", { class: "author-photo author-photo-large" }, photo) : null,
        h("div", {},
          h("h1", {}, name),
          h("p", { class: "author-role" }, [document_.credentials, document_.role].filter(Boolean).join(" · ")))),
      document_.biography ? h("div", { class: "rich" }, context.rich(document_.biography)) : null,
      links.length
        ? h("nav", { "aria-label": t("profiles") }, h("ul", { class: "chips", role: "list" },
            links.map((link) => h("li", {}, context.link(link.url, { class: "chip" }, link.label || link.url)))))
        : null),
    // Who only reviews has written none.
    list.total ? section(t("articlesBy", { name }), list.node) : null,
  );
}
