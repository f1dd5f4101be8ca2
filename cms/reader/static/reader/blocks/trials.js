/** Lists of clinical trials inside a text. */

import { h, uniqueId } from "../dom.js";
import { trialList } from "../parts/trial.js";

export function trials(value, context, { level }) {
  const list = trialList(value.trials, context, { layout: value.layout, level: value.title ? level + 1 : level });
  if (!list && !value.title) return null;
  const id = uniqueId("trials");
  return h(
    // A group and not a landmark: a page may have several.
    "div",
    { class: "trial-list", role: "group", "aria-labelledby": value.title ? id : null, "aria-label": value.title ? null : context.t("trials") },
    value.title ? h(`h${level}`, { id, class: "block-title" }, value.title) : null,
    list ?? h("p", { class: "note" }, context.t("noTrialsInList")),
  );
}
