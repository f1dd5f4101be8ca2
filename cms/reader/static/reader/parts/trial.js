/**
 * Clinical trials: the status pill, and the two ways in which a list shows a trial.
 */

import { h } from "../dom.js";
import { time } from "./time.js";

/** Statuses by what they mean to a reader; the colour only repeats the word. */
const TONES = {
  recruiting: "open", enrolling_by_invitation: "open", available: "open", approved_for_marketing: "open",
  not_yet_recruiting: "soon", active_not_recruiting: "running", completed: "done",
  suspended: "stopped", terminated: "stopped", withdrawn: "stopped", no_longer_available: "stopped",
  temporarily_not_available: "stopped",
};

/** Trials keep their registry's language, whatever the page is in. */
const REGISTRY_LANGUAGE = "en";

/** Return `{ lang }` for text that comes from a registry, where the page is in another language. */
export function registryLanguage(context) {
  return context.tag === REGISTRY_LANGUAGE ? {} : { lang: REGISTRY_LANGUAGE, dir: "ltr" };
}

/** Return the pill that says a trial's status, or null where none is known. */
export function statusPill(status, context) {
  if (!status) return null;
  const tone = TONES[context.t.normal(status)] ?? "unknown";
  return h("span", { class: `pill pill-${tone}` }, context.t.label("statuses", status));
}

/** Return the phases in words, "Phase 1, Phase 2". */
export function phaseText(phases, context) {
  return (phases ?? []).map((phase) => context.t.label("phases", phase)).join(", ");
}

/** Return the treatments in words. */
export function interventionText(interventions) {
  return (interventions ?? []).map((item) => item.name ?? item).join("; ");
}

/** Return one fact of a description list, or null when it is not known. */
export function fact(label, value, attributes = {}) {
  const known = Array.isArray(value) ? value.some(Boolean) : value || value === 0;
  if (!known) return null;
  return h("div", { class: "fact" }, h("dt", {}, label), h("dd", attributes, value));
}

/** Return a trial in one line: title, status, where, and its number. */
export function trialShort(trial, context) {
  const registry = registryLanguage(context);
  const place = (trial.countries ?? []).join(", ");
  return h(
    "li",
    { class: "trial-short" },
    h("span", { class: "trial-short-title" }, context.link(trial.url, registry, trial.title)),
    h(
      "span",
      { class: "trial-short-facts" },
      statusPill(trial.overall_status, context),
      place ? h("span", registry, place) : null,
      trial.registry_id ? h("span", { class: "code" }, trial.registry_id) : null,
    ),
  );
}

/** Return a trial as a card with its main facts. */
export function trialFull(trial, context, { level = 3 } = {}) {
  const { t } = context;
  const registry = registryLanguage(context);
  return h(
    "li",
    { class: "trial-card" },
    h("div", { class: "trial-card-head" },
      statusPill(trial.overall_status, context),
      trial.registry_id ? h("span", { class: "code" }, trial.registry_id) : null),
    h(`h${level}`, { class: "trial-card-title" }, context.link(trial.url, registry, trial.title)),
    trial.summary ? h("p", { class: "trial-card-summary" }, trial.summary) : null,
    h(
      "dl",
      { class: "facts" },
      fact(t("conditions"), (trial.conditions ?? []).join(", "), registry),
      fact(t("interventions"), interventionText(trial.interventions), registry),
      fact(t("phase"), phaseText(trial.phases, context)),
      fact(t("countries"), (trial.countries ?? []).join(", "), registry),
      fact(t("sponsor"), trial.sponsor, registry),
      fact(t("enrolment"), trial.enrolment ? context.format.number(trial.enrolment) : null),
      fact(t("firstPosted"), [time(trial.first_posted, context)]),
    ),
    trial.as_of ? h("p", { class: "note" }, t("factsAsOf", { date: context.format.date(trial.as_of) })) : null,
  );
}

/** Return a list of trials in `layout` "full" or "short"; null when there are none. */
export function trialList(trials, context, { layout = "full", level = 3 } = {}) {
  if (!trials?.length) return null;
  if (layout === "short") {
    return h("ol", { class: "trials-short", role: "list" }, trials.map((trial) => trialShort(trial, context)));
  }
  return h("ul", { class: "trials-full", role: "list" }, trials.map((trial) => trialFull(trial, context, { level })));
}
