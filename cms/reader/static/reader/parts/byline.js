/**
 * Who stands for a page: authors, dates, medical review.
 */

import { h } from "../dom.js";
import { icon } from "./icons.js";
import { picture } from "./picture.js";
import { section } from "./section.js";
import { sentence, time } from "./time.js";

/** Separate nodes by commas. */
const listed = (nodes) => nodes.flatMap((node, index) => (index ? [", ", node] : [node]));

/** Return the line with authors, dates and reading time. */
export function byline(page, context) {
  const { t } = context;
  const authors = (page.authors ?? []).map((author) => context.link(author.url, {}, author.title));
  const published = page.published_at ?? page.meta?.first_published_at;
  const items = [
    authors.length ? [`${t("by")} `, listed(authors)] : null,
    published ? [`${t("published")} `, time(published, context)] : null,
    page.updated_at ? [`${t("updated")} `, time(page.updated_at, context)] : null,
    page.reading_time_minutes ? t("readingTime", { n: page.reading_time_minutes }) : null,
  ].filter(Boolean);
  if (!items.length) return null;
  return h("ul", { class: "byline", role: "list" }, items.map((item) => h("li", {}, item)));
}

function reviewedLine(review, context) {
  const { t } = context;
  const reviewer = review.reviewed_by
    ? context.link(review.reviewed_by.url, {}, review.reviewed_by.title)
    : null;
  const date = time(review.last_reviewed_at, context);
  if (reviewer && date) return sentence(t("reviewedBy", { name: "{name}", date: "{date}" }), { name: reviewer, date });
  if (reviewer) return sentence(t("reviewedByUndated", { name: "{name}" }), { name: reviewer });
  return date ? sentence(t("reviewedOn", { date: "{date}" }), { date }) : null;
}

/** Return the review line, with a notice when the review is overdue; null for a page never reviewed. */
export function reviewLine(review, context) {
  if (!review || review.status === "none") return null;
  const { t } = context;
  const line = reviewedLine(review, context);
  const due = review.next_review_at ? time(review.next_review_at, context) : null;
  if (review.status === "overdue") {
    return h(
      "div",
      { class: "review review-overdue", role: "note" },
      icon("warning"),
      h("div", {},
        h("p", {}, h("strong", {}, t("reviewOverdueTitle"))),
        line ? h("p", {}, line) : null,
        h("p", {}, due ? sentence(t("reviewOverdue", { date: "{date}" }), { date: due }) : t("reviewOverdueUndated"))),
    );
  }
  if (!line) return null;
  const next = review.status === "due" && due ? [" ", sentence(t("reviewDue", { date: "{date}" }), { date: due })] : null;
  return h("div", { class: "review" }, icon("check"), h("p", {}, line, next));
}

function authorBox(author, context) {
  const photo = picture(author.image, context, { sizes: "5rem", alt: "" });
  return h(
    "li",
    { class: "author-box" },
    photo ? h("div", { class: "author-photo" }, photo) : null,
    h("div", {},
      h("p", { class: "author-name" },
        context.link(author.url, {}, author.title),
        author.credentials ? h("span", { class: "author-credentials" }, `, ${author.credentials}`) : null),
      author.role ? h("p", { class: "author-role" }, author.role) : null),
  );
}

/** Return the boxes about the authors at the end of an article. */
export function authorBoxes(authors, context) {
  if (!authors?.length) return null;
  const title = context.t(authors.length > 1 ? "aboutAuthors" : "aboutAuthor");
  return section(title, h("ul", { class: "author-boxes", role: "list" }, authors.map((author) => authorBox(author, context))));
}
