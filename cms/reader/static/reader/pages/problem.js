/** What readers see when there is nothing to show: not found, gone, and trouble of other kinds. */

import { h } from "../dom.js";
import { cards } from "../parts/card.js";
import { searchForm } from "../parts/header.js";
import { section } from "../parts/section.js";

function shape(context, { title, sentence, retry = false, problem = {}, search = true }) {
  const { t } = context;
  const node = h("div", { class: "problem" },
    h("h1", {}, title),
    h("p", { class: "lede" }, sentence),
    problem.suggestion ? h("p", {}, problem.suggestion) : null,
    h("p", { class: "button-row" },
      retry ? h("button", { type: "button", class: "button button-primary", onclick: () => location.reload() }, t("tryAgain")) : null,
      h("a", { class: `button ${retry ? "button-secondary" : "button-primary"}`, href: context.own("/") }, t("toHome"))),
    search ? h("div", { class: "problem-search" }, h("p", {}, t("searchInstead")), searchForm(context, { prominent: true })) : null,
    section(t("similar"), cards(problem.similar, context)),
    section(t("nearest"), problem.nearest ? cards([problem.nearest], context) : null));
  return { title, node, robots: "noindex" };
}

/** Return the view for an error that `api.js` raised, or for anything unexpected. */
export function problemView(error, context) {
  const { t } = context;
  if (error.name === "NoAnswer") {
    return shape(context, { title: t("errorTitle"), sentence: t("noAnswer"), retry: true, search: false });
  }
  const problem = error.document ?? {};
  if (error.status === 404) {
    return shape(context, { title: t("notFoundTitle"), sentence: t("notFound"), problem });
  }
  if (error.status === 410) return shape(context, { title: t("goneTitle"), sentence: t("gone"), problem });
  return shape(context, {
    title: t("errorTitle"), sentence: (error.status && error.message) || t("noAnswer"), retry: true, search: false,
  });
}

/** Return the view for a preview that cannot be shown, with the API's own sentence. */
export function previewProblem(sentence, context) {
  const { t } = context;
  return shape(context, { title: t("previewErrorTitle"), sentence: sentence || t("noAnswer"), retry: true, search: false });
}
