/** A date in words that machines can read too. */

import { h } from "../dom.js";
import { machineDate } from "../format.js";

/** Return `<time>` for a date of any precision, or null without one. */
export function time(value, context) {
  if (!value) return null;
  return h("time", { datetime: machineDate(value) || null }, context.format.date(value));
}

/** Fill `{date}` of one of the reader's sentences with a `<time>`; text around it stays text. */
export function sentence(text, parts) {
  return text.split(/(\{\w+\})/).map((piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    return name ? parts[name] ?? piece : piece;
  });
}
