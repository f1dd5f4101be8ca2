/**
 * Dates, numbers and money, in the language of the page.
 */

const UNITS = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" } };
const DAY = { year: "numeric", month: "long", day: "numeric" };

/** English without a country is written the international way: "3 May 2026", "US$3,000". */
const VARIANTS = { en: "en-GB" };

/** Return the formatters of a language (a tag such as "en" or "zh-Hans"). */
export function createFormat(language) {
  const tag = VARIANTS[language] ?? language;

  /**
   * A date as precise as it is known: "2020", "2020-01" or "2020-01-15", or a moment ("2020-01-15T09:00Z").
   * Text that is none of these is shown as it is.
   */
  function date(value) {
    if (!value) return "";
    const text = String(value);
    const day = /^\d{4}(-\d{2}(-\d{2})?)?/.exec(text)?.[0];
    if (!day) return text;
    const moment = new Date(day.length === 4 ? `${day}-01-01` : day);
    if (Number.isNaN(moment.getTime())) return text;
    return new Intl.DateTimeFormat(tag, { ...(UNITS[day.length] ?? DAY), timeZone: "UTC" }).format(moment);
  }

  function number(value) {
    const parsed = typeof value === "number" ? value : Number(value);
    if (value === "" || value === null || value === undefined || Number.isNaN(parsed)) return String(value ?? "");
    return new Intl.NumberFormat(tag, { maximumFractionDigits: 10 }).format(parsed);
  }

  /** A sum, or a span of two, in a currency: "US$3,000 – US$5,000". Cents only where there are any. */
  function money(low, high, currency) {
    const bounds = [low, high].filter((bound) => bound !== null && bound !== undefined && bound !== "").map(Number);
    if (!bounds.length) return "";
    const digits = bounds.every(Number.isInteger) ? 0 : 2;
    try {
      const writer = new Intl.NumberFormat(tag, {
        style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
      });
      return bounds.length === 2 && bounds[0] !== bounds[1]
        ? writer.formatRange(bounds[0], bounds[1])
        : writer.format(bounds[0]);
    } catch {
      return `${bounds.map(number).join(" – ")} ${currency ?? ""}`.trim();
    }
  }

  function list(items) {
    return new Intl.ListFormat(tag, { type: "conjunction" }).format(items);
  }

  return { date, number, money, list };
}

/** Return a `<time>` value for a date known to the year, month or day, or "" for anything else. */
export function machineDate(value) {
  return /^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.test(String(value ?? "")) ? String(value) : "";
}
