/**
 * The reader's own words: which language they are in, and how they are filled in.
 */

import { en } from "./words/en.js";
import { ms } from "./words/ms.js";
import { zhHans } from "./words/zh_hans.js";

const WORDS = { en, ms, "zh-hans": zhHans };
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** Return the language tag as browsers write it ("zh-Hans"), and "en" for what is not one. */
export function languageTag(localeCode) {
  try {
    return Intl.getCanonicalLocales(localeCode)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** Return "rtl" or "ltr". */
export function direction(localeCode) {
  return RIGHT_TO_LEFT.has(String(localeCode).split("-")[0].toLowerCase()) ? "rtl" : "ltr";
}

function dictionary(localeCode) {
  const code = String(localeCode).toLowerCase();
  return WORDS[code] ?? WORDS[code.split("-")[0]] ?? (code.startsWith("zh") ? zhHans : en);
}

/** Write "NOT_YET_RECRUITING", "Not yet recruiting" and "not-yet-recruiting" in one way. */
function normal(value) {
  return String(value).toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "").replace(/phase_(\d)/, "phase$1");
}

function humanised(value) {
  const text = String(value).replace(/_/g, " ").trim();
  return text === text.toUpperCase() ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}

/**
 * Return the words of a language.
 *
 * `t("key", { name })` fills a text in; a text with forms takes the one for `n`. `t.label("statuses",
 * value)` names a value of a fixed vocabulary, and says the value itself where it is not known.
 */
export function createWords(localeCode) {
  const words = dictionary(localeCode);
  const tag = languageTag(localeCode);
  const numbers = new Intl.NumberFormat(tag);
  const plurals = new Intl.PluralRules(tag);

  function t(key, values = {}) {
    let text = words[key] ?? en[key] ?? key;
    if (typeof text === "object") text = text[plurals.select(values.n ?? 0)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  }

  t.label = (group, value) => words[group]?.[normal(value)] ?? en[group]?.[normal(value)] ?? humanised(value);
  t.normal = normal;
  return t;
}
