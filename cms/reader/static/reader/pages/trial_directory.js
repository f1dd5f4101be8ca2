/** The list of clinical trials, with search and filters. */

import { h, uniqueId } from "../dom.js";
import { breadcrumbs, homeCrumbs } from "../parts/breadcrumbs.js";
import { pagedList } from "../parts/paged_list.js";
import { trialFull } from "../parts/trial.js";
import { trialCards } from "./lists.js";

const PART = 12;
/** The choices are collected from the trials themselves; beyond this many, words find the rest. */
const LOOKED_AT = 300;
const FILTERS = ["search", "overall_status", "phases", "countries"];

let known = null;

/** Return the values that occur: `{ overall_status, phases, countries }`, each sorted. */
async function choicesOf(context, view) {
  if (known) return known;
  const found = { overall_status: new Set(), phases: new Set(), countries: new Set() };
  for (let offset = 0; offset < LOOKED_AT; offset += 100) {
    const answer = await context.api.list("trials", { fields: "_,overall_status,phases,countries", limit: 100, offset }, { signal: view.signal });
    for (const item of answer.items) {
      if (item.overall_status) found.overall_status.add(item.overall_status);
      for (const phase of item.phases ?? []) found.phases.add(phase);
      for (const country of item.countries ?? []) found.countries.add(country);
    }
    if (offset + answer.items.length >= answer.meta.total_count || !answer.items.length) break;
  }
  known = Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values].sort()]));
  return known;
}

function select(name, label, anyLabel, values, chosen, write) {
  const id = uniqueId(name);
  const options = chosen && !values.includes(chosen) ? [...values, chosen] : values;
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    h("select", { id, name },
      h("option", { value: "" }, anyLabel),
      options.map((value) => h("option", { value, selected: value === chosen }, write(value)))));
}

function form(choices, chosen, context) {
  const { t } = context;
  const words = uniqueId("words");
  return h(
    "form",
    { class: "filter-form", action: context.own("/trials/"), method: "get", "aria-label": t("filterTrials"), "data-reader-form": "" },
    h("div", { class: "field field-wide" },
      h("label", { for: words }, t("words")),
      h("input", { id: words, type: "search", name: "search", value: chosen.search })),
    select("overall_status", t("status"), t("anyStatus"), choices.overall_status, chosen.overall_status, (value) => t.label("statuses", value)),
    select("countries", t("country"), t("anyCountry"), choices.countries, chosen.countries, (value) => value),
    select("phases", t("phase"), t("anyPhase"), choices.phases, chosen.phases, (value) => t.label("phases", value)),
    h("div", { class: "field-buttons" },
      h("button", { type: "submit", class: "button button-primary" }, t("applyFilters")),
      FILTERS.some((name) => chosen[name]) ? h("a", { href: context.own("/trials/") }, t("clearFilters")) : null),
  );
}

/** Return the directory. */
export async function trialDirectory(context, view) {
  const { t } = context;
  const query = new URLSearchParams(view.address.query);
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, query.get(name)?.trim() ?? ""]));
  // Search orders by relevance.
  const order = chosen.search ? {} : { order: "-first_posted" };
  const [choices, list] = await Promise.all([
    choicesOf(context, view),
    pagedList({
      fetchPart: (window) => trialCards({ ...chosen, ...order, ...window }, context, view),
      draw: (item) => trialFull(item, context, { level: 2 }),
      listClass: "trials-full",
      size: PART,
      part: view.part,
      remember: view.rememberPart,
      context,
      empty: t("noTrials"),
    }),
  ]);
  const node = h("div", { class: "index" },
    h("header", { class: "page-header" },
      breadcrumbs(homeCrumbs(context), t("trials"), context),
      h("h1", {}, t("trials")),
      h("p", { class: "lede" }, t("trialsIntro"))),
    form(choices, chosen, context),
    h("p", { class: "count", role: "status" }, t("trialCount", { n: list.total })),
    list.node);
  return { title: t("trials"), node };
}
