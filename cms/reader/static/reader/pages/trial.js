/** One clinical trial, with the facts as its registry gives them. */

import { h } from "../dom.js";
import { breadcrumbs, homeCrumbs } from "../parts/breadcrumbs.js";
import { icon } from "../parts/icons.js";
import { section } from "../parts/section.js";
import { time } from "../parts/time.js";
import { fact, interventionText, phaseText, registryLanguage, statusPill } from "../parts/trial.js";
import { articleList } from "./lists.js";

/** A study site is an object with its parts, or text. */
function siteText(site) {
  if (typeof site === "string") return site;
  return [site.name ?? site.facility, site.city, site.state, site.country].filter(Boolean).join(", ");
}

function facts(trial, context) {
  const { t, format } = context;
  const registry = registryLanguage(context);
  const many = (items) => (items?.length > 1 ? h("ul", {}, items.map((item) => h("li", {}, item))) : items?.[0]);
  const results = trial.has_results === null || trial.has_results === undefined
    ? null
    : t(trial.has_results ? "hasResults" : "noResultsPosted");
  return h(
    "dl",
    { class: "facts facts-wide" },
    fact(t("registryId"), trial.registry_id ? h("span", { class: "code" }, trial.registry_id) : null),
    fact(t("officialTitle"), trial.official_title, registry),
    fact(t("phase"), phaseText(trial.phases, context)),
    fact(t("studyType"), trial.study_type ? t.label("studyTypes", trial.study_type) : null),
    fact(t("conditions"), many(trial.conditions), registry),
    fact(t("interventions"), many((trial.interventions ?? []).map((item) => interventionText([item]))), registry),
    fact(t("sponsor"), trial.sponsor, registry),
    fact(t("enrolment"), trial.enrolment ? format.number(trial.enrolment) : null),
    fact(t("countries"), many(trial.countries), registry),
    fact(t("sites"), many((trial.sites ?? []).map(siteText).filter(Boolean)), registry),
    fact(t("firstPosted"), [time(trial.first_posted, context)]),
    fact(t("lastUpdatePosted"), [time(trial.last_update_posted, context)]),
    fact(t("start"), [time(trial.start, context)]),
    fact(t("completion"), [time(trial.completion, context)]),
    fact(t("whyStopped"), trial.why_stopped, registry),
    fact(t("results"), results),
  );
}

/** Name the registry; "other" and none are "the registry". */
function registryName(registry, context) {
  const { t } = context;
  return !registry || t.normal(registry) === "other" ? t("theRegistry") : t.label("registries", registry);
}

/** The status that was known before the registry lost sight of the trial. */
function lastKnown(trial, context) {
  const { t } = context;
  if (!trial.last_known_status || trial.last_known_status === trial.overall_status) return null;
  return h("span", { class: "kicker-note" }, t("lastKnownStatus", { status: t.label("statuses", trial.last_known_status) }));
}

function source(trial, context) {
  const { t } = context;
  const url = trial.registry_url || trial.url;
  const external = url && !context.reader.addresses.isHere(url);
  return [
    trial.as_of ? h("p", { class: "note" }, t("factsAsOf", { date: context.format.date(trial.as_of) })) : null,
    external
      ? h("p", {}, context.link(url, { class: "outward" },
          t("seeRegistry", { registry: registryName(trial.registry, context) }), icon("outward")))
      : null,
  ];
}

/** Articles about the trial; a page without them is still worth showing. */
async function mentions(trial, context, view) {
  if (!trial.id || !trial.registry_id) return null;
  try {
    const list = await articleList({ trials__registry_id: trial.registry_id, locale: context.locale }, context, { view });
    return list.total ? section(context.t("mentionedIn"), list.node) : null;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return null;
  }
}

/** Return the trial's page. */
export async function trial(document_, context, view) {
  const { t } = context;
  const registry = registryLanguage(context);
  const title = document_.title ?? document_.brief_title;
  const crumbs = homeCrumbs(context, { url: context.own("/trials/"), title: t("trials") });
  return h(
    "article",
    { class: "article trial" },
    h("header", { class: "page-header" },
      breadcrumbs(crumbs, document_.registry_id || title, context),
      h("p", { class: "kicker" }, t("trial"), " ", statusPill(document_.overall_status, context), lastKnown(document_, context)),
      h("h1", registry, title),
      registry.lang ? h("p", { class: "note" }, t("inEnglish")) : null),
    h("div", { class: "without-aside" },
      section(t("inShort"), document_.summary ? h("p", { class: "lede" }, document_.summary) : null),
      section(t("facts"), [facts(document_, context), source(document_, context)])),
    await mentions(document_, context, view),
  );
}
